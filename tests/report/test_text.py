"""The reports for people: frames, marks and the last lines."""

from __future__ import annotations

from awsconf.report import Style, report
from awsconf.report.model import Judged
from awsconf.report.terminal import printable, width
from report import example

SHOWN_ID = f"AKIA…{example.KEY_ID[-4:]}"


def written(name: str, **style: bool) -> str:
    return "".join(report(name, [example.judged()], (example.RULE,), Style(**style)))


def test_text() -> None:
    assert (
        written("text")
        == f"""\
info[example-rule]: two lines
 --> ~/.aws/config:2:13
  |
2 | region = 東京    x
  |                  ^
  |

hint[example-rule]: odd
 --> ~/.aws/config:3:12
  |
3 | role_arn = a\ufffd␛[31m
  |            ^^^^^^^
  |
  = certainty: strong

error[example-rule]: the secret of `dev` is 100% ••••, see␊`aws_secret_access_key`
 --> ~/.aws/credentials:3:25
  |
2 | aws_access_key_id = {SHOWN_ID}
  |                     --------- the id
3 | aws_secret_access_key = ••••
  |                         ^^^^
  |
 ::: ~/.aws/config:2:10
  |
2 | region = 東京    x
  |          ---- where it leads
  |
  = evidence: it was seen: twice
  = evidence: and a third time
  = help: Delete it (safe, preferred)
  = help: Move it (unsafe)
  = help: Rename it (unsafe)

Found 1 error, 1 info, 1 hint in `~/.aws/config` and `~/.aws/credentials`.
1 fixable with --fix.
"""
    )


def test_unsafe_fixes_are_counted_on_demand() -> None:
    assert written("text", unsafe=True).endswith(
        "1 fixable with --fix --unsafe-fixes (1 of them safe).\n"
    )


def test_no_findings() -> None:
    text = "".join(report("text", [example.clean()], (), Style()))
    assert text == "No findings in `~/.aws/config` and `~/.aws/credentials`.\n"


def test_many_files_are_counted() -> None:
    text = "".join(report("text", [example.clean()] * 3, (), Style()))
    assert text == "No findings in 6 files.\n"


def test_color_changes_nothing_but_colors() -> None:
    colored = written("text", color=True)
    assert "\x1b[1;31merror[example-rule]\x1b[0m" in colored
    plain = colored
    for code in ("1", "1;31", "1;33", "1;34", "36", "32", "0"):
        plain = plain.replace(f"\x1b[{code}m", "")
    assert plain == written("text")


def test_a_finding_in_a_file_that_is_not_there() -> None:
    one = example.judged()
    gone = Judged(example.judged(credentials=None).snapshot, one.diagnostics)
    text = "".join(report("text", [gone], (), Style()))
    assert " --> ~/.aws/credentials:1:1\n ::: ~/.aws/config:2:10\n" in text


def test_concise() -> None:
    assert (
        written("concise")
        == """\
~/.aws/config:2:13: info[example-rule] two lines
~/.aws/config:3:12: hint[example-rule] odd
~/.aws/credentials:3:25: error[example-rule] the secret of `dev` is 100% ••••, \
see␊`aws_secret_access_key`
"""
    )


def test_what_a_terminal_would_obey_is_shown_as_a_picture() -> None:
    assert (
        printable("a\tb\x1b\x07\x7f\x85\u2028\u202e\udcff") == "a    b␛␇␡\ufffd\ufffd\ufffd\ufffd"
    )
    assert printable("plain é") == "plain é"


def test_width_is_in_cells() -> None:
    assert width("abc") == 3
    assert width("東京") == 4
    assert width("e\u0301") == 1
