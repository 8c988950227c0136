"""The source tree of the package as the house tests read it: by its text, never by importing it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).parents[2]
PACKAGE = REPOSITORY / "server" / "awsconf"


class Module(NamedTuple):
    """One module: its dotted name inside the package, `""` for the package itself."""

    name: str
    path: Path
    source: str

    @property
    def is_package(self) -> bool:
        return self.path.name == "__init__.py"


def modules(package: Path = PACKAGE) -> Iterator[Module]:
    """Yield every module of the package, in the order of their names."""
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        yield Module(name, path, path.read_text(encoding="utf-8"))


def imports(module: Module, inside: frozenset[str]) -> Iterator[tuple[str, int]]:
    """Yield what the module imports, as absolute dotted names with their lines.

    `inside` holds the names of the package's modules: `from awsconf.readers import python` is an
    import of the module `awsconf.readers.python`, and of nothing else.
    An import under TYPE_CHECKING or inside a function counts like any other.
    """
    for node in ast.walk(ast.parse(module.source)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = _origin(node, module)
            for alias in node.names:
                member = f"{origin}.{alias.name}"
                known = member.removeprefix("awsconf.") in inside
                yield (member if known else origin), node.lineno


def _origin(node: ast.ImportFrom, module: Module) -> str:
    """Return the absolute name of what stands between `from` and `import`."""
    if not node.level:
        return node.module or ""
    parts = ["awsconf", *filter(None, module.name.split("."))]
    climbed = parts[: len(parts) - node.level + module.is_package]
    return ".".join([*climbed, *filter(None, [node.module])])
