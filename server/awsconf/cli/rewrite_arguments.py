"""The flags of `rewrite`."""

from __future__ import annotations

from argparse import ArgumentParser

from awsconf.cli.arguments import add_input_flags
from awsconf.cli.options import add_expiry_flags

DEFAULT = "role"
MODES = (
    *(DEFAULT, "sso-session", "legacy-sso", "base-and-role", "split"),
    *("move-keys", "move-settings", "services", "merge"),
)
"""What `--as` takes: the names of the refactorings, and before them the rewrite of a token."""

MODES_TOLD = """\
what --as takes:
  role           a copied token: assume its role, or sign in (the default)
  sso-session    SSO settings of the profile: sign in through an `[sso-session]`
  legacy-sso     the other way, for tools that know no sessions
  base-and-role  static keys: keep them in PROFILE-base, and assume --role-arn with them
  split          a role that is its own source: keep the keys in PROFILE-base
  move-keys      keys in the config file: move them to the credentials file
  move-settings  other settings in the credentials file: move them to the config file
  services       endpoints of single services in the profile: move them to `[services]`
  merge          sections that stand several times: make them one
None of these but `role` and `base-and-role` changes what any SDK makes of the files, or it is
refused; `services` lets the SDKs follow endpoints that only a plugin followed.
"""
STATUSES = """\
exit status:
  0  the change was shown, or written
  2  the command line, or a file that it names, is wrong, a file could not be
     written, or the rewrite is refused
  3  there was nothing to rewrite
  4  awsconf made a mistake
"""


def add_flags(command: ArgumentParser) -> None:
    """All flags."""
    command.epilog = (
        "What is not given is inferred from what stands in the files, or asked for.\n"
        "Without --write, the change is only shown, secrets masked.\n\n"
        + MODES_TOLD
        + "\n"
        + STATUSES
    )
    command.add_argument(
        "profile",
        metavar="PROFILE",
        nargs="?",
        help="the profile that is rewritten; without --as, the one that holds the token",
    )
    _add_mode_flags(command)
    add_input_flags(command)
    wishes = command.add_argument_group("the new profile")
    wishes.add_argument("--role-arn", metavar="ARN", help="the role to assume")
    wishes.add_argument(
        "--source-profile", metavar="NAME", help="the profile whose credentials assume it"
    )
    wishes.add_argument("--mfa-serial", metavar="ARN", help="the MFA device to be asked for")
    wishes.add_argument(
        "--duration-seconds", metavar="N", type=int, help="how long a session lasts: 900 to 43200"
    )
    wishes.add_argument(
        "--sso-session",
        metavar="NAME",
        help="sign in through this `[sso-session]` instead of assuming a role",
    )
    add_expiry_flags(command)


def _add_mode_flags(command: ArgumentParser) -> None:
    """The flags that choose what is done, and to how many."""
    modes = command.add_argument_group("what is done")
    modes.add_argument(
        "--write", action="store_true", help="write the files instead of showing the change"
    )
    modes.add_argument(
        "--as",
        dest="mode",
        metavar="MODE",
        choices=MODES,
        default=DEFAULT,
        help="what becomes of the profile; see below (default: role)",
    )
    modes.add_argument(
        "--all",
        action="store_true",
        help="with --as, do it to every profile that allows it; every argument is then a PATH",
    )
    modes.add_argument(
        "--list",
        action="store_true",
        help="say what --as can do for PROFILE and why not more, or what it can do for whom",
    )
