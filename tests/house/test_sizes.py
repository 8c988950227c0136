"""The sizes of the code that is shipped: small functions, short files, one screen a rule."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from house.tree import Module, modules

MEDIAN, NINTH_DECILE, LONGEST = 8, 20, 40
LONGEST_FILE, LONGEST_RULE = 300, 80

MODULES = list(modules())


class Function(NamedTuple):
    """A function's name with its module's, and its length in lines."""

    name: str
    lines: int


def functions(module: Module) -> Iterator[Function]:
    """Yield every function of the module, methods and nested ones too.

    A length counts from `def` to the last line, less the docstring: shapes, units and sources may
    take the room that they need.
    """
    for node in ast.walk(ast.parse(module.source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            name = f"{module.name}.{node.name}:{node.lineno}"
            yield Function(name, _lines(node) - _docstring_lines(node))


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return _lines(node.body[0]) if ast.get_docstring(node, clean=False) is not None else 0


def quantile(functions: list[Function], share: float) -> Function:
    """Return the function at the share of the list, sorted by length."""
    return sorted(functions, key=lambda function: function.lines)[int(share * len(functions))]


FUNCTIONS = [function for module in MODULES for function in functions(module)]


def test_no_function_is_long() -> None:
    assert [function for function in FUNCTIONS if function.lines > LONGEST] == []


@pytest.mark.parametrize(("share", "limit"), [(0.5, MEDIAN), (0.9, NINTH_DECILE)])
def test_most_functions_are_small(share: float, limit: int) -> None:
    assert FUNCTIONS
    assert quantile(FUNCTIONS, share).lines <= limit


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name or "awsconf")
def test_files_are_short(module: Module) -> None:
    is_rule = module.name.count(".") > 1 and module.name.startswith("rules.")
    limit = LONGEST_RULE if is_rule else LONGEST_FILE
    assert len(module.source.splitlines()) <= limit


def test_a_length_leaves_the_docstring_out() -> None:
    source = 'def one():\n    """Return one.\n\n    Always.\n    """\n    return 1\n'
    module = Module("one", MODULES[0].path, source)
    assert [function.lines for function in functions(module)] == [2]
