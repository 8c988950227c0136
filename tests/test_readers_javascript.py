"""What `readers.javascript` says beyond what the oracle knows: places, reasons, shadows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import Evaluation, Ignoring, Settings
from awsconf.readers.javascript import evaluate
from awsconf.syntax import parse
from awsconf.text import At, Role
from strategies import examples, files


def read(config: str | None = None, credentials: str | None = None) -> Evaluation:
    """Evaluate a pair of texts; None is a file that does not exist."""
    return evaluate(
        None if config is None else parse(config, Role.CONFIG),
        None if credentials is None else parse(credentials, Role.CREDENTIALS),
    )


def texts(settings: Settings) -> dict[str, str]:
    return {name: setting.text for name, setting in settings.items()}


CONFIG = """\
[default]
region = eu-west-1 # here
[profile dev]
region = us-east-1
region = us-west-2
s3 =
  addressing_style = path
output = json
[sso-session s]
sso_region = eu-west-1
[services local]
s3 =
  endpoint_url = https://localhost
"""
CREDENTIALS = "[dev]\nregion = eu-north-1\n[ci]\naws_session_token = token\n"


def test_both_files_make_one_table() -> None:
    evaluation = read(CONFIG, CREDENTIALS)
    assert evaluation.dialect is Dialect.JS
    assert set(evaluation.profiles) == {"default", "dev", "ci"}
    dev = evaluation.profiles["dev"]
    assert texts(dev.settings) == {"region": "eu-north-1", "s3": "", "output": "json"}
    assert texts(dev.settings["s3"].nested) == {"addressing_style": "path"}
    assert texts(dev.inside[Role.CONFIG])["region"] == "us-west-2"
    assert texts(dev.inside[Role.CREDENTIALS]) == {"region": "eu-north-1"}
    assert [setting.text for setting in dev.shadowed["region"]] == ["us-west-2", "us-east-1"]
    assert texts(evaluation.sessions["s"]) == {"sso_region": "eu-west-1"}
    assert texts(evaluation.services["local"]["s3"].nested) == {"endpoint_url": "https://localhost"}
    assert not evaluation.ignored
    assert not evaluation.refusals


def test_settings_know_their_places() -> None:
    evaluation = read(CONFIG, CREDENTIALS)
    region = evaluation.profiles["default"].settings["region"]
    assert CONFIG[region.at.start : region.at.end] == "eu-west-1"
    assert CONFIG[region.name_at.start : region.name_at.end] == "region"
    assert evaluation.profiles["dev"].settings["region"].at.role is Role.CREDENTIALS
    block = evaluation.profiles["dev"].settings["s3"]
    after = CONFIG.index("s3 =") + len("s3 =")
    assert block.at == At(Role.CONFIG, after, after)
    style = block.nested["addressing_style"]
    assert CONFIG[style.at.start : style.at.end] == "path"


@pytest.mark.parametrize(
    ("text", "why", "shown"),
    [
        ("[default]\nword\na = b\n", Ignoring.NOT_A_SETTING, "word"),
        ("[default]\na : b # c\n", Ignoring.NOT_A_SETTING, "a : b"),
        ("[default]\n= b\n", Ignoring.NOT_A_SETTING, "= b"),
        ("[default]\n[profile a\n", Ignoring.NOT_A_SETTING, "[profile a"),
        ("[default]\na = b\n  more\n", Ignoring.CONTINUATION, "more"),
        ("[default]\na =\nb = c\n", Ignoring.EMPTY_VALUE, "a"),
        ("[default]\na = # b\n", Ignoring.EMPTY_VALUE, "a"),
        ("[default]\n__proto__ = b\n", Ignoring.SETTING_NAME, "__proto__"),
        ("a = b\n", Ignoring.OUTSIDE_SECTION, "a = b"),
        ("[dev]\na = b\nword\n", Ignoring.SECTION_NAME, "[dev]"),
        ("[profile  a]\na = b\n", Ignoring.SECTION_NAME, "[profile  a]"),
        ("[toolkit x]\na = b\n", Ignoring.SECTION_NAME, "[toolkit x]"),
        ("[]\na = b\n", Ignoring.SECTION_NAME, "[]"),
        ("[default] # c\na = b\n[profile default]\na = b", Ignoring.REPLACED, "[default]"),
        ("[profile valueOf]\na = b\n", Ignoring.MERGED_AWAY, "[profile valueOf]"),
    ],
)
def test_what_is_passed_over_is_told(text: str, why: Ignoring, shown: str) -> None:
    (ignored,) = read(text).ignored
    assert ignored.why is why
    assert text[ignored.at.start : ignored.at.end] == shown


@pytest.mark.parametrize("header", ["[sso-session s]", "[services s]", "[toolkit x]"])
def test_credentials_have_no_sections_but_profiles(header: str) -> None:
    evaluation = read(None, f"{header}\na = b\n")
    assert not evaluation.profiles
    assert [ignored.why for ignored in evaluation.ignored] == [Ignoring.SECTION_NAME]


def test_a_prefix_in_credentials_is_part_of_the_name() -> None:
    assert set(read(None, "[profile dev]\na = b\n").profiles) == {"profile.dev"}


def test_a_header_that_is_none_gives_its_settings_to_the_section_above() -> None:
    view = read("[default]\nregion = a\n[profile dev]# c\nregion = b\n").profiles["default"]
    assert texts(view.settings) == {"region": "b"}
    assert [setting.text for setting in view.shadowed["region"]] == ["a"]


def test_a_name_that_javascript_keeps_for_itself_loses_the_file() -> None:
    text = "[default]\na = b\n[profile __proto__]\n"
    evaluation = read(text, CREDENTIALS)
    (refusal,) = evaluation.refusals
    assert text[refusal.at.start : refusal.at.end] == "[profile __proto__]"
    assert refusal.message == 'Found invalid profile name "profile __proto__"'
    assert set(evaluation.profiles) == {"dev", "ci"}


@examples(200)
@given(config=st.one_of(files, st.text(max_size=40)), credentials=st.text(max_size=40))
def test_nothing_raises(config: str, credentials: str) -> None:
    """Not even what no file holds: an editor may send any surrogate."""
    evaluation = read(config, credentials)
    for view in evaluation.profiles.values():
        for setting in view.settings.values():
            assert not any("\ud800" <= character <= "\udfff" for character in setting.text)


def test_a_surrogate_that_stands_for_no_byte_is_replaced() -> None:
    view = read("[default]\na = \ud800b\udcffc\n").profiles["default"]
    assert view.text("a") == "\ufffdb\ufffdc"
