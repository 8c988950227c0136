"""Hypothesis strategies for the texts of the two files: sensible, odd and plainly wrong ones.

`AWSCONF_EXAMPLES=20000` asks every property for that many examples, drawn afresh;
otherwise a run takes few, and always the same ones. `AWSCONF_CONFORMANCE=full` asks those
that compare with the real thing for many.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from awsconf.text import Encoding, Role

_ASKED = os.environ.get("AWSCONF_EXAMPLES")


def examples(count: int) -> settings:
    """How hard a property is tried."""
    return settings(
        max_examples=int(_ASKED) if _ASKED else count,
        derandomize=_ASKED is None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


def conforming(count: int, *, full: int) -> settings:
    """How hard a comparison with the real thing is tried: `full` in the session `conformance`."""
    few = examples(count)
    if os.environ.get("AWSCONF_CONFORMANCE") != "full":
        return few
    return settings(few, max_examples=full, derandomize=False)


# What some library or other takes for a line end or a blank, and what needs two UTF-16 units.
ODD = (
    "\x0b",
    "\x0c",
    "\x1c",
    "\x1d",
    "\x1e",
    "\x85",
    "\xa0",
    "\u2028",
    "\u3000",
    "\x00",
    "é",
    "😀",
)

_INDENTS = ("", "", "", "", " ", "  ", "\t", "    ", "\xa0", "\x0c")
_ENDS = ("\n", "\n", "\n", "\n", "\r\n", "\r")
_DELIMITERS = ("=", " = ", " =", "= ", ":", " : ", "\t=\t", "")
_SETTINGS = (
    "region",
    "Region",
    "output",
    "s3",
    "addressing_style",
    "role_arn",
    "source_profile",
    "a b",
    "[x",
    "",
)
_VALUES = ("", "", "", "eu-west-1", "json", "a = b", "x # y", "path", "[z]", "a:b", '"q"', "dev")
_HEADERS = (
    "[profile dev]",
    "[profile dev]",
    "[profile test]",
    "[default]",
    "[profile default]",
    "[DEFAULT]",
    "[DEFAULT]",
    "[dev]",
    "[sso-session s]",
    "[services s]",
    "[plugins]",
    '[profile "dev"]',
    '[profile "a b"]',
    "[profile a b]",
    "[profile  dev]",
    "[profile dev ]",
    "[ default ]",
    '[profile "dev]',
    "[profile dev\\]",
    '[profile ""]',
    "[profile\tdev]",
    "[profiles x]",
    "[profile dev] # c",
    "[profile dev] ; [x]",
    "[profile dev",
    "[a = 1",
    "[a: 1]",
    "[]",
    "[ ]",
    "[[x]]",
    "[profile]",
)
_REST = ("", "", "# comment", "; comment", "#", "word", "two words", "= v", ":", "]", "\ufeff")

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
roles = st.sampled_from(Role)
encodings = st.sampled_from(Encoding)

_odd_values = st.builds("".join, st.lists(st.sampled_from((*ODD, "a", "=", " ", "#")), max_size=4))
_values = st.one_of(st.sampled_from(_VALUES), st.sampled_from(_VALUES), _odd_values)
_bodies = st.one_of(
    st.builds("{}{}{}".format, st.sampled_from(_SETTINGS), st.sampled_from(_DELIMITERS), _values),
    st.sampled_from(_HEADERS),
    st.sampled_from(_REST),
    _odd_values,
)
_lines = st.builds("{}{}{}".format, st.sampled_from(_INDENTS), _bodies, st.sampled_from(_ENDS))


def _file(first: str, lines: list[str], last: str) -> str:
    return first + "".join(lines) + last


#: Whatever may be found in a file: most of these texts no reader takes.
odd_files = st.builds(
    _file,
    st.sampled_from(("", "", "", "", "", "", "\ufeff")),
    st.lists(_lines, max_size=12),
    st.one_of(st.just(""), _bodies),
)

_TAILS = (
    "",
    "",
    "",
    "  a = 1\n",
    "  a = 1\n\n\tb = 2\n",
    "  # c\n",
    "\n  d\n",
    "  a = 1\x0cb = 2\n",
)
_sound_headers = st.sampled_from([head for head in _HEADERS if head.endswith("]")])
_sound_settings = st.builds(
    "{} {} {}\n{}".format,
    st.sampled_from(("region", "Output", "s3", "S4", "role_arn", "a b", "[x")),
    st.sampled_from("=:"),
    _values,
    st.sampled_from(_TAILS),
)
_sound_sections = st.builds(
    lambda head, body: f"{head}\n{''.join(body)}",
    _sound_headers,
    st.lists(_sound_settings, max_size=3, unique_by=lambda text: text[:2].lower()),
)

#: Files that are mostly well formed, so that much is read and compared.
sound_files = st.builds(
    lambda sections, end: "".join(sections).replace("\n", end),
    st.lists(_sound_sections, max_size=4, unique_by=lambda text: text.split("\n", 1)[0]),
    st.sampled_from(_ENDS),
)

files = st.one_of(odd_files, sound_files)
