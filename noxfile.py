"""Every check of this repository, by name; plain `nox` takes Python, and Node if there is one."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import nox
from nox.project import dependency_groups, load_toml

SUPPORTED = ["3.10", "3.11", "3.12", "3.13", "3.14"]
CI = os.environ.get("CI", "").lower() in {"1", "true"}
GROUPS = load_toml("pyproject.toml")

# These need more than Python, and each has a session of its own.
APART = ("tests/aws", "tests/benchmarks", "tests/editors", "tests/hooks")


def pyenv_folders() -> list[Path]:
    """Return the `bin` folders of the Pythons that pyenv keeps: its shims hide all but one."""
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    return sorted(root.glob("versions/3.*/bin"))


def at_hand() -> list[str]:
    """Return the supported Pythons that this machine has for certain."""
    found = {".".join(folder.parent.name.split(".")[:2]) for folder in pyenv_folders()}
    found.add(f"{sys.version_info.major}.{sys.version_info.minor}")
    return [version for version in SUPPORTED if version in found]


# Last on the path, so that no other program of the person's is shadowed.
os.environ["PATH"] = os.pathsep.join([os.environ["PATH"], *map(str, pyenv_folders())])

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"
# uv would fetch a missing Python; whoever wants that says so.
nox.options.download_python = "never"
nox.options.sessions = ["lint", "tests"]
# A person need not have every Python; under CI what the machine has must run.
nox.options.error_on_missing_interpreters = CI


def install(session: nox.Session, *groups: str) -> None:
    """Install the package as a wheel, as its users do, with the named dependency groups."""
    session.install(".", *dependency_groups(GROUPS, *groups))


def pytest(session: nox.Session, *arguments: str, env: dict[str, str] | None = None) -> None:
    """Run pytest on the installed package rather than on the source tree.

    pytest answers 5 when it ran nothing, which fails the session.
    """
    session.run("python", "-m", "pytest", "--override-ini=pythonpath=tests", *arguments, env=env)


@nox.session
def lint(session: nox.Session) -> None:
    """Style, format and types."""
    install(session, "lint")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")


@nox.session(python=at_hand() if CI else SUPPORTED)
def tests(session: nox.Session) -> None:
    """The whole suite but for what needs an editor, a server or pre-commit."""
    install(session, "test")
    apart = [f"--ignore={folder}" for folder in APART]
    pytest(session, "--numprocesses=auto", *apart, *(session.posargs or ["tests"]))


@nox.session
def conformance(session: nox.Session) -> None:
    """Many generated files against botocore and the packages of the SDK for JavaScript."""
    install(session, "test")
    folder = session.posargs or ["tests/conformance"]
    pytest(session, "--numprocesses=auto", *folder, env={"AWSCONF_CONFORMANCE": "full"})


@nox.session
def aws(session: nox.Session) -> None:
    """The real AWS CLI and boto3 against an STS on loopback."""
    install(session, "test", "aws")
    pytest(session, *(session.posargs or ["tests/aws"]))


@nox.session
def editors(session: nox.Session) -> None:
    """The real Neovim, from the path or else from a wheel."""
    install(session, "test", *([] if shutil.which("nvim") else ["editors"]))
    pytest(session, *(session.posargs or ["tests/editors"]))


@nox.session
def hooks(session: nox.Session) -> None:
    """The hook as pre-commit installs and runs it."""
    install(session, "test", "hooks")
    pytest(session, *(session.posargs or ["tests/hooks"]))


@nox.session
def bench(session: nox.Session) -> None:
    """Measure and print; nothing is asserted."""
    install(session, "test")
    session.run("python", "tests/benchmarks", *session.posargs)


@nox.session
def generate(session: nox.Session) -> None:
    """Write again what is derived from schemas/."""
    install(session, "test")
    session.run("python", "schemas/refresh.py", "build")


@nox.session
def pictures(session: nox.Session) -> None:
    """Draw the picture of the README again."""
    install(session, "pictures")
    session.run("python", "editors/pictures/make.py")
