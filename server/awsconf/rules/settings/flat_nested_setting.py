"""The rule `flat-nested-setting`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.catalogue import find, known, names
from awsconf.naming import dotted, dropped, is_flat
from awsconf.readers.reading import Part, Value
from awsconf.rule import Finding, Severity, fix, section_rule
from awsconf.snapshot import Scene
from awsconf.syntax import SectionKind
from awsconf.values.amiss import effect, is_foreign
from awsconf.values.nesting import into_block, written_out


@section_rule(Severity.WARNING, unusual=True, fixable=True)
def flat_nested_setting(part: Part, scene: Scene) -> Iterator[Finding]:
    """A block written on one line: `s3 = addressing_style = path`, `s3.addressing_style = path`.

    The settings of a block stand below its name, further in. On a value beside `s3 =`, botocore
    breaks down: `'str' object has no attribute 'get'` (boto/botocore#1168).

    ```ini config
    [profile dev]
    s3 = addressing_style = path
    ^^ flat-nested-setting[error]: `s3` has a value beside its name, which the AWS CLI and boto3 refuse for S3 (`AttributeError`); put its settings below it, further in
    ```
    """
    kind = part.reading.kind
    if kind not in _KINDS or is_flat(part):
        return
    for name, value in part.reading.settings.items():
        if value.following:
            continue
        where = dotted(kind, name) if "." in name else None
        if where is not None and not is_foreign(part):
            yield _dotted(part, value, *where)
        elif _is_block(kind, name, value) and not is_foreign(part):
            yield _flat(part, name, value, scene)


_KINDS = (SectionKind.PROFILE, SectionKind.SERVICES)


def _is_block(kind: SectionKind, name: str, value: Value) -> bool:
    # In a profile, a service's name may be a note of one's own, but not with a setting behind it.
    if kind is SectionKind.PROFILE and name not in ("s3", "api_versions", "emr"):
        return "=" in value.text and known(kind, name) and name not in names(kind)
    return known(kind, name) and (kind is SectionKind.PROFILE or name != "endpoint_url")


def _dotted(part: Part, value: Value, block: str, setting: str) -> Finding:
    return Finding(
        part.at(value.line.name),
        "nothing reads `{block}.{setting}`; write `{setting}` below `{block} =`, further in",
        block=block,
        setting=setting,
        profile=part.owner,
        fixes=fix(
            f"Move below `{block} =`", into_block(part, value.line, block, setting), preferred=True
        ),
    )


def _flat(part: Part, name: str, value: Value, scene: Scene) -> Finding:
    setting = find(part.reading.kind, name)
    clause, severity = effect(setting.on_bad_value if setting else {}, scene.options)
    below = dropped(part, name)
    return Finding(
        part.at(value.line.name),
        "`{block}` has "
        + ("a value beside its name" if value.text else "nothing below it")
        + (clause or (", which nobody reads" if value.text else ", and so no effect"))
        + ("; put its settings below it, further in" if value.text or below else ""),
        block=name,
        profile=part.owner,
        severity=severity if value.text or below else None,
        fixes=fix(*written_out(part, name, value, below), preferred=True),
    )
