"""Hypothesis strategies for pairs of files around one copied token, in every form they come in."""

from __future__ import annotations

import re
from typing import NamedTuple

from hypothesis import strategies as st

import encoder
from awsconf.insertions import header_text
from awsconf.rewrite.asked import Wishes
from awsconf.text import Role

ROLE = "arn:aws:iam::111122223333:role/Deploy"
OTHER_ROLE = "arn:aws:iam::111122223333:role/team/Other"
SERIAL = "arn:aws:iam::111122223333:mfa/alice"
ACCOUNT = "111122223333"
NAMES = (
    *("app", "app", "app", "default", "my app", "o'b", 'q"q', "a.b", "x\\y"),
    *("111122223333_Admin", "autoawsume-other", "éa", "a#b"),
)

Setting = tuple[str, str]


class Pair(NamedTuple):
    """The texts, the profile whose token was copied, and its secrets."""

    texts: dict[Role, str]
    name: str
    secrets: tuple[str, ...]

    def __repr__(self) -> str:
        shown = [f"{role.value} {text!r}" for role, text in self.texts.items()]
        return _LONG.sub("…", f"<Pair around {self.name!r}: {', '.join(shown)}>")


def keys(seed: str, kind: str = "AKIA") -> list[Setting]:
    """A key pair, with its token where it is a temporary one."""
    pair = [
        ("aws_access_key_id", encoder.key_id(kind, ACCOUNT, seed)),
        ("aws_secret_access_key", encoder.secret(seed)),
    ]
    if kind == "ASIA":
        pair.append(("aws_session_token", encoder.token(account=ACCOUNT, seed=seed)))
    return pair


_LONG = re.compile(r"[A-Za-z0-9+/]{36,}")
MARKS: tuple[list[Setting], ...] = (
    *([], [], [], []),
    [("assumed_role", "True"), ("assumed_role_arn", OTHER_ROLE)],
    [("assumed_role", "True"), ("assumed_role_arn", "arn:aws:sts::111122223333:assumed-role/A/b")],
    [("assumed_role", "False"), ("expiration", "2026-01-01 13:00:00")],
    [("manager", "awsume"), ("autoawsume", "true"), ("awsumepy_command", "other")],
    [("x_principal_arn", "arn:aws:sts::111122223333:assumed-role/A/b")],
    [("x_security_token_expires", "2026-01-01T13:00:00Z")],
    [("aws_expiration", "2026-01-01T13:00:00Z")],
)
OWN: tuple[list[Setting], ...] = (
    *([], [], []),
    [("role_arn", OTHER_ROLE)],
    [("role_arn", OTHER_ROLE), ("source_profile", "user1")],
    [("role_arn", OTHER_ROLE), ("source_profile", "gone")],
    [("role_arn", OTHER_ROLE), ("credential_source", "Environment")],
    [("source_profile", "user1")],
    [("credential_source", "Environment")],
    [("mfa_serial", SERIAL)],
    [("mfa_serial", f"{SERIAL}\n  more")],
    [("external_id", "a\n b = c"), ("duration_seconds", "3600")],
    [("sso_session", "corp"), ("sso_account_id", ACCOUNT), ("sso_role_name", "Admin")],
    [("sso_session", "corp")],
    [("sso_start_url", "https://old.awsapps.com/start"), ("sso_region", "us-east-1")],
    [("web_identity_token_file", "/token"), ("role_arn", OTHER_ROLE)],
    [("web_identity_token_file", "/token")],
    [("credential_process", "tool")],
)
PLAIN: tuple[Setting, ...] = (
    ("region", "eu-west-1"),
    ("output", "json"),
    ("s3", "\n  addressing_style = path\n  max_concurrent_requests = 4"),
    ("unknown_setting", "v # w"),
    ("team.note", "kept"),
)
OTHERS: tuple[tuple[str, list[Setting], list[Setting]], ...] = (
    # A name, what the config has of it, and what the credentials file has.
    ("user1", [("region", "us-east-1")], keys("user1")),
    ("user2", keys("user2"), []),
    ("two words", [], keys("two words")),
    (" wide ", [], keys("wide")),
    ("app-long-term", [], keys("long")),
    ("twin", [("role_arn", OTHER_ROLE), ("source_profile", "user1"), ("mfa_serial", SERIAL)], []),
    ("other", [("role_arn", OTHER_ROLE), ("source_profile", "user2")], []),
    ("signs", [("sso_session", "corp"), ("sso_account_id", ACCOUNT), ("sso_role_name", "A")], []),
    ("tool", [("credential_process", "tool")], []),
    ("follows", [("role_arn", ROLE), ("source_profile", "app")], []),
    ("long", [("role_arn", ROLE), ("source_profile", "user1"), ("external_id", "a\n b = c")], []),
    ("copied", [], keys("copied", "ASIA")),
)
DEFAULTS: tuple[list[Setting], ...] = (
    *([] for _ in range(8)),
    [("region", "a-b-1")],
    [("role_arn", ROLE)],
    [("source_profile", "user1")],
    [("aws_session_token", "inherited")],
    [("mfa_serial", SERIAL)],
    [("credential_source", "Environment")],
    [("web_identity_token_file", "/token")],
)
BETWEEN = ("", "", "", "", "\n", "# comment\n", "; note\n", "   \n", "  # inside\n", "\n\n")

