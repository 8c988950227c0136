"""The floors of server/README.md: a module imports only from floors strictly below its own.

Two modules of one room (`readers/`, `features/`, `report/`, `lsp/`, `cli/`) may import each other;
two rules may not.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from house.tree import REPOSITORY, Module, imports, modules

# A folder stands for all that is in it. Within a floor the steps rise from left to right, and a
# module may import from the steps before its own; so no ring can close.
FLOORS: dict[int, list[set[str]]] = {
    0: [{"text"}, {"undecodable"}],
    1: [
        {"syntax", "edits", "evidence", "nearest", "paths", "providers", "proxies", "wording"},
        {"entries"},
        {"catalogue"},
    ],
    2: [{"readers"}, {"headings", "naming", "profiles"}, {"pasted"}],
    3: [{"chains"}, {"credentials", "resolve"}, {"redaction", "caches"}, {"facts"}],
    4: [{"world"}, {"snapshot"}],
    5: [
        {"finding", "insertions", "showing", "targets"},
        {"rule", "sources"},
        {"alterations", "portability", "surroundings", "values"},
        {"sections", "turning"},
        {"rewrite"},
    ],
    6: [{"rules"}],
    7: [{"check"}],
    8: [{"fixing", "restructure"}, {"refactoring"}],
    9: [{"doctor", "features"}, {"verification"}],
    10: [{"report", "online", "host"}],
    11: [{"demo", "lsp"}, {"cli"}, {"__main__"}],
}
CORE = range(10)

# The package itself, which holds the version and imports nothing, lies under all floors.
GROUND = (-1, 0)

OWNERS = {
    "pygls": "lsp",
    "lsprotocol": "lsp",
    "attrs": "lsp",
    "cattrs": "lsp",
    "boto3": "online",
    "botocore": "online",
    "configupdater": "restructure",
    "platformdirs": "host",
}

# What reaches the machine, the clock, the network or a log.
OUTSIDE = (
    frozenset({"ctypes", "fcntl", "getpass", "locale", "os", "platform", "pwd", "signal", "sys"})
    | {"glob", "importlib.resources", "io", "logging", "pathlib", "shutil", "tempfile"}
    | {"asyncio", "http", "select", "selectors", "socket", "ssl", "urllib.request"}
    | {"multiprocessing", "random", "secrets", "subprocess", "threading", "time", "uuid"}
)
CALLS_OUTSIDE = frozenset({"open", "print", "input", "exec", "eval", "__import__"})
CLOCKS = frozenset({"now", "utcnow", "today"})

# The catalogue reads its own package data, once; `sys` tells it whether tomllib is there.
ALLOWED = {
    "catalogue": frozenset({"importlib.resources", "pathlib", "sys"}),
    # The rules are found by being in their folder.
    "rules": frozenset({"pathlib"}),
}
PURE_PATHS = frozenset({"PurePath", "PurePosixPath", "PureWindowsPath"})

MODULES = list(modules())


def floor(name: str) -> tuple[int, int] | None:
    """Return the floor and the step of a module by its dotted name inside the package.

    The package itself is the ground; None means that the table does not know the module.
    """
    if not name:
        return GROUND
    steps = ((number, step) for number, floor in FLOORS.items() for step in range(len(floor)))
    return next((at for at in steps if _room(name) in FLOORS[at[0]][at[1]]), None)


def strays(module: Module, inside: frozenset[str]) -> Iterator[str]:
    """Yield a sentence for each import of the module that the floors forbid."""
    for imported, line in imports(module, inside):
        top, _, name = imported.partition(".")
        if top == "awsconf" and not _may_import(module, name):
            yield f"{module.path}:{line}: {module.name} imports {name}, which is not below it"
        elif OWNERS.get(top, _room(module.name)) != _room(module.name):
            yield f"{module.path}:{line}: only {OWNERS[top]} imports {top}"


def outings(module: Module) -> Iterator[str]:
    """Yield a sentence for each way in which a core module reaches outside."""
    allowed = ALLOWED.get(module.name, frozenset())
    for node in ast.walk(ast.parse(module.source)):
        for name in sorted(set(_reached(node)) - allowed):
            yield f"{module.path}:{getattr(node, 'lineno', 0)}: {module.name} uses {name}"


def _may_import(module: Module, name: str) -> bool:
    own, other = floor(module.name), floor(name)
    if own is None or other is None:
        return False
    if other < own:
        return True
    if _room(module.name) != _room(name):
        return False
    # The index of the rules and of a family gathers what is in it; a rule stands alone.
    return _room(name) != "rules" or module.is_package or name == "rules"


def _room(name: str) -> str:
    return name.split(".")[0]


def _reached(node: ast.AST) -> Iterator[str]:
    """Yield the names of OUTSIDE, CALLS_OUTSIDE and CLOCKS that one node uses."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield from _outside(alias.name)
    elif isinstance(node, ast.ImportFrom) and not node.level:
        members = {alias.name for alias in node.names}
        if node.module != "pathlib" or not members <= PURE_PATHS:
            for member in members:
                yield from _outside(f"{node.module}.{member}")
    elif isinstance(node, ast.Call):
        yield from _called(node.func)


