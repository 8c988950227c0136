"""The flags of `rewrite` that say what is to become of a profile."""

from __future__ import annotations

from argparse import ArgumentParser

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


def add_mode_flags(command: ArgumentParser) -> None:
    """The flags that choose what is done, and to how many."""
    modes = command.add_argument_group("what is done")
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
