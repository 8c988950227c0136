"""Our readers and resolvers against the measured matrices: each cell of the columns that we model.

Ruby's column is data alone, since nothing here models it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

import pytest

from awsconf.providers import Provider
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluate import evaluate
from awsconf.readers.evaluation import Evaluation
from awsconf.resolve import go, go_profile, javascript, python, rust, specification
from awsconf.resolve.answer import Asked, Hop, Resolution
from awsconf.resolve.known import World
from awsconf.resolve.steps import Stopped
from awsconf.syntax import parse
from awsconf.text import Role
from conformance.matrix import Pair, Row, environment, fences, marked, pair, table

PARSER, RESOLUTION, PRECEDENCE, ENVIRONMENT = map(
    table, ("parser", "resolution", "precedence", "environment")
)

COLUMNS: Mapping[str, Dialect] = {
    "botocore": Dialect.PYTHON,
    "JS v3": Dialect.JS,
    "Rust": Dialect.RUST,
    "Java v2": Dialect.JAVA,
    "Go v2": Dialect.GO,
    "C": Dialect.C,
}

_TOGETHER = "put together naively when it was measured; Go takes whole pairs only"
_RUN = "the process was run, and nothing here is"
_LOGIN = "botocore lacked the package for logins, and a login answers here whatever is installed"
_ASKED = "the address of the container was asked, and nobody was there"
# Where we say something else than a matrix, and why.
KNOWN = {
    ("P51b", "Go v2"): _TOGETHER,
    ("P51c", "Go v2"): _TOGETHER,
    ("R26", "botocore"): _LOGIN,
    ("R26b", "botocore"): _LOGIN,
    **{(f"R38{case}", "botocore"): _RUN for case in ("", "b", "c", "d", "e", "f", "g")},
    **{(f"R38{case}", "JS v3"): _RUN for case in ("", "b", "c", "d", "e", "f")},
    ("E33", "botocore"): _ASKED,
}


def agrees(shown: str, cell: str, case: str, column: str) -> bool:
    """Whether we show what a cell does, or differ where we know it; what is cut off is let be."""
    start, is_cut, _ = cell.partition("…")
    is_same = shown.startswith(start) if is_cut else shown == start
    return is_same is not ((case, column) in KNOWN)


def _cell(row: Row, column: str) -> str:
    return row["botocore"] if row[column] == "=" else row[column]


def _cases(rows: Mapping[str, Row], columns: Mapping[str, object]) -> list[tuple[str, str]]:
    return [(case, column) for column in columns for case in rows]


@pytest.mark.parametrize(("case", "column"), _cases(PARSER, COLUMNS))
def test_parser(case: str, column: str) -> None:
    row = PARSER[case]
    evaluation = evaluate(COLUMNS[column], *pair(row["input"]))
    if column == "JS v3":
        # It swallows a file that it cannot read, and says nothing of it.
        evaluation = evaluation._replace(refusals=())
    # Go's maps have no order, and were sorted before they were written down.
    shown = _profiles(evaluation, sort_keys=column == "Go v2" and row[column] != "=")
    assert agrees(shown, _cell(row, column), case, column), shown


def _profiles(evaluation: Evaluation, *, sort_keys: bool) -> str:
    pieces = ["ERR"] if evaluation.refusals else []
    for name, view in sorted(evaluation.profiles.items()):
        settings = []
        for key, setting in sorted(view.settings.items()):
            nested = {inner: each.text for inner, each in setting.nested.items()}
            value = json.dumps(nested, sort_keys=sort_keys) if nested else setting.text
            settings.append(f"{key}={value}")
        pieces.append(marked(f"{name}{{{','.join(settings)}}}"))
    return " ".join(pieces).strip() or "∅"


def test_agreement_is_told_rightly() -> None:
    assert len(PARSER) == 146
    for case, row in PARSER.items():
        agree = len({_cell(row, column) for column in (*COLUMNS, "Ruby")}) == 1
        assert row["same?"] == ("yes" if agree else "no"), case


Answer = Callable[[Evaluation, Asked], Resolution]
ANSWERS: Mapping[Dialect, Answer] = {
    Dialect.PYTHON: python.answer,
    Dialect.JS: javascript.answer,
    Dialect.RUST: specification.answer,
    Dialect.JAVA: specification.answer,
    Dialect.GO: go.answer,
    Dialect.C: specification.answer,
}


def _resolution(row: Row, column: str, files: Pair) -> Resolution:
    dialect = COLUMNS[column]
    asked = Asked(row.get("asks for") or None, environment(row.get("environment", "")))
    return ANSWERS[dialect](evaluate(dialect, *files), asked)


def test_all_setups_are_there() -> None:
    assert [len(rows) for rows in (RESOLUTION, ENVIRONMENT)] == [67, 38]


@pytest.mark.parametrize("case", RESOLUTION)
def test_resolution_of_botocore(case: str) -> None:
    row = RESOLUTION[case]
    shown = _as_botocore(_resolution(row, "botocore", pair(row["input"])))
    cell = re.sub(r" -> on use.*| tok=\S*", "", row["botocore"])
    cell = re.sub(r"custom-process ak=.*", "custom-process", cell)
    assert agrees(shown, cell, case, "botocore"), shown


def _as_botocore(resolution: Resolution) -> str:
    if resolution.error is not None:
        return f"✗ {resolution.error.type}: {resolution.error.message}".replace("\n", " ")
    if resolution.provider is None:
        return "None"
    key = _key(resolution.hops[0])
    return resolution.provider.value if key is None else f"{resolution.provider.value} {key}"


def _key(hop: Hop) -> str | None:
    if hop.provider not in (Provider.SHARED_CREDENTIALS, Provider.CONFIG_FILE):
        return None
    assert hop.at_setting is not None
    secret = " sk=" if not hop.at_setting.text else ""
    return f"ak={hop.at_setting.text}{secret}"


@pytest.mark.parametrize("case", RESOLUTION)
def test_resolution_of_javascript(case: str) -> None:
    row = RESOLUTION[case]
    shown = _chain(_resolution(row, "JS v3", pair(row["input"])))
    # What fails there on use has answered here.
    shown = "✗" if re.search("None|sso|login", shown) else shown
    assert agrees(shown, _of_javascript(row["JS v3"]), case, "JS v3"), shown


def _of_javascript(cell: str) -> str:
    """A cell as the roles, and at last what their chain starts from."""
    if not cell.startswith("OK"):
        return "✗"
    roles = re.findall(r"assume\((\S*) src=", cell)[::-1]
    if "webid(" in cell:
        return " <- ".join((*roles, "web identity"))
    base = re.search(r"assume\(\S* src=(\S+)", cell) or re.search(r"ak=(\S*)", cell)
    assert base is not None
    return " <- ".join((*roles, "process" if base[1] == "AKP" else base[1]))


def _chain(resolution: Resolution) -> str:
    """The roles from the one that is asked for, and at last what their chain starts from."""
    if resolution.error is not None:
        return "✗"
    if resolution.provider is None:
        return "None"
    *roles, base = resolution.hops
    names = [hop.role.text if hop.role is not None else "" for hop in roles]
    return " <- ".join((*names, _base(base)))


def _base(hop: Hop) -> str:
    assert hop.provider is not None
    key = _key(hop)
    return key.removeprefix("ak=") if key is not None else _BASES.get(hop.provider, "?")


_BASES = {
    Provider.ENV: "env",
    Provider.PROCESS: "process",
    Provider.SSO: "sso",
    Provider.LOGIN: "login",
    Provider.WEB_IDENTITY: "web identity",
    Provider.CONTAINER: "container",
    Provider.IAM_ROLE: "iam-role",
}


def _world(row: Row, dialect: Dialect) -> World:
    evaluation = evaluate(dialect, *pair(row["input"]))
    return World(evaluation, environment(""), row["asks for"], is_named=True)


@pytest.mark.parametrize("case", RESOLUTION)
def test_resolution_of_rust(case: str) -> None:
    row = RESOLUTION[case]
    world = _world(row, Dialect.RUST)
    if row["Rust"].startswith("✗"):
        with pytest.raises(Stopped) as stopped:
            rust.chain(world)
        assert agrees(f"✗ {stopped.value.failure.message}", row["Rust"], case, "Rust")
        return
    hops = rust.chain(world)
    cell = re.fullmatch(r"base=(\w+)(?:\((.*?)\))?.*?(?:chain=(\[.*\]?))?", row["Rust"])
    assert cell is not None
    kind, argument, chain = cell.groups()
    base = hops[-1]
    assert _RUST_BASES[kind] & {base.provider}
    if argument is not None:
        assert base.at_setting is not None
        assert argument.strip('"') == base.at_setting.text
    roles = [hop.role.text for hop in hops[-2::-1] if hop.role is not None]
    assert chain is None or json.dumps(roles).startswith(chain.partition("…")[0])


_RUST_BASES = {
    "AccessKey": {Provider.SHARED_CREDENTIALS, Provider.CONFIG_FILE},
    "NamedSource": {Provider.ASSUME_ROLE},
    "WebIdentityTokenRole": {Provider.WEB_IDENTITY},
    "Sso": {Provider.SSO},
    "LoginSession": {Provider.LOGIN},
    "CredentialProcess": {Provider.PROCESS},
}


@pytest.mark.parametrize("case", RESOLUTION)
def test_resolution_of_go(case: str) -> None:
    row = RESOLUTION[case]
    world = _world(row, Dialect.GO)
    try:
        shown = _as_go(go_profile.load(world.evaluation, world.name))
    except Stopped as stopped:
        shown = f"✗ {stopped.failure.message}".replace("\n", " ").strip()
    assert agrees(shown, row["Go v2"], case, "Go v2"), shown


def _as_go(loaded: go_profile.Loaded) -> str:
    kinds = {
        "static": loaded.is_static,
        "source linked": loaded.source is not None,
        "role": loaded.has("role_arn"),
        "sso-session": loaded.has("sso_session"),
        "process": loaded.has("credential_process"),
    }
    return f"loads: {', '.join(kind for kind, has in kinds.items() if has) or 'nothing typed'}"


@pytest.mark.parametrize(("case", "column"), _cases(PRECEDENCE, dict.fromkeys(("Java v2", "C"))))
def test_precedence(case: str, column: str) -> None:
    shown = _chain(_resolution({"asks for": "a"}, column, pair(RESOLUTION[case]["input"])))
    assert agrees(shown, PRECEDENCE[case][column], case, column), shown


@pytest.mark.parametrize("case", ENVIRONMENT)
def test_environment_of_botocore(case: str) -> None:
    row = ENVIRONMENT[case]
    resolution = _resolution(row, "botocore", _files(row, "botocore"))
    cell = re.sub(r"^region=\S+ | \((\w+).*\)$", "", row["botocore"])
    if resolution.error is not None:
        words = " ".join(resolution.error.message.split())
        shown = f"ERR {resolution.error.type} {words}"
        assert agrees(shown, f"{cell}…", case, "botocore"), shown
    else:
        method = "None" if resolution.provider is None else resolution.provider.value
        assert agrees(method, cell.removesuffix(" None"), case, "botocore"), method
        key = re.search(r"\((\w+)", row["botocore"])
        assert key is None or key[1] == _access_key(resolution)


def _access_key(resolution: Resolution) -> str:
    if resolution.provider is Provider.ENV:
        return "AKENV"
    setting = resolution.hops[-1].at_setting
    assert setting is not None
    return setting.text


@pytest.mark.parametrize("case", ENVIRONMENT)
def test_environment_of_javascript(case: str) -> None:
    row = ENVIRONMENT[case]
    resolution = _resolution(row, "JS v3", _files(row, "JS v3"))
    found = re.match("ak=(?:WEBID:)?([^ ]+)", row["JS v3"])
    if found is None:
        # It asked where a container's credentials should be, and failed there.
        assert resolution.provider in (None, Provider.CONTAINER)
    elif resolution.provider is Provider.WEB_IDENTITY:
        role = resolution.hops[-1].role
        assert role is not None
        assert role.text == found[1]
    else:
        assert _access_key(resolution) == found[1]


def _files(row: Row, column: str) -> Pair:
    ours, _, theirs = row["files"].partition("; JS: ")
    there = theirs if theirs and column == "JS v3" else ours
    config, credentials = fences("environment")
    if there == "no default":
        config = config[config.index("[profile p1]") :]
    return Pair(
        None if there == "credentials" else parse(config, Role.CONFIG),
        parse(credentials, Role.CREDENTIALS),
    )
