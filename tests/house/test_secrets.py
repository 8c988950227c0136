"""What must be in no tracked file: what a scanner flags, a registry's host, a path of this machine.

The forbidden words are put together at run time, or this file would be the first to be found.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from house.tree import REPOSITORY

# Key ids that somebody published as an example with the account that they decode to.
# AWS's own examples end in EXAMPLE and need no entry.
PUBLISHED_KEY_IDS = frozenset(
    {
        "ASIAY34FZKBOKMUTVV7A",  # Aidan Steele, "AWS Access Key ID formats"
        "ASIAQNZGKIQY56JQ7WML",  # Tal Be'ery, "A short note on AWS KEY ID"
        "AKIAZAVB57H55F3T4BKH",  # trufflesecurity/trufflehog, its integration test
        "AKIARZPUZDIKGB2VALC4",  # localstack/localstack, accounts.py
        "ASIAQAAAAAAAGMKEM7X5",  # the same
        "ASIARZPUZDIKAAAAAAAA",  # our own, of the account 123456789012
        "AROARZPUZDIKAAAAAAAA",  # the same as a role
        "AKIAXXXXXXXXXXXXXXXX",  # a placeholder as people write it
    }
)

KEY_ID = re.compile(r"(?<![A-Z0-9])A(?:KIA|SIA|BIA|CCA|IDA|ROA)[A-Z0-9]{16}(?![A-Z0-9])")
SECRET = re.compile(
    r"secret_?(?:access_?)?key\W{1,5}([A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])", re.IGNORECASE
)
TOKEN = re.compile(r"(?<![A-Za-z0-9/+])(?:IQoJb3JpZ2lu|Fwo[GD]|FQo[GD])[A-Za-z0-9/+]{60,}")
PRIVATE_KEY = re.compile("-----BEGIN " + r"[A-Z ]*PRIVATE KEY-----")
FORGE_TOKEN = re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|glpat-[\w-]{20})\b")
REGISTRY = re.compile(
    r"\b(?:py" + r"pi\.org|pythonhosted\.org|npm" + r"js\.(?:org|com)|yarn" + r"pkg\.com"
    r"|(?:deb|ftp|snapshot)\.deb" + r"ian\.org|static\.crat" + r"es\.io)\b"
)
MACHINE = re.compile(
    r"(?<![\w.~-])/(?:wo" + r"rk|ro" + r"ot|opt/py" + r"pi|tmp/ve" + r"nv)(?=/|\b)"
)


def flagged(text: str) -> Iterator[str]:
    """Yield what a scanner would flag in the text, each named by its kind and never in full."""
    for found in KEY_ID.findall(text):
        if not found.endswith("EXAMPLE") and found not in PUBLISHED_KEY_IDS:
            yield f"access key id {found[:6]}…"
    for found in SECRET.findall(text):
        if "EXAMPLE" not in found:
            yield f"secret access key {found[:4]}…"
    yield from (f"session token {found[:12]}…" for found in TOKEN.findall(text))
    yield from ("private key" for _ in PRIVATE_KEY.findall(text))
    yield from (f"token {found[:6]}…" for found in FORGE_TOKEN.findall(text))


def betrayed(text: str) -> Iterator[str]:
    """Yield the hosts of registries and the paths of this machine that the text names."""
    yield from (found.group() for found in REGISTRY.finditer(text))
    yield from (found.group() for found in MACHINE.finditer(text))


def files() -> list[Path]:
    """Return the files that are tracked or about to be, in the order of their names."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return sorted(path for name in listing.split("\0") if (path := REPOSITORY / name).is_file())


@pytest.mark.parametrize("search", [flagged, betrayed], ids=lambda search: search.__name__)
def test_no_file_holds_it(search: Callable[[str], Iterator[str]]) -> None:
    held = {
        str(path.relative_to(REPOSITORY)): found
        for path in files()
        if (found := sorted(set(search(path.read_bytes().decode("utf-8", "replace")))))
    }
    assert held == {}


@pytest.mark.parametrize(
    "planted",
    [
        "AKIA" + "QNZGKIQY" * 2,
        "aws_secret_access_key = " + "wJalrXUt" * 5,
        '"SecretAccessKey": "' + "wJalrXUt" * 5 + '"',
        "aws_session_token=" + "IQoJb3JpZ2lu" + "X2VjE" * 20,
        "-----BEGIN RSA " + "PRIVATE KEY-----",
    ],
)
def test_a_planted_secret_is_seen_and_not_repeated(planted: str) -> None:
    seen = list(flagged(f"[default]\n{planted}\n"))
    assert len(seen) == 1
    assert planted not in seen[0]


def test_the_documentation_s_example_keys_are_let_be() -> None:
    text = (
        "AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n"
    )
    assert list(flagged(text)) == []


@pytest.mark.parametrize(
    "planted",
    ["https://" + "py" + "pi.org/simple", "see /wo" + "rk/shared", "/ro" + "ot/.aws/config"],
)
def test_a_planted_address_is_seen(planted: str) -> None:
    assert len(list(betrayed(planted))) == 1


def test_other_paths_are_let_be() -> None:
    assert list(betrayed("~/wo" + "rk/.aws/config, docs/work, /home/user/.aws")) == []
