"""The commands to type, in the words of each shell: to clear a variable, to set it, to name a file.

Sources: fish's manual, `set`; Microsoft: about_Environment_Variables; ss64's pages on `cmd`.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple


class Shell(enum.Enum):
    """A shell that people type into."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"
    CMD = "cmd"

    __hash__ = object.__hash__


class Command(NamedTuple):
    """What to type; `shell` is None where it is the same in all of them.

    `lasting` says that it works for shells to come and not for this one.
    """

    text: str
    shell: Shell | None = None
    lasting: bool = False


def order(environ: Mapping[str, str], platform: str) -> tuple[Shell, ...]:
    """All shells, the one from which we were most likely asked first."""
    first = _guess(environ, platform)
    return (first, *(shell for shell in Shell if shell is not first))


def clearing(names: Iterable[str], shells: Iterable[Shell]) -> tuple[Command, ...]:
    """What takes variables away, in this shell and in those to come; nothing for none.

    A name that would have to be quoted is nobody's doing but a joke's, and is left out.
    """
    plain = [name for name in dict.fromkeys(names) if re.fullmatch(_NAME, name)]
    return tuple(command for shell in shells for command in _clearing(plain, shell) if plain)


def adding(name: str, value: str, is_set: bool, shells: Iterable[Shell]) -> tuple[Command, ...]:
    """What adds a plain value to a variable that lists several, with commas between."""
    return tuple(Command(_adding(name, value, is_set, shell), shell) for shell in shells)


def assigning(values: Mapping[str, str], shells: Iterable[Shell]) -> tuple[Command, ...]:
    """What sets variables to plain values."""
    return tuple(Command(_assigning(values, shell), shell) for shell in shells)


def removing(paths: Iterable[str], shells: Iterable[Shell]) -> tuple[Command, ...]:
    """What removes files, which are named from `~`, from the working folder or in full."""
    given = tuple(paths)
    return tuple(Command(_removing(given, shell), shell) for shell in shells if given)


def argument(text: str) -> str | None:
    """A word as every one of the shells takes it; None where there is no such form."""
    if re.fullmatch(r"[\w.:/@+][\w.:/@+-]*", text, re.ASCII):
        return text
    return f'"{text}"' if re.fullmatch(r"[\w.:/@+=,][\w.:/@+=, -]*", text, re.ASCII) else None


def posix_path(path: str) -> str:
    """A path as a POSIX shell and fish take it; `~` is still theirs to replace."""
    home, rest = ("~/", path[2:]) if path.startswith("~/") else ("", path)
    if re.fullmatch(r"[\w.:/@+-]+", rest, re.ASCII):
        return home + rest
    escaped = rest.replace("'", "'\"'\"'")
    return f"{home}'{escaped}'"


def _guess(environ: Mapping[str, str], platform: str) -> Shell:
    name = PurePosixPath(environ.get("SHELL", "").replace("\\", "/")).stem
    known = {"bash": Shell.BASH, "zsh": Shell.ZSH, "fish": Shell.FISH, "pwsh": Shell.POWERSHELL}
    if platform != "win32" or name in known:
        return known.get(name, Shell.BASH)
    # Only `cmd` hands its prompt on to the programs that it starts.
    return Shell.CMD if "PROMPT" in environ else Shell.POWERSHELL


_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
_START_FILES = {
    Shell.BASH: "~/.bashrc ~/.bash_profile ~/.profile",
    Shell.ZSH: "~/.zshrc ~/.zprofile ~/.zshenv",
}


def _clearing(names: list[str], shell: Shell) -> Iterator[Command]:
    if shell in _START_FILES:
        yield Command(f"unset {' '.join(names)}", shell)
        # A line of a start file sets it; `-l` names the file and shows no value.
        found = f"grep -lsE '{'|'.join(names)}' {_START_FILES[shell]}"
        yield Command(found, shell, lasting=True)
    elif shell is Shell.FISH:
        yield Command(f"set -e {' '.join(names)}", shell)
        yield Command(f"set -eU {' '.join(names)}", shell, lasting=True)
    elif shell is Shell.POWERSHELL:
        yield Command(f"Remove-Item {', '.join(f'Env:{name}' for name in names)}", shell)
        # `$null` becomes an empty text on the way, which newer versions set instead.
        each = "[Environment]::SetEnvironmentVariable($_, [NullString]::Value, 'User')"
        quoted = ", ".join(f"'{name}'" for name in names)
        yield Command(f"{quoted} | ForEach-Object {{ {each} }}", shell, lasting=True)
    else:
        yield Command(" & ".join(f'set "{name}="' for name in names), shell)
        # `setx NAME ""` would leave an empty variable, which botocore takes for a value.
        gone = (f"reg delete HKCU\\Environment /v {name} /f" for name in names)
        yield Command(" & ".join(gone), shell, lasting=True)


def _adding(name: str, value: str, is_set: bool, shell: Shell) -> str:
    before = {Shell.POWERSHELL: f"$Env:{name},", Shell.CMD: f"%{name}%,"}.get(shell, f"${name},")
    whole = f"{before}{value}" if is_set else value
    if shell is Shell.FISH:
        return f'set -gx {name} "{whole}"'
    if shell is Shell.POWERSHELL:
        return f'$Env:{name} = "{whole}"'
    return f'set "{name}={whole}"' if shell is Shell.CMD else f'export {name}="{whole}"'


def _assigning(values: Mapping[str, str], shell: Shell) -> str:
    pairs = values.items()
    if shell is Shell.FISH:
        return "; ".join(f"set -gx {name} {value}" for name, value in pairs)
    if shell is Shell.POWERSHELL:
        return "; ".join(f"$Env:{name} = '{value}'" for name, value in pairs)
    if shell is Shell.CMD:
        return " & ".join(f'set "{name}={value}"' for name, value in pairs)
    return "export " + " ".join(f"{name}={value}" for name, value in pairs)


def _removing(paths: tuple[str, ...], shell: Shell) -> str:
    if shell is Shell.POWERSHELL:
        return f"Remove-Item -LiteralPath {', '.join(map(_powershell_path, paths))}"
    if shell is Shell.CMD:
        named = (_cmd_path(path) for path in paths)
        return "del " + " ".join(f'"{path}"' for path in named)
    return "rm -- " + " ".join(posix_path(path) for path in paths)


def _powershell_path(path: str) -> str:
    rest = path.removeprefix("~/")
    if rest != path and re.fullmatch(r"[\w.:/@+-]+", rest, re.ASCII):
        return f'"$HOME/{rest}"'
    doubled = rest.replace("'", "''")
    return f"'{doubled}'" if rest == path else f"(Join-Path $HOME '{doubled}')"


def _cmd_path(path: str) -> str:
    rest = path.removeprefix("~/").replace("/", "\\")
    return f"%USERPROFILE%\\{rest}" if path.startswith("~/") else rest
