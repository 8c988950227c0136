"""A machine for the command line to run on: a home of a test's own, a clock that stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timezone
from pathlib import Path

from awsconf.cli import run
from awsconf.host import Host
from fixture import NOW

DUPLICATE = "[profile dev]\nregion = eu-west-1\nregion = eu-west-1\n"
CLEAN = "[profile dev]\nregion = eu-west-1\n"


@dataclass
class Machine:
    """A home folder, in which the working folder lies beside `.aws`."""

    root: Path
    environ: Mapping[str, str] = field(default_factory=dict)

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def cwd(self) -> Path:
        return self.home / "work"

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file by its path from the home."""
        place = self.home / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode())
        return place

    def run(self, *argv: str) -> int:
        """Run a command line here."""
        self.cwd.mkdir(parents=True, exist_ok=True)
        host = Host(self.environ, self.home, lambda: NOW, timezone.utc, self.cwd, "linux")
        return run(argv, host)
