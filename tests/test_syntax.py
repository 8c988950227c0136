"""The lossless tree: it keeps every character of any text whatever."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from awsconf.syntax import Document, Line, LineKind, Section, parse
from awsconf.text import Role
from strategies import any_text, examples, files, roles

texts = st.one_of(files, files, any_text)


@examples(300)
@given(texts, roles)
def test_joined_the_lines_are_the_text(text: str, role: Role) -> None:
    assert _joined(parse(text, role)) == text


@examples(300)
@given(texts)
def test_sections_tile_the_document(text: str) -> None:
    document = parse(text, Role.CONFIG)
    offset = int(document.has_byte_order_mark)
    for start, section in zip(document.starts, document.sections, strict=True):
        assert start == offset
        assert section.text
        assert text.startswith(section.text, start)
        offset += len(section.text)
    assert offset == len(text)


@examples(300)
@given(texts)
def test_only_the_first_line_of_a_section_is_a_header(text: str) -> None:
    for index, section in enumerate(parse(text, Role.CONFIG).sections):
        kinds = [line.kind for line in section.lines]
        assert LineKind.HEADER not in kinds[1:]
        assert index == 0 or kinds[0] is LineKind.HEADER
        assert section.header == (section.lines[0] if kinds[0] is LineKind.HEADER else None)


@examples(300)
@given(texts)
def test_lines_keep_their_promises(text: str) -> None:
    for section in parse(text, Role.CONFIG).sections:
        end = 0
        for line in section.lines:
            assert line.start == end < line.end
            assert line.start <= line.text <= line.name_end <= line.value <= line.stop <= line.end
            _check_line(section, line)
            end = line.end


def _check_line(section: Section, line: Line) -> None:
    whole, body = section.read(line.whole), section.read(line.span)
    assert body == whole.strip()
    assert line.kind is _kind(body)
    ending = whole[len(whole.rstrip("\r\n")) :]
    assert ending in ("", "\n", "\r\n", "\r")
    assert not {"\r", "\n"} & set(whole[: len(whole) - len(ending)])
    if body:
        assert line.indent == len(whole) - len(whole.lstrip())
    if line.kind is LineKind.SETTING:
        name, value = section.read(line.name), section.read(line.value_span)
        delimiter = section.text[line.name_end : line.value].strip()
        assert delimiter in ("=", ":")
        before, _, after = body.partition(delimiter)
        assert (name, value) == (before.strip(), after.strip())
        assert not {"=", ":"} & set(name)
    elif line.kind is LineKind.HEADER:
        assert section.read(line.name) == body[1:].split("]", 1)[0]
        assert section.text[line.name_end : line.value] in ("]", "")
    else:
        assert line.name_end == line.value == line.stop


def _kind(body: str) -> LineKind:
    if not body:
        return LineKind.BLANK
    if body[0] in "#;":
        return LineKind.COMMENT
    if body[0] == "[":
        return LineKind.HEADER
    return LineKind.SETTING if {"=", ":"} & set(body) else LineKind.TEXT


@examples(200)
@given(texts, texts, st.integers(0, 100))
def test_what_was_there_before_changes_nothing(before: str, new: str, offset: int) -> None:
    old = parse(before, Role.CONFIG)
    after = before[:offset] + new + before[offset:]
    fresh, taken = parse(after, Role.CONFIG), parse(after, Role.CONFIG, old)
    assert taken.text == fresh.text
    assert taken.starts == fresh.starts
    assert [s.text for s in taken.sections] == [s.text for s in fresh.sections]
    assert [s.lines for s in taken.sections] == [s.lines for s in fresh.sections]


def test_a_section_that_stays_is_the_same_section() -> None:
    old = parse("[a]\nx = 1\n[b]\ny = 2\n", Role.CREDENTIALS)
    new = parse("# now\n[a]\nx = 3\n[b]\ny = 2\n", Role.CREDENTIALS, old)
    assert new.sections[2] is old.sections[1]
    assert new.sections[1] is not old.sections[0]


def test_an_indented_header_cuts_too() -> None:
    document = parse("a = 1\n  [b]\nc = 2\n", Role.CONFIG)
    assert [section.text for section in document.sections] == ["a = 1\n", "  [b]\nc = 2\n"]


def test_a_bracket_inside_a_line_cuts_nothing() -> None:
    assert len(parse("a = [b]\n# [c]\nd [e]\n", Role.CONFIG).sections) == 1


def test_a_byte_order_mark_belongs_to_no_section() -> None:
    document = parse("\ufeff[default]\n", Role.CONFIG)
    assert document.starts == (1,)
    assert [section.text for section in document.sections] == ["[default]\n"]


def test_a_setting_line_by_its_parts() -> None:
    (section,) = parse("  Region\t:  eu-west-1  \r\n", Role.CONFIG).sections
    (line,) = section.lines
    assert line == Line(LineKind.SETTING, 0, 2, 8, 12, 21, 25)
    assert line.indent == 2


def test_a_header_ends_at_its_first_bracket() -> None:
    (section,) = parse("[profile a] # [b]\n", Role.CONFIG).sections
    assert section.header == Line(LineKind.HEADER, 0, 0, 10, 11, 17, 18)


def test_the_first_line_end_is_the_documents() -> None:
    assert [parse(text, Role.CONFIG).line_end for text in ("", "a\r\nb\n", "a\rb\r\n")] == [
        "\n",
        "\r\n",
        "\r",
    ]


def test_no_text_enters_a_traceback() -> None:
    document = parse("[default]\naws_secret_access_key = topsecret\n", Role.CREDENTIALS)
    assert "topsecret" not in repr(document)
    assert "topsecret" not in repr(document.sections)


def _joined(document: Document) -> str:
    mark = "\ufeff" if document.has_byte_order_mark else ""
    return mark + "".join(
        section.read(line.whole) for section in document.sections for line in section.lines
    )