def _outside(name: str) -> Iterator[str]:
    """Yield the entry of OUTSIDE that the dotted name is or lies under."""
    parts = name.split(".")
    prefixes = (".".join(parts[:length]) for length in range(1, len(parts) + 1))
    yield from (prefix for prefix in prefixes if prefix in OUTSIDE)


def _called(function: ast.expr) -> Iterator[str]:
    if isinstance(function, ast.Name) and function.id in CALLS_OUTSIDE:
        yield function.id
    elif isinstance(function, ast.Attribute) and function.attr in CLOCKS:
        yield function.attr


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name or "awsconf")
def test_every_module_keeps_to_its_floor(module: Module) -> None:
    at = floor(module.name)
    assert at is not None, f"{module.name} has no floor: add it to FLOORS"
    inside = frozenset(known.name for known in MODULES)
    assert list(strays(module, inside)) == []
    assert at[0] not in CORE or list(outings(module)) == []


def test_the_map_shows_the_floors() -> None:
    page = (REPOSITORY / "server" / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| (.+?) \|", page, re.MULTILINE)
    drawn = {int(number): set(re.findall(r"`(\w+)`", names)) for number, names in rows}
    there = {_room(module.name) for module in MODULES} - {"", "__main__"}
    assert drawn == {number: there & set().union(*steps) for number, steps in FLOORS.items()}


def test_the_ground_imports_nothing() -> None:
    ground = next(module for module in MODULES if not module.name)
    assert list(imports(ground, frozenset())) == []


def planted(name: str, source: str) -> Module:
    """Return a module that is on no disk."""
    return Module(name, Path(f"{name}.py"), source)


INSIDE = frozenset(
    {
        "text",
        "syntax",
        "cli",
        "demo",
        "lsp",
        "lsp.sync",
        "rules",
        "rules.keys.one",
        "rules.keys.two",
    }
)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("text", "from awsconf import syntax"),
        ("text", "from awsconf.syntax import Document"),
        ("text", "from . import syntax"),
        ("text", "def later():\n    import awsconf.syntax"),
        ("text", "from awsconf.nowhere import thing"),
        ("check", "from awsconf.lsp.sync import apply"),
        ("lsp.sync", "from awsconf import cli"),
        ("rules.keys.one", "from awsconf.rules.keys.two import two"),
        ("rules.keys.one", "from .two import two"),
        ("rules.keys.one", "from . import two"),
        ("lsp.sync", "from awsconf import demo"),
        ("cli", "import pygls.server"),
        ("host", "from botocore.session import Session"),
    ],
)
def test_a_planted_stray_is_seen(name: str, source: str) -> None:
    assert len(list(strays(planted(name, source), INSIDE))) == 1


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("syntax", "from awsconf.text import Span"),
        ("text", "from awsconf import __version__"),
        ("lsp.server", "from .sync import apply\nimport pygls"),
        ("cli.main", "def server():\n    from awsconf.lsp import sync"),
        ("rules.keys.one", "from awsconf.rule import Finding"),
        ("online", "import botocore.session"),
    ],
)
def test_a_lawful_import_is_let_be(name: str, source: str) -> None:
    assert list(strays(planted(name, source), INSIDE)) == []


@pytest.mark.parametrize(
    "source",
    [
        "import os.path",
        "from os import environ",
        "from pathlib import Path",
        "import pathlib",
        "from importlib import resources",
        "from datetime import datetime\ndatetime.now()",
        "open('config')",
    ],
)
def test_a_planted_outing_is_seen(source: str) -> None:
    assert len(list(outings(planted("check", source)))) == 1


def test_pure_paths_and_dates_are_let_be() -> None:
    source = "from pathlib import PurePosixPath\nfrom datetime import datetime, timezone"
    assert list(outings(planted("check", source))) == []
    assert list(outings(planted("catalogue", "from importlib import resources"))) == []
