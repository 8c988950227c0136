"""What is said of lines that SDKs read differently, and that they read plain sections alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awsconf.edits import Edit
from awsconf.portability.disagreement import is_harmless, settings, takes, views
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import Evaluation
from awsconf.readers.plain import _PLAIN, is_plain
from awsconf.readers.python import read
from awsconf.readers.reading import Part
from awsconf.syntax import parse
from awsconf.text import At, Role
from strategies import examples, files, roles

PYTHON, JS, GO = Dialect.PYTHON, Dialect.JS, Dialect.GO
RUST, JAVA, C = Dialect.RUST, Dialect.JAVA, Dialect.C


def parts(text: str, role: Role = Role.CONFIG) -> tuple[Part, ...]:
    return read(parse(text, role)).parts


def plainly(evaluation: Evaluation) -> list[tuple[int, str, str]]:
    """Every setting by its place, with its name and value."""
    found = ((each.name_at.start, each.name, each.text) for each in settings(evaluation))
    return sorted(found)


_HEADERS = ("[profile dev]", "[default]", "[a.b]", "[sso-session x]", "[services s]", "[x@y:z+1]")
_WORDS = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=6)
_values = st.builds(" ".join, st.lists(_WORDS, min_size=1, max_size=3))
_names = st.sampled_from(("region", "role_arn", "s3", "a.b", "x-y", "max_attempts", "0"))
_lines = st.one_of(
    st.builds("{}{}{}".format, _names, st.sampled_from(("=", " = ", "\t=", "= ")), _values),
    st.sampled_from(("", "  ", "\t", "# c", "; c = d", "#", "#é\xa0😀\u2028=x")),
)
_ends = st.sampled_from(("\n", "\r\n", "  \n"))
_sections = st.builds(
    lambda header, lines, end: header + end + end.join(lines),
    st.sampled_from(_HEADERS),
    st.lists(_lines, max_size=5),
    _ends,
)


@given(st.one_of(_sections, st.from_regex(_PLAIN, fullmatch=True), files), roles)
@examples(150)
def test_all_sdks_read_a_plain_section_alike(text: str, role: Role) -> None:
    """The gate of the rules about form lets nothing through that they could speak of."""
    for part in parts(text, role):
        if not is_plain(part.section) or part.reading.problems:
            continue
        # Some know no section by that header, and of an empty one JavaScript knows nothing.
        seen = {dialect: plainly(found) for dialect, found in views(part).items()}
        assert not [each for each in views(part).values() if each.refusals]
        assert len({tuple(each) for each in seen.values() if each}) <= 1, seen


def test_a_setting_is_taken_apart_from_what_stands_around_it() -> None:
    (part,) = parts("[profile dev]\nregion : a\noutput = b # c\n")
    region, output = (takes(part, value) for value in part.reading.settings.values())
    assert {each for each, take in region.items() if take.refuses} == {RUST, JAVA}
    assert {each for each, take in region.items() if take.knows("region")} == {PYTHON, GO}
    assert {each for each, take in output.items() if take.text == "b # c"} == {PYTHON}
    assert {each for each, take in output.items() if take.text == "b"} == {JS, GO, RUST, JAVA, C}


def test_a_line_is_held_by_those_who_take_it_for_more_of_the_value() -> None:
    (part,) = parts("[profile dev]\nregion = a\n  output = json\n")
    (value,) = part.reading.settings.values()
    (line,) = value.following
    holders = {each for each, take in takes(part, value).items() if take.holds(line)}
    assert holders == {PYTHON, RUST, JAVA, C}


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        # Only those who refused the file before see another one.
        ("[profile dev]\n  region = a\n", True),
        # JavaScript and Go take what is indented below an empty setting for its parts.
        ("[profile dev]\n  s3 =\n  region = a\n", False),
        # Rust, Java and C have the comment in the value.
        ("[profile dev]\nregion = a\n  # b\n", False),
    ],
)
def test_a_change_is_harmless_where_nobody_who_read_it_reads_something_else(
    text: str, harmless: bool
) -> None:
    (part,) = parts(text)
    lines = [line for line in part.section.lines if line.indent]
    edits = [Edit(At(Role.CONFIG, line.start, line.text), "") for line in lines]
    assert is_harmless(part, edits) is harmless


def test_a_lone_return_is_no_disagreement_about_each_setting() -> None:
    (part,) = parts("[profile dev]\rregion = a\routput = b\r")
    assert len({tuple(plainly(found)) for found in views(part).values()}) == 1
