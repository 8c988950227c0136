"""The flag of `demo`."""

from __future__ import annotations

from awsconf.cli.arguments import add_color_flag as add_flags

__all__ = ["add_flags"]
