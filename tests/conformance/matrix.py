"""The tables of `matrices/`: rows by id, inputs as texts, and the marks that a page cannot hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from awsconf.syntax import Document, parse
from awsconf.text import Role

MATRICES = Path(__file__).parent / "matrices"

Row = Mapping[str, str]


def table(name: str) -> dict[str, dict[str, str]]:
    """The last table of a page, as its rows by id, each by the titles of the columns."""
    text = (MATRICES / f"{name}.md").read_text(encoding="utf-8")
    lines = [_cells(line) for line in text.splitlines() if line.startswith("|")]
    heads = max(i for i, cells in enumerate(lines) if cells[0] == "id")
    rows = [dict(zip(lines[heads], cells, strict=True)) for cells in lines[heads + 2 :]]
    found = {row["id"]: row for row in rows}
    assert len(found) == len(rows), "an id stands twice"
    return found


def fences(name: str) -> tuple[str, str]:
    """The two files that stand on a page for all of its rows."""
    page = (MATRICES / f"{name}.md").read_text(encoding="utf-8")
    config, credentials = re.findall(r"^```ini \w+\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    return config, credentials


def environment(written: str) -> dict[str, str]:
    """The variables of a row; with the instance metadata service switched off, as it was then."""
    for mark, variables in _VARIABLES.items():
        written = f"{written} ".replace(f"{mark} ", f"{variables} ")
    found = (word.partition("=") for word in written.split())
    return {"AWS_EC2_METADATA_DISABLED": "true"} | {name: value for name, _, value in found}


class Pair(NamedTuple):
    """The two documents of an input; None for a file that is not there."""

    config: Document | None
    credentials: Document | None


def pair(written: str) -> Pair:
    """The input of a row, `cr:` before the credentials file."""
    config, has_credentials, credentials = f"⏎{written}".partition("⏎cr: ")
    return Pair(
        parse(text(config[1:]), Role.CONFIG) if config else None,
        parse(text(credentials), Role.CREDENTIALS) if has_credentials else None,
    )


def text(written: str) -> str:
    """A text with its marks put in and its abbreviations spelt out."""
    written = written.replace("<AK/SK>", "ak = AK1⏎sk = SK1")
    written = re.sub("(?<=⏎)(ak|sk)(?= ?=)|^(ak|sk)(?= ?=)", _key, written)
    for mark, character in _MARKS.items():
        written = written.replace(mark, character)
    written = re.sub(r"<U\+([0-9A-F]{4})>", lambda found: chr(int(found[1], 16)), written)
    return re.sub("<byte ([0-9a-f]{2})>", lambda found: chr(0xDC00 + int(found[1], 16)), written)


def marked(text: str) -> str:
    """A text as a cell shows it: the reverse of `text`, but for blanks and undecodable bytes."""
    text = "".join(_NAMES.get(character, character) for character in text)
    text = text.replace("aws_access_key_id", "ak").replace("aws_secret_access_key", "sk")
    return text.replace("ak=AK1,sk=SK1", "<AK/SK>")


_VARIABLES = {
    "KEYS": "AWS_ACCESS_KEY_ID=AKENV AWS_SECRET_ACCESS_KEY=SKENV",
    "WEB": "AWS_WEB_IDENTITY_TOKEN_FILE=/dev/null AWS_ROLE_ARN=arn:aws:iam::1:role/ENV",
}
_MARKS = {"⏎": "\n", "␍": "\r", "⇥": "\t", "␀": "\0", "␣": " "}
_NAMES = {
    **{character: mark for mark, character in _MARKS.items() if mark != "␣"},
    **{chr(code): f"<U+{code:04X}>" for code in (0x0B, 0x0C, 0xA0, 0x2028)},
}


def _cells(line: str) -> list[str]:
    cells = re.split(r"(?<!\\)\|", line)[1:-1]
    return [_bare(cell.strip().replace(r"\|", "|")) for cell in cells]


def _bare(cell: str) -> str:
    """A cell without the quotes of Markdown around it."""
    for quotes in ("`` ", "`"):
        if len(cell) > len(quotes) and cell.startswith(quotes) and cell.endswith(quotes[::-1]):
            return cell[len(quotes) : -len(quotes)]
    return cell


def _key(found: re.Match[str]) -> str:
    return {"ak": "aws_access_key_id", "sk": "aws_secret_access_key"}[found.group()]
