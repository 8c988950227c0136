"""The rule `quoted-value`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awsconf.catalogue import find
from awsconf.credentials.keys import is_placeholder_id, is_placeholder_token
from awsconf.credentials.statics import KEYS, SECRET_KEY
from awsconf.readers.dialects import Dialect
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Severity, fix, section_rule
from awsconf.snapshot import REFERENCES, Scene
from awsconf.targets import concerned
from awsconf.values.amiss import Spot, effect, every_spot, is_foreign, unquoting


@section_rule(Severity.WARNING, odd=True, fixable=True)
def quoted_value(part: Part, scene: Scene) -> Iterator[Finding]:
    """A value in quotes, which all SDKs but Go's and PHP's take as part of it.

    So `"us-east-1"` is a Region that botocore refuses, and a quoted key signs with its quotes
    (boto/boto#2800). It is an error in keys, Regions, ARNs and wherever an SDK refuses the value.
    Commands may hold quotes; names of profiles and secrets are the business of other rules.

    ```ini config
    [profile dev]
    region = "us-east-1"
             ^^^^^^^^^^^ quoted-value[error]: `region` stands in quotes, which every SDK but Go's and PHP's takes as part of the value; delete them
    ```
    """
    readers = concerned(scene.options, set(Dialect) - {Dialect.GO})
    for spot in every_spot(part) if readers and not is_foreign(part) else ():
        if not re.fullmatch(_QUOTED, spot.text) or _is_elsewhere(spot):
            continue
        setting = find(part.reading.kind, spot.name, spot.parent)
        if setting is None or setting.origin != "aws" or setting.type == "command":
            continue
        everyone = scene.options.targets == frozenset(Dialect)
        refused = effect(setting.on_bad_value, scene.options).severity
        yield Finding(
            spot.at,
            "`{setting}` stands in quotes, which {who} as part of the value; delete them",
            setting=spot.name,
            who="every SDK but Go's and PHP's takes" if everyone else readers.does("takes", "take"),
            severity=Severity.ERROR if setting.type in _GRAVE else refused,
            profile=part.owner,
            fixes=fix("Delete the quotes", unquoting(spot), preferred=True),
        )


_GRAVE = ("access_key_id", "account_id", "arn", "mfa_serial", "region", "session_token")


_QUOTED = r"([\"'`]).*\1|[\"'`].+|.+[\"'`]"


def _is_elsewhere(spot: Spot) -> bool:
    """Whether another rule speaks of the value, quotes and all."""
    if spot.name in REFERENCES or spot.name in (SECRET_KEY, "credential_source"):
        return True
    secret, bare = spot.part.reading.settings.get(SECRET_KEY), spot.text.strip("\"'`")
    with_secret = secret is not None and re.fullmatch(_QUOTED, secret.text) is not None
    empty = is_placeholder_id(bare) or is_placeholder_token(bare)
    return spot.name in KEYS and (with_secret or empty)
