"""The rule `damaged-session-token`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awsconf.credentials.damage import Repair, damage, repairs
from awsconf.credentials.keys import IdKind, id_kind
from awsconf.credentials.statics import TOKENS, judged_keys
from awsconf.edits import Edit
from awsconf.evidence import Certainty
from awsconf.profiles import Found, Profile
from awsconf.rule import Finding, Fix, Related, Severity, fix, profile_rule
from awsconf.snapshot import Scene
from awsconf.text import At
from awsconf.values.broken import joining
from awsconf.values.confusable import confusables


@profile_rule(Severity.WARNING, Certainty.STRONG, needs=TOKENS, fixable=True)
def damaged_session_token(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """A session token that was cut or altered on its way into the file.

    Tokens are long, and get lost in part: a terminal cuts them, a script takes what stands before
    the first `=`, a form makes `%2F` of each `/` and a blank of each `+`. AWS answers
    `InvalidClientTokenId`, and S3 `InvalidToken`. Only a token that begins as AWS's do is judged,
    and only by the frame of its clear part, which is not documented (`STS-token-decoder`); any
    other may be in order. What can be put right for certain has a fix.

    ```ini credentials
    [project1]
    aws_access_key_id = <ASIA project1>
    aws_secret_access_key = <secret project1>
    aws_session_token = <token project1 to=500>
                        ^^^^^^^^^^^^^^^^^^^^^^^ damaged-session-token: the session token of `project1` was cut, or has lost characters, so AWS most likely refuses it; copy all of it again
    ```
    """
    keys = judged_keys(profile)
    # That there is none, that there are two, or that it is one too many is another rule's.
    if keys is None or keys.has_doubtful_token or id_kind(keys.pair[0]) is not IdKind.TEMPORARY:
        return
    tokens = keys.tokens
    if not tokens or any(map(_is_elsewhere, tokens)):
        return
    joined, text = joining(*tokens[0]), tokens[0].text
    problem = "goes on in the line below" if joined else damage(text)
    if problem is not None:
        ways = ((way.title, tuple(_edits(way, tokens))) for way in repairs(text))
        yield Finding(
            tokens[0].at,
            "the session token of `{profile}` {problem}, so AWS most likely refuses it;"
            " copy all of it again",
            profile=profile.name,
            problem=problem,
            related=tuple(Related(one.name_at, "and under its other name") for one in tokens[1:]),
            fixes=fix("Join the lines", joined, preferred=True)
            or tuple(Fix(title, edits, preferred=True) for title, edits in ways),
        )


def _is_elsewhere(token: Found) -> bool:
    """Whether another rule says what is wrong: further lines, a comment, quotes, odd characters."""
    part, value, text = *token, token.text
    if value.following or re.search(r"\s[#;]|[\"'`]\Z", text) or any(confusables(text)):
        return True
    return any(problem.line.start == value.line.end for problem in part.reading.problems)


def _edits(repair: Repair, tokens: tuple[Found, ...]) -> Iterator[Edit]:
    """They write no more of a token than what was escaped or lost."""
    for (role, start, _), text in ((token.at, token.text) for token in tokens):
        for match in re.finditer(repair.form, text):
            at = At(role, start + match.start(), start + match.end())
            yield Edit(at, repair.plain(match))
