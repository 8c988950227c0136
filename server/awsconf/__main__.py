"""`awsconf` and `python -m awsconf`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from awsconf.cli import run


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line, the process's own by default, and return the exit status."""
    return run(sys.argv[1:] if argv is None else list(argv))


if __name__ == "__main__":
    sys.exit(main())
