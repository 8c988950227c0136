"""The flags that say where else to look than into the two files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import _ActionsContainer


def add_flags(command: _ActionsContainer, *, caches: bool, remember: bool) -> None:
    """The flags that say where to look; `caches` says whether a command does so by itself."""
    default = "yes, but not under CI" if caches else "no"
    group = command.add_argument_group("evidence")
    group.add_argument(
        "--caches",
        action="store_true",
        default=None,
        help="learn from the caches of the AWS CLI when copied tokens end and whose they are; "
        f"only for your own files, never for those of a repository (default: {default})",
    )
    group.add_argument("--no-caches", dest="caches", action="store_false", help="do not")
    if remember:
        group.add_argument(
            "--remember",
            action="store_true",
            help="note when a session token is first seen in your own files, as a digest in the "
            "state folder, so that its age is known the next time",
        )
    command.set_defaults(caches_by_default=caches)
