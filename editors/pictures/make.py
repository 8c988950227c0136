"""Draws `finding.svg` from what the demo really prints; run it by `nox -s pictures`."""

from __future__ import annotations

import re
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

from awsconf.demo.show import show
from awsconf.report import Style

HERE = Path(__file__).parent


def main() -> int:
    """Draw the findings of the demo as a terminal shows them."""
    printed = "".join(show(Style(color=True)))
    shown = printed.partition("$ awsconf rewrite")[0].partition("\n\n")[2]
    console = Console(record=True, width=118, file=StringIO(), force_terminal=True)
    console.print(Text.from_ansi(shown.rstrip()), soft_wrap=False)
    svg = console.export_svg(title="awsconf check", unique_id="finding")
    # The picture names no address to fetch a font from; any monospaced one will do.
    svg = re.sub(r"<!--.*?-->|@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL)
    (HERE / "finding.svg").write_text(svg, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
