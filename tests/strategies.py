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


_NAMES = ("a", "a", "b", "b", "c", "default", "1", "0", "a.b", "A")
_SESSIONS = ("s", "s", "t", "1")
_SOURCES = ("Environment", "Environment", "Ec2InstanceMetadata", "EcsContainer", "environment")
_ANSWERING = (
    ("aws_access_key_id", ("key of a", "key of b", "key of c")),
    ("aws_access_key_id", ("key of d", "key of e", "key of f")),
    ("aws_secret_access_key", ("secret",)),
    ("aws_secret_access_key", ("secret",)),
    ("aws_session_token", ("token",)),
    ("role_arn", ("role of a", "role of b", "role of c")),
    ("role_arn", ("role of d", "role of e", "role of f")),
    ("source_profile", _NAMES),
    ("source_profile", _NAMES),
    ("credential_source", _SOURCES),
    ("web_identity_token_file", ("/token",)),
    ("credential_process", ("/bin/false",)),
    ("mfa_serial", ("device",)),
    ("duration_seconds", ("900", "1h")),
    ("sso_session", _SESSIONS),
    ("sso_start_url", ("https://a.example", "https://b.example")),
    ("sso_region", ("eu-west-1", "us-east-1")),
    ("sso_account_id", ("111122223333",)),
    ("sso_role_name", ("reader",)),
    ("login_session", ("arn:aws:iam::111122223333:user/a",)),
    ("region", ("eu-west-1",)),
)
# Settings of which one alone is seldom any use.
_TOGETHER = (
    ("aws_access_key_id", "aws_secret_access_key"),
    ("aws_access_key_id", "aws_secret_access_key"),
    ("role_arn", "source_profile"),
    ("role_arn", "source_profile"),
    ("role_arn", "credential_source"),
    ("role_arn", "web_identity_token_file"),
    ("sso_session", "sso_account_id", "sso_role_name"),
    ("sso_start_url", "sso_region", "sso_account_id", "sso_role_name"),
    ("sso_start_url", "sso_region"),
    ("credential_process",),
    ("login_session",),
    (),
)
_PLAIN_LINES = ("{} = {}",) * 12
_QUIRKS = (
    "{}={}",
    "{} = {} # c",
    "{} : {}",
    "  {} = {}",
    "{} =\n  x = {}",
    '{} = "{}"',
    "{}  =  {}\t",
)
_TYPED_HEADERS = (*["[profile {}]"] * 8, '[profile "{}"]', "[profile  {}]", "[{}]", "[profile {}")


@st.composite
def _answering_body(draw: st.DrawFn) -> str:
    """Settings by which a profile could get credentials, mostly written plainly."""
    values: dict[str, list[str]] = {}
    for name, choices in _ANSWERING:
        values.setdefault(name, []).extend(choices)
    names = list(draw(st.sampled_from(_TOGETHER)))
    names += draw(st.sampled_from(_TOGETHER))
    names += draw(st.lists(st.sampled_from([name for name, _ in _ANSWERING]), max_size=2))
    lines = []
    for name in dict.fromkeys(names):
        form = draw(st.sampled_from((*_PLAIN_LINES, *_QUIRKS)))
        lines.append(form.format(name, draw(st.sampled_from(values[name]))) + "\n")
    return "".join(lines)


@st.composite
def _answering_file(draw: st.DrawFn, role: Role) -> str:
    """A file of profiles that lead to one another, and of the sessions that they name."""
    if role is Role.CREDENTIALS:
        headers: tuple[str, ...] = (*["[{}]"] * 10, "[profile {}]")
    else:
        headers = _TYPED_HEADERS
    parts = []
    for name in draw(st.lists(st.sampled_from(_NAMES), max_size=4)):
        form = "[{}]" if name == "default" else draw(st.sampled_from(headers))
        parts.append(form.format(name) + "\n" + draw(_answering_body()))
    if role is Role.CONFIG and draw(st.booleans()):
        parts.append(f"[sso-session {draw(st.sampled_from(_SESSIONS))}]\nsso_region = eu-west-1\n")
        parts.append(draw(st.sampled_from(("", "sso_start_url = https://a.example\n"))))
    return "".join(parts)


#: The pair of files of somebody whose profiles get their credentials in every way there is.
answering_pairs = st.tuples(_answering_file(Role.CONFIG), _answering_file(Role.CREDENTIALS))
answering_names = st.sampled_from(_NAMES)
