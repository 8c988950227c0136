"""Links to files, as editors on each system write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from awsconf.lsp.places import path_in, path_of, uri_for, uri_of


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///c%3A/Users/ann/.aws/config", r"c:\Users\ann\.aws\config"),
        ("file:///C:/Users/ann/.aws/config", r"C:\Users\ann\.aws\config"),
        ("file://localhost/C:/a%20b/config", r"C:\a b\config"),
        ("file://server/share/.aws/config", r"\\server\share\.aws\config"),
        ("file:///c%3a", "c:"),
        ("file:///tmp/config", r"\tmp\config"),
    ],
)
def test_paths_on_windows(uri: str, path: str) -> None:
    assert path_in(uri, windows=True) == path


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///home/ann/.aws/config", "/home/ann/.aws/config"),
        ("FILE:///home/ann/a%20b%23;c%3Fd", "/home/ann/a b#;c?d"),
        ("file://localhost/etc/aws", "/etc/aws"),
        ("file:///c%3A/x", "/c:/x"),
        ("file:///caf%E9/config", "/caf\udce9/config"),
        ("file:///%E6%9D%B1/config", "/東/config"),
        ("file://server/share/config", None),
        ("file:relative", None),
        ("file://", None),
        ("file:///caf\udce9", None),
        ("untitled:Untitled-1", None),
        ("vscode-remote://ssh/home/ann/.aws/config", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_paths_elsewhere(uri: str, path: str | None) -> None:
    assert path_in(uri, windows=False) == path


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (r"C:\Users\ann\.aws\config", "file:///c%3A/Users/ann/.aws/config"),
        (r"\\server\share\a b", "file://server/share/a%20b"),
    ],
)
def test_links_on_windows(path: str, uri: str) -> None:
    assert uri_for(path, windows=True) == uri
    back = path_in(uri, windows=True)
    assert back is not None
    assert back.lower() == path.lower()


@pytest.mark.parametrize("path", ["/home/ann/.aws/config", "/a b#;c?d%", "/caf\udce9/東/config"])
def test_links_lead_back(path: str) -> None:
    assert path_of(uri_of(Path(path))) == Path(path)
