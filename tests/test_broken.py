"""A secret or a token that was broken over lines is joined where that makes it whole, else not."""

from __future__ import annotations

import pytest

import encoder
from awsconf.edits import apply
from awsconf.readers import python
from awsconf.syntax import parse
from awsconf.text import Role
from awsconf.values.broken import joining

SECRET, TOKEN = encoder.secret("broken"), encoder.token(seed="broken")


def joined(name: str, lines: str) -> str:
    """The text of a section with one setting, after its lines were joined."""
    text = f"[dev]\nregion = eu-west-1\n{name} = {lines}\noutput = json\n"
    document = parse(text, Role.CREDENTIALS)
    (part,) = (part for part in python.read(document).parts if part.reading.settings)
    value = part.reading.settings[name]
    return apply(text, joining(part, value)).split(f"{name} = ")[1].split("\noutput")[0]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n    ", "  \n\t"])
def test_what_is_whole_together_is_joined(end: str) -> None:
    """In two lines and in many, indented or not."""
    assert joined("aws_secret_access_key", SECRET[:20] + end + SECRET[20:]) == SECRET
    pieces = end.join(TOKEN[at : at + 64] for at in range(0, len(TOKEN), 64))
    assert joined("aws_session_token", pieces) == TOKEN


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("aws_secret_access_key", f"{SECRET[:20]}\n{SECRET[21:]}"),
        ("aws_secret_access_key", f"{SECRET[:20]}\n\n{SECRET[20:]}"),
        ("aws_secret_access_key", SECRET),
        ("aws_session_token", f"{TOKEN[:300]}\n{TOKEN[304:]}"),
        ("aws_session_token", f"{TOKEN[:300]}\n# a note\n{TOKEN[300:]}"),
        ("aws_session_token", f"{TOKEN[:300]} x\n{TOKEN[300:]}"),
        ("credential_process", f"{SECRET[:20]}\n{SECRET[20:]}"),
    ],
)
def test_what_is_not_stays_as_it_is(name: str, lines: str) -> None:
    """What is still none together, what stands apart, and what is no secret."""
    assert joined(name, lines) == lines
