"""The rule `malformed-secret-key`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awsconf.credentials.keys import IdKind, id_kind, looks_like_secret, secret_problem
from awsconf.credentials.statics import KEYS, judged_keys
from awsconf.edits import Edit
from awsconf.evidence import Certainty
from awsconf.naming import swallows
from awsconf.profiles import Found, Profile
from awsconf.rule import Finding, Fix, Severity, profile_rule
from awsconf.snapshot import Scene
from awsconf.text import At
from awsconf.values.confusable import confusables


@profile_rule(Severity.WARNING, Certainty.STRONG, needs=KEYS, unusual=True, fixable=True)
def malformed_secret_key(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """A secret access key that AWS cannot have issued.

    Theirs have 40 characters: letters, digits, `+` and `/`. AWS answers `SignatureDoesNotMatch`.
    botocore takes all up to the end of the line for the value: quotes, which Go and PHP take off, a
    comment, which most others cut off, `%2F` as a URL has it. Those can be taken away.

    ```ini credentials
    [dev]
    aws_access_key_id = <AKIA dev>
    aws_secret_access_key = "<secret dev>"
                            ^^^^^^^^^^^^^^ malformed-secret-key[error]: the secret access key of `dev` holds quotes, which most SDKs take as part of the value
    ```
    """
    keys = judged_keys(profile)
    if keys is None or keys.secret is None or not keys.is_whole:
        return
    key_id, secret = keys.pair
    # Copies, odd characters and swallowed lines are other rules'; other makers have other forms.
    apart = secret in (key_id, *(token.text for token in keys.tokens)) or any(confusables(secret))
    problem = "" if apart or swallows(*keys.secret) else secret_problem(secret)
    if problem and id_kind(key_id.strip("\"'`")) in _AWS:
        fixes = tuple(_fixes(keys.secret, keys.settings))
        yield Finding(
            keys.secret.at,
            "the secret access key of `{profile}` {problem}",
            profile=profile.name,
            problem=problem,
            severity=Severity.ERROR if fixes else None,
            certainty=Certainty.PROOF if fixes else None,
            fixes=fixes,
        )


_AWS = (IdKind.LONG_TERM, IdKind.TEMPORARY)
_QUOTED = r"^[\"'`]|[\"'`]$"
_WAYS = (
    ("Delete the quotes", _QUOTED),
    ("Delete the comment", r"\s+[#;].*"),
    ("Replace the URL escapes by their characters", r"%2[BFbf]"),
)


def _fixes(secret: Found, settings: tuple[Found, ...]) -> Iterator[Fix]:
    """Ways after which it has the right form; their edits write no character of a secret."""
    for title, form in _WAYS:
        if not secret.value.following and looks_like_secret(re.sub(form, _unescaped, secret.text)):
            # A shell's lines come with quotes round all of them.
            mended = settings if form == _QUOTED else (secret,)
            yield Fix(title, tuple(_edits(form, mended)), preferred=True)


def _edits(form: str, settings: tuple[Found, ...]) -> Iterator[Edit]:
    for (role, start, _), text in ((found.at, found.text) for found in settings):
        for match in re.finditer(form, text):
            yield Edit(At(role, start + match.start(), start + match.end()), _unescaped(match))


def _unescaped(match: re.Match[str]) -> str:
    return {"%2b": "+", "%2f": "/"}.get(match.group().lower(), "")
