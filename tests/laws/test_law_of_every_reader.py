"""The law of safe fixes once more, asked of every SDK's reader and not of botocore alone."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awsconf.catalogue import settings
from awsconf.fixing import fix_all
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluate import evaluate
from awsconf.readers.evaluation import Evaluation, Setting, Settings
from awsconf.resolve import ask
from awsconf.resolve.answer import Asked, Resolution
from awsconf.snapshot import Snapshot
from awsconf.syntax import SectionKind
from awsconf.text import Role
from fixture import Case
from laws.cases import CASES, RULES, found
from strategies import examples

Evaluations = Mapping[Dialect, Evaluation]

# A token beside a key that needs none may go, and with it the notes of when it dies.
TOKENS = {"aws_session_token", "aws_security_token"}
CREDENTIALS = {
    setting.name
    for setting in settings(SectionKind.PROFILE)
    if (setting.category or "").startswith("credentials")
}


_names = st.sampled_from(
    (
        *("region", "Region", "output", "s3", "endpoint_url", "role_arn", "source_profile"),
        *("credential_source", "credential_process", "web_identity_token_file", "sso_session"),
        *("sso_account_id", "sso_role_name", "aws_access_key_id", "aws_secret_access_key"),
        *("AWS_SECRET_ACCESS_KEY", "aws_session_token", "aws_security_token", "expiration"),
    )
)
_values = st.sampled_from(
    ("", "a", "b", "dev", "default", '"dev"', "eu-west-1", "x # y", "x ; y", "# z", "Environment")
)
_heads = st.sampled_from(
    ("[profile dev]", "[default]", "[dev]", "[profile default]", "[profile b]")
)
# Headers that not every SDK reads as the same, and what may stand after one.
_odd_heads = st.builds(
    "[{}]{}".format,
    st.sampled_from(
        (
            "Profile dev",
            "profiles dev",
            "profile.dev",
            "profile-x dev",
            " profile dev ",
            "[dev",
            "profile  dev",
            'profile "dev"',
            " dev ",
            "dev ",
            "Default",
            "b",
            "profile",
            "DEFAULT",
            "sso-session dev",
            "sso_session dev",
            "services dev",
            "service dev",
            "profile b]",
        )
    ),
    st.sampled_from(("", "", "", " # c", "region = c", "source_profile=")),
)
_body = st.one_of(
    st.builds("{}{}{}".format, _names, st.sampled_from(("=", " = ", ":", " : ", " ")), _values),
    st.sampled_from(("# c", "; c = d", "", "word", "= v")),
    _heads,
    _odd_heads,
)
_lines = st.builds("{}{}\n".format, st.sampled_from(("", "", "  ", "    ", "\t")), _body)
_files = st.builds(
    lambda head, lines: f"{head}\n{''.join(lines)}",
    st.one_of(_heads, _heads, _odd_heads),
    st.lists(_lines, max_size=10),
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_no_reader_that_worked_sees_another_setting_after_a_safe_fix(case: Case) -> None:
    """Whoever took the files before takes them still, and has every setting and identity as before.

    What an SDK passed over in a profile, it may see now, but only as another one saw it before.
    A profile that it did not know, or that failed for it, may come to work.
    """
    _check_all(case.snapshot())


@given(_files, _files)
@examples(150)
def test_nor_on_files_that_nobody_thought_of(config: str, credentials: str) -> None:
    """The same on headers and lines of all sorts, in which rules meet what no page has."""
    paths = {Role.CONFIG: config, Role.CREDENTIALS: credentials}
    _check_all(Case(None, "generated").snapshot(paths))


def _check_all(snapshot: Snapshot) -> None:
    safe = [
        (each.finding, fix) for each in found(snapshot) for fix in each.finding.fixes if fix.safe
    ]
    if not safe:
        return
    before = evaluations(snapshot)
    everything: set[str] = set()
    for finding, fix in safe:
        lines = snapshot.read(finding.at).splitlines() if finding.unnecessary else []
        dead = {line.partition("=")[0].strip().lower() for line in lines}
        everything |= dead
        _check(before, evaluations(snapshot.edited(fix.edits)), dead, fix.title)
    _check(before, evaluations(fix_all(snapshot, RULES).snapshot), everything, "all safe fixes")


def evaluations(snapshot: Snapshot) -> Evaluations:
    """What each SDK makes of the pair."""
    config, credentials = (snapshot.document(role) for role in Role)
    return {dialect: evaluate(dialect, config, credentials) for dialect in Dialect}


def _check(before: Evaluations, after: Evaluations, dead: set[str], title: str) -> None:
    working = [dialect for dialect, each in before.items() if not each.refusals]
    for dialect in working:
        told = f"{title}, for {dialect.title}"
        assert not after[dialect].refusals, told
        now = _tables(after[dialect])
        for key, table in _tables(before[dialect]).items():
            kind, name = key
            free = TOKENS | dead
            if kind == "profile" and not _answers(before[dialect], after[dialect], name, told):
                # What failed may start to work.
                free = free | CREDENTIALS
            others = [_tables(before[other]).get(key, {}) for other in working]
            seen = {item for other in others for item in other.items()}
            _check_table(table, now.get(key, {}), seen, free, f"{told}: {key}")


def _answers(before: Evaluation, after: Evaluation, name: str, told: str) -> bool:
    """Whether a profile had credentials; then it has the same ones now."""
    then, now = (ask(evaluation, Asked(name)) for evaluation in (before, after))
    if then.provider is None:
        return False
    assert now.error is None, told
    assert _identity(now) == _identity(then), told
    return True


def _identity(resolution: Resolution) -> object:
    """Whose credentials they are: the providers along the chain, the roles and the keys."""
    return resolution.provider, [
        (hop.profile, hop.provider, _read(hop.role), _read(hop.at_setting))
        for hop in resolution.hops
    ]


def _read(setting: Setting | None) -> str | None:
    if setting is None:
        return None
    # Rust takes the name of a source in any case.
    return setting.text.lower() if setting.name == "credential_source" else setting.text


Value = tuple[str | None, object]
Table = Mapping[str, Value]


def _tables(evaluation: Evaluation) -> Mapping[tuple[str, str], Table]:
    """Every profile, session and services section, by its kind and name."""
    return {
        **{("profile", name): _texts(v.settings) for name, v in evaluation.profiles.items()},
        **{("session", name): _texts(table) for name, table in evaluation.sessions.items()},
        **{("services", name): _texts(table) for name, table in evaluation.services.items()},
    }


def _texts(table: Settings) -> Table:
    """Names, values and blocks; tuples, so that they can stand in a set.

    Nobody asks for the setting without a name that Go knows.
    """
    return {
        name: (_read(each), tuple(sorted(_texts(each.nested).items())))
        for name, each in table.items()
        if name
    }


def _check_table(
    before: Table, after: Table, seen: set[tuple[str, Value]], free: set[str], told: str
) -> None:
    for name, value in before.items():
        if name not in after:
            # Nobody asks for `Region` where `region` is another.
            unread = name != name.lower() and after.get(name.lower()) == value
            assert unread or name.lower() in free or "expir" in name.lower(), told
    for name, value in after.items():
        if name not in free:
            assert (name, value) in seen if name not in before else value == before[name], told
