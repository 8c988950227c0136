"""The flags of `resolve`."""

from __future__ import annotations

from argparse import ArgumentParser, _ActionsContainer

from awsconf.cli.arguments import add_color_flag, add_input_flags

ALL = "all"
READERS = ("python", "js", "go", "rust", "java", "c", ALL)
STATUSES = """\
With --all, every argument is a PATH. A profile that no file has is answered with the error that
the SDK would give.

exit status:
  0  every question is answered, if only by saying that nobody answers
  1  an SDK would fail: it refuses a file, or gives an error for a profile
  2  the command line, or a file that it names, is wrong
  3  nothing could be read
  4  awsconf made a mistake
"""


def add_flags(command: ArgumentParser) -> None:
    """All flags."""
    command.epilog = STATUSES
    add_profile(command)
    add_input_flags(command)
    asked = command.add_argument_group("question")
    asked.add_argument("--all", action="store_true", help="ask for every profile, each by name")
    asked.add_argument(
        "--reader",
        choices=READERS,
        default="python",
        help="the SDK that is asked; python is boto3 and the AWS CLI too (default: python)",
    )
    add_choice_flag(asked)
    add_environment_flags(command)
    report = command.add_argument_group("report")
    report.add_argument(
        "--format", choices=("text", "json", "mermaid"), default="text", help="(default: text)"
    )
    add_color_flag(report)


def add_profile(command: ArgumentParser) -> None:
    """The profile that is asked for."""
    command.add_argument(
        "profile",
        metavar="PROFILE",
        nargs="?",
        help="the profile that is asked for; without it, the one that the environment or the "
        "default chooses",
    )


def add_choice_flag(asked: _ActionsContainer) -> None:
    """The flag that says as by whom a profile is chosen."""
    asked.add_argument(
        "--chosen-by",
        choices=("argument", "environment"),
        default="argument",
        help="whether a profile is chosen as by `--profile` or as by AWS_PROFILE, which lets keys "
        "in the environment win (default: argument)",
    )


def add_environment_flags(command: ArgumentParser) -> None:
    """The flags that say in which environment the question is asked."""
    environment = command.add_argument_group("environment")
    environment.add_argument(
        "--env",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="as if NAME were set to VALUE, AWS_CONFIG_FILE too; may be repeated",
    )
    environment.add_argument(
        "--no-env",
        action="store_true",
        help="as if nothing but --env were set; that is so already for files other than the ones "
        "that the AWS SDKs would read",
    )
