"""The rule `byte-order-mark`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.readers.plain import is_plain
from awsconf.readers.python import Reading
from awsconf.rule import Finding, Fix, Severity, pair_rule
from awsconf.sections.spellings import is_spelt
from awsconf.snapshot import Presence, Snapshot
from awsconf.syntax import BYTE_ORDER_MARK
from awsconf.text import At


@pair_rule(Severity.ERROR, fixable=True, where="is_disorderly")
def byte_order_mark(snapshot: Snapshot) -> Iterator[Finding]:
    """A file that begins with a byte order mark.

    Notepad and Windows PowerShell write one when they are asked for UTF-8, and no editor shows it.
    The AWS CLI, boto3, Rust, Java and the C runtime refuse the whole file for it
    (aws/aws-cli#3419), Go and Ruby lose its first section, and JavaScript alone reads past it.
    Without the mark the text is the same.

    ```ini config
    <byte ef bb bf>[default]
    ^^^^^^^^^^^^^^^ byte-order-mark: the file begins with a byte order mark, for which the AWS CLI and boto3 refuse all of it
    region = eu-west-1
    ```
    """
    for reading in snapshot.readings.values():
        document = reading.document
        if document.has_byte_order_mark and not document.is_utf16:
            text = document.text
            # Files that were put together may have one each.
            mark = At(document.role, 0, len(text) - len(text.lstrip(BYTE_ORDER_MARK)))
            safe = mark.end == 1 and _revives_nothing(snapshot, reading)
            yield Finding(
                mark,
                "the file begins with a byte order mark,"
                " for which the AWS CLI and boto3 refuse all of it",
                fixes=(Fix("Delete the mark", (Edit(mark, ""),), safe, preferred=True),),
            )


def _revives_nothing(snapshot: Snapshot, reading: Reading) -> bool:
    """Whether no profile that Go knows already gains the first section, which it now loses.

    Nor may a setting stand above it: with the mark, the C runtime takes that for none.
    """
    if any(part.reading.header is None and part.reading.problems for part in reading.parts):
        return False
    other = reading.document.role.other
    headers = [part for part in reading.parts if part.reading.header is not None]
    if not headers:
        return True
    name = headers[0].reading.name or ""
    alone = is_spelt(snapshot, reading.document.role, name, 1) and is_spelt(
        snapshot, other, name, 0
    )
    seen = snapshot.presence(other) is not Presence.UNSEEN
    return alone and seen and name != "default" and is_plain(headers[0].section)
