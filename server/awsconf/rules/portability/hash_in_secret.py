"""The rule `hash-in-secret`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.credentials.keys import looks_like_secret
from awsconf.portability.comments import comments
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Severity, section_rule
from awsconf.snapshot import Scene
from awsconf.targets import concerned
from awsconf.text import Span


@section_rule(
    Severity.ERROR,
    needs=(
        "aws_secret_access_key",
        "aws_session_token",
        "aws_security_token",
        "credential_process",
    ),
    odd=True,
)
def hash_in_secret(part: Part, scene: Scene) -> Iterator[Finding]:
    """A secret, a token or a command with a blank and `#` or `;` in it.

    For most SDKs a comment begins there, and they cut the value short, quotes or not; the AWS CLI
    and boto3 know no such comments and take all of the line.
    So either these run a command with too many words, or the others one with too few. Put the
    command into a script of its own; a comment goes on a line of its own.

    ```ini config
    [profile dev]
    credential_process = /opt/bin/creds --note "ticket # 7"
                                                       ^^^^ hash-in-secret: the AWS CLI and boto3 take what follows this sign for part of `credential_process`, JavaScript, Go, Rust, Java and the C runtime cut it off
    ```
    """
    for comment in comments(part):
        kept = part.section.read(comment.kept)
        # With a sound secret before it, it is a comment, and `malformed-secret-key` says so.
        if not comment.is_in_secret or looks_like_secret(kept):
            continue
        keepers = concerned(scene.options, comment.keepers)
        cutters = concerned(scene.options, comment.cutters)
        # No token has a blank in it, so there is something wrong whoever reads it.
        if not keepers or not (cutters or comment.setting.type == "session_token"):
            continue
        sign = comment.span.start
        is_command = comment.setting.type == "command"
        yield Finding(
            part.at(comment.span if is_command else Span(sign, sign + 1)),
            "{keepers} what follows this sign for part of `{setting}`"
            + (", {cutters}" if cutters else ""),
            keepers=keepers.does("takes", "take"),
            cutters=cutters.does("cuts it off", "cut it off"),
            profile=part.owner,
            setting=comment.setting.name,
        )
