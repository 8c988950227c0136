"""The folder `schemas/` as tests see it: its files, its tables, and its script as a module."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"


def load_toml(path: Path) -> dict[str, Any]:
    """A TOML file as nested dictionaries."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def tables() -> dict[str, dict[str, Any]]:
    """The table of each setting, as written, by the id of the setting."""
    return {
        f"{kind}.{key}": fields
        for path in sorted((SCHEMAS / "settings").rglob("*.toml"))
        for kind, settings in load_toml(path).items()
        for key, fields in settings.items()
    }


def load_script() -> Any:
    """The script `refresh.py`, which is in no package."""
    spec = importlib.util.spec_from_file_location("schemas_refresh", SCHEMAS / "refresh.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
