"""The rule `undecodable-text`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.readers.python import Reading
from awsconf.rule import Finding, Severity, pair_rule
from awsconf.snapshot import Snapshot
from awsconf.text import At, Span
from awsconf.undecodable import undecodable, utf16


@pair_rule(Severity.ERROR, where="is_disorderly")
def undecodable_text(snapshot: Snapshot) -> Iterator[Finding]:
    """A file that is not in UTF-8, or not all of it.

    One such byte anywhere, even in a comment, makes the AWS CLI and boto3 refuse the *whole file*,
    and the SDK for Rust take it for empty; the one for Ruby crashes, the others read past it.
    On Windows, Python reads the file in the code page of the machine, so there it may work.

    Windows PowerShell writes UTF-16 with `>`, which nobody reads; of a file that holds any of it,
    nothing else is said.
    Only your editor knows which encoding was meant, so there is no fix: open the file in that one
    and save it as UTF-8, without a byte-order mark.

    ```ini config
    # the caf<byte e9>'s account
             ^^^^^^^^^ undecodable-text: this byte is not UTF-8, so the AWS CLI and boto3 refuse the whole file; save it as UTF-8
    [profile dev]
    region = eu-west-1
    ```
    """
    for reading in snapshot.readings.values():
        found = _found(reading)
        if found is not None:
            (start, end), wrong = found
            role = reading.document.role
            yield Finding(At(role, start, end), f"{wrong}; save it as UTF-8")


def _found(reading: Reading) -> tuple[Span, str] | None:
    """Where it begins, and what is wrong."""
    text = reading.document.text
    refused = "so the AWS CLI and boto3 refuse the whole file"
    if wide := utf16(text):
        return wide, f"this text is UTF-16, {refused if undecodable(text) else _UNREADABLE}"
    if narrow := undecodable(text):
        one = narrow.end - narrow.start == 1
        return narrow, f"{'this byte is' if one else 'these bytes are'} not UTF-8, {refused}"
    return None


# Without its mark, Python may take it for settings with odd names.
_UNREADABLE = "of which the AWS CLI and boto3 can make nothing"