wishes = st.builds(
    Wishes,
    st.sampled_from((None, ROLE, ROLE, OTHER_ROLE)),
    st.sampled_from((None, None, "user1", "user2", "two words", " wide ", "tool", "twin", "app")),
    st.sampled_from((None, None, SERIAL)),
    st.sampled_from((None, None, 3600)),
    st.sampled_from((None, None, None, None, "corp")),
)


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """A pair that botocore mostly reads."""
    name = draw(st.sampled_from(NAMES))
    copied = keys(name, "ASIA")
    own = [*draw(st.sampled_from(OWN)), *draw(st.lists(st.sampled_from(PLAIN), max_size=3))]
    marks = draw(st.sampled_from(MARKS))
    where = draw(st.sampled_from((Role.CREDENTIALS, Role.CREDENTIALS, Role.CONFIG)))
    ours: dict[Role, list[Setting]] = {role: [] for role in Role}
    ours[where] += [*copied, *marks]
    if draw(st.integers(0, 9)) == 0:
        ours[where.other] += draw(st.sampled_from((copied, copied[2:], marks)))
    for setting in own:
        ours[draw(st.sampled_from((Role.CONFIG, Role.CONFIG, Role.CREDENTIALS)))].append(setting)
    texts = {role: draw(_texts(role, name, ours[role])) for role in Role}
    return Pair(texts, name, tuple(value for _, value in copied))


@st.composite
def _texts(draw: st.DrawFn, role: Role, name: str, ours: list[Setting]) -> str:
    sections: list[str] = []
    chosen = draw(st.lists(st.sampled_from(OTHERS), max_size=4, unique_by=lambda one: one[0]))
    for other, config, credentials in (*OTHERS[:1], *chosen):
        settings = config if role is Role.CONFIG else credentials
        if other != name and settings and f"[{other}" not in "".join(sections):
            sections.append(draw(_section(role, other, settings)))
    if role is Role.CONFIG and draw(st.booleans()):
        corp = [("sso_start_url", "https://x.awsapps.com/start"), ("sso_region", "eu-west-1")]
        sections.append(draw(_block("[sso-session corp]", corp)))
    if shared := draw(st.sampled_from(DEFAULTS)):
        sections.append(draw(_block("[DEFAULT]", shared)))
    if ours or draw(st.integers(0, 3)) == 0:
        sections.append(draw(_section(role, name, ours)))
    if draw(st.integers(0, 19)) == 0:
        sections.append(draw(_section(role, name, [("cli_pager", "less")])))
    text = "".join(draw(st.permutations(sections)))
    if draw(st.integers(0, 3)) == 0:
        text = text.removesuffix("\n")
    first: str = draw(st.sampled_from(("",) * 12 + ("\ufeff", "# 😀\n", "\n")))
    text = first + text
    return text.replace("\n", draw(st.sampled_from(("\n", "\n", "\n", "\r\n", "\r"))))


@st.composite
def _section(draw: st.DrawFn, role: Role, name: str, settings: list[Setting]) -> str:
    header = name if role is Role.CREDENTIALS else header_text(name)
    if role is Role.CONFIG and name.isalnum():
        forms = (f"profile {name}", f'profile "{name}"', f"profile  {name}", f"profile\t{name}")
        header = draw(st.sampled_from((header, header, *forms)))
    closing = draw(st.sampled_from(("]", "]", "]", "]", "]  ", "] # c")))
    indent = draw(st.sampled_from(("",) * 9 + (" ",)))
    return draw(_block(f"{indent}[{header}{closing}", settings))


@st.composite
def _block(draw: st.DrawFn, header: str, settings: list[Setting]) -> str:
    lines = [header + "\n"]
    indent = draw(st.sampled_from(("", "", "", "  ", "\t")))
    for key, value in draw(st.permutations(list(dict(settings).items()))):
        lines.append(draw(st.sampled_from(BETWEEN)))
        spelled = key.upper() if draw(st.integers(0, 9)) == 0 else key
        sign = draw(st.sampled_from((" = ", "=", "\t=\t", " =", "= ", " : ", "      = ")))
        lines.append(f"{indent}{spelled}{sign}{value}".replace("\n", f"\n{indent}") + "\n")
    lines.append(draw(st.sampled_from(BETWEEN)))
    return "".join(lines)
