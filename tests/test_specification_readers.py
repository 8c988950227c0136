"""The readers of Rust, Java, C and Go on any text: they never raise, and never lose their place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awsconf.readers import go, specification
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import Evaluation, Ignoring, Setting
from awsconf.syntax import parse
from awsconf.text import At, Role
from awsconf.undecodable import decoded
from strategies import any_text, examples, files, sound_files

DIALECTS = (Dialect.RUST, Dialect.JAVA, Dialect.C, Dialect.GO)

_broken = st.builds("{}{}{}".format, files, st.sampled_from(("\udcff", "\udcc3\n", "")), files)
texts = st.one_of(files, files, sound_files, any_text, _broken)
pairs = st.tuples(st.one_of(st.none(), texts), st.one_of(st.none(), texts))
dialects = st.sampled_from(DIALECTS)
Pair = tuple[str | None, str | None]


def read(pair: Pair, dialect: Dialect) -> Evaluation:
    config, credentials = (
        parse(text, role) if text is not None else None
        for text, role in zip(pair, (Role.CONFIG, Role.CREDENTIALS), strict=True)
    )
    if dialect is Dialect.GO:
        return go.evaluate(config, credentials)
    return specification.evaluate(config, credentials, dialect)


def every(evaluation: Evaluation) -> Iterator[Setting]:
    """Every setting that an evaluation tells of."""
    for view in evaluation.profiles.values():
        yield from view.settings.values()
        yield from (setting for hidden in view.shadowed.values() for setting in hidden)
        yield from (setting for inside in view.inside.values() for setting in inside.values())
    for table in (evaluation.sessions, evaluation.services):
        yield from (setting for settings in table.values() for setting in settings.values())


@examples(300)
@given(pair=pairs, dialect=dialects)
def test_places_hold_what_they_are_said_to_hold(pair: Pair, dialect: Dialect) -> None:
    for setting in every(read(pair, dialect)):
        _check(setting, pair, dialect)
        for nested in setting.nested.values():
            _check(nested, pair, dialect)
            assert setting.at.start <= nested.name_at.start <= nested.at.end <= setting.at.end or (
                dialect is Dialect.GO
            )


def _check(setting: Setting, pair: Pair, dialect: Dialect) -> None:
    name, text = _text(pair, setting.name_at), _text(pair, setting.at)
    folds = dialect in (Dialect.RUST, Dialect.GO)
    assert setting.name == (name.lower() if folds else name)
    if "\n" not in setting.text:
        assert setting.text == (text if dialect in (Dialect.C, Dialect.GO) else decoded(text))
    else:
        # Between its lines stand only what the SDK cuts off.
        lines = decoded(setting.text).split("\n")
        assert decoded(text).startswith(lines[0])
        assert decoded(text).endswith(lines[-1])


def _text(pair: Pair, at: At) -> str:
    text = pair[0 if at.role is Role.CONFIG else 1]
    assert text is not None
    assert 0 <= at.start <= at.end <= len(text)
    return text[at.start : at.end]


@examples(150)
@given(pair=pairs, dialect=dialects)
def test_the_same_text_reads_the_same(pair: Pair, dialect: Dialect) -> None:
    assert read(pair, dialect) == read(pair, dialect)


@examples(150)
@given(pair=pairs, dialect=dialects)
def test_what_is_told_beside_settings_has_a_place(pair: Pair, dialect: Dialect) -> None:
    evaluation = read(pair, dialect)
    for ignored in evaluation.ignored:
        assert _text(pair, ignored.at) or ignored.why is Ignoring.SETTING_NAME
    for refusal in evaluation.refusals:
        assert _text(pair, refusal.at)
        assert refusal.message
    if evaluation.refusals and dialect is not Dialect.C:
        assert not evaluation.profiles
    if dialect is Dialect.GO:
        assert not evaluation.refusals


@examples(100)
@given(pair=pairs, dialect=dialects)
def test_of_a_profile_the_nearest_setting_wins(pair: Pair, dialect: Dialect) -> None:
    for view in read(pair, dialect).profiles.values():
        for name, setting in view.settings.items():
            inside = view.inside.get(setting.at.role, {})
            # C may have put a session of that name over the profile.
            assert inside.get(name) == setting or dialect is Dialect.C
            hidden = view.shadowed.get(name, ())
            assert all(each.name == name and each != setting for each in hidden)


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.value)
def test_a_file_that_is_not_there_says_nothing(dialect: Dialect) -> None:
    assert read((None, None), dialect) == Evaluation(dialect)
    assert read(("", ""), dialect) == Evaluation(dialect)


@pytest.mark.parametrize(
    ("dialect", "type_", "message"),
    [
        (
            Dialect.RUST,
            "EnvConfigParseError",
            "error parsing {path} on line 3:\n  Expected an '=' sign defining a property",
        ),
        (
            Dialect.JAVA,
            "IllegalArgumentException",
            "Expected an '=' sign defining a property on line 3",
        ),
        (
            Dialect.C,
            "AWS_ERROR_SDKUTILS_PARSE_FATAL",
            "Property definition does not contain the assignment operator",
        ),
    ],
    ids=lambda value: value.value if isinstance(value, Dialect) else "",
)
def test_a_refusal_is_in_the_words_of_the_sdk(dialect: Dialect, type_: str, message: str) -> None:
    text = "[default]\r\nregion = a\r\n  \r\nword # c\r\n".replace("  \r\n", "")
    (refusal,) = read((text, None), dialect).refusals
    assert (refusal.type, refusal.message) == (type_, message)
    assert _text((text, None), refusal.at) == "word # c"


def test_c_drops_the_broken_file_alone() -> None:
    pair = ("[default]\nbroken\n", "[default]\nregion = a\n")
    assert read(pair, Dialect.C).profiles["default"].text("region") == "a"
    assert read(pair, Dialect.JAVA).profiles == {}


def test_go_loses_what_the_merge_does_not_know() -> None:
    config = "[profile a]\nregion = x\nservices = s\n"
    credentials = "[a]\nregion = y\nservices = t\naws_access_key_id = AK1\n"
    evaluation = read((config, credentials), Dialect.GO)
    view = evaluation.profiles["a"]
    assert {name: setting.text for name, setting in view.settings.items()} == {
        "region": "y",
        "services": "s",
    }
    assert [each.text for each in view.shadowed["region"]] == ["x"]
    lost = [_text((config, credentials), each.at) for each in evaluation.ignored]
    assert lost == ["services", "aws_access_key_id"]
