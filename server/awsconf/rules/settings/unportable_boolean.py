"""The rule `unportable-boolean`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from awsconf.catalogue import find, of_type
from awsconf.nearest import nearest
from awsconf.readers.dialects import Dialect
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Severity, section_rule
from awsconf.snapshot import Scene
from awsconf.syntax import SectionKind
from awsconf.targets import reads
from awsconf.values.accepted import is_dressed
from awsconf.values.amiss import Spot, effect, is_foreign, shown, spots
from awsconf.values.amiss import replacements as ways

_NAMES = of_type(SectionKind.PROFILE, "boolean") | {"s3", "emr"}


@section_rule(Severity.WARNING, needs=sorted(_NAMES), fixable=True)
def unportable_boolean(part: Part, scene: Scene) -> Iterator[Finding]:
    """A word for true or false that not every SDK takes for one.

    All of them know `true` and `false`. `yes`, `on` and `1` mean true to PHP; the AWS CLI and
    boto3 silently take everything but `true` for false. JavaScript passes over all but the two
    words in lower case, so `True` leaves it with the default.

    ```ini config
    [profile dev]
    use_fips_endpoint = yes
                        ^^^ unportable-boolean: `use_fips_endpoint` is set to `yes`, which the AWS CLI and boto3 take for false and JavaScript and Rust ignore; write `true`
    ```
    """
    for spot in spots(part, "boolean"):
        if spot.text not in _PLAIN and not is_dressed(spot.text) and not is_foreign(part):
            yield from _finding(spot, scene)


_PLAIN = ("true", "false")


def _finding(spot: Spot, scene: Scene) -> Iterator[Finding]:
    setting = find(spot.part.reading.kind, spot.name, spot.parent)
    word = spot.text.lower()
    meant = _WORDS.get(word, next(iter(nearest(word, _PLAIN)), ""))
    if setting is None:
        return
    effects = {**(_CASE if word in _PLAIN else _OTHER), **_python(setting.on_bad_value, word)}
    known = (dialect.value for dialect in Dialect if reads(dialect, setting))
    read = {name: effects[name] for name in known if name in effects}
    clause, severity = effect(read, scene.options)
    if clause:
        # What means false is false to most, whatever it is.
        mild = word in _PLAIN or meant == "false"
        yield Finding(
            spot.at,
            "`{setting}` is set to `{value}`" + clause + "; write {meant}",
            setting=spot.name,
            value=spot.text if meant else shown(spot.text),
            meant=f"`{meant}`" if meant else "`true` or `false`",
            severity=Severity.INFO if mild and severity is Severity.WARNING else severity,
            profile=spot.part.owner,
            fixes=ways(spot, (meant,) if meant else (), sure=word in _WORDS),
        )


def _python(bad: Mapping[str, str], word: str) -> Mapping[str, str]:
    return bad if word not in _PLAIN else {}


_CASE = {"js": "take only in lower case"}
_OTHER = {"python": "take for false", "js": "ignore", "rust": "ignore"}
_WORDS = {
    **dict.fromkeys(("true", "yes", "y", "on", "1", "t", "enable", "enabled"), "true"),
    **dict.fromkeys(("false", "no", "n", "off", "0", "f", "disable", "disabled"), "false"),
}
