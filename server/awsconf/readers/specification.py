"""What Rust, Java and C make of the pair: the cross-SDK specification, and how two leave it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluation import Evaluation, Ignored, Ignoring, Setting
from awsconf.readers.layers import Layers, effective, layered, over, view
from awsconf.readers.sections import Block, File, read
from awsconf.syntax import Document, SectionKind
from awsconf.text import Role


def evaluate(config: Document | None, credentials: Document | None, dialect: Dialect) -> Evaluation:
    """Read both files as one of RUST, JAVA and C does."""
    files = [read(each, dialect) for each in (config, credentials) if each is not None]
    refusals = tuple(file.refusal for file in files if file.refusal is not None)
    if refusals and dialect is not Dialect.C:
        return Evaluation(dialect, refusals=refusals)
    tables = _Tables()
    ignored: list[Ignored] = []
    for file in files:
        if file.refusal is None:
            ignored += file.ignored
            ignored += tables.add(file, dialect)
    return Evaluation(
        dialect,
        {name: view(name, layers, tables.inside[name]) for name, layers in tables.profiles.items()},
        {name: effective(layers) for name, layers in tables.sessions.items()},
        {name: effective(layers) for name, layers in tables.services.items()},
        tuple(ignored),
        refusals,
    )


class _Tables:
    """Both files put together, the credentials over the config."""

    def __init__(self) -> None:
        self.profiles: dict[str, Layers] = {}
        self.sessions: dict[str, Layers] = {}
        self.services: dict[str, Layers] = {}
        self.inside: dict[str, dict[Role, Layers]] = {}

    def add(self, file: File, dialect: Dialect) -> Iterator[Ignored]:
        """Lay a file over what is there; yield the headers whose section is lost by it."""
        lost: set[tuple[SectionKind, str]] = set()
        for kind, blocks in _by_kind(file.blocks).items():
            for name, layers in blocks.items():
                if kind is SectionKind.PROFILE:
                    self.inside.setdefault(name, {})[file.role] = layers
                    table = self.profiles
                elif dialect is Dialect.C and name in self.profiles:
                    # C looks for a profile of that name, whatever kind it is putting together.
                    table = self.profiles
                    lost.add((kind, name))
                else:
                    table = self.sessions if kind is SectionKind.SSO_SESSION else self.services
                table[name] = over(layers, table.get(name, {}))
        for block in file.blocks:
            if (block.title.kind, block.title.name) in lost:
                yield Ignored(block.header, Ignoring.REPLACED)


def _by_kind(blocks: tuple[Block, ...]) -> Mapping[SectionKind, Mapping[str, Layers]]:
    """The sections of a file by kind and name, profiles first, those of one name merged."""
    kinds: dict[SectionKind, dict[str, list[Setting]]] = {
        SectionKind.PROFILE: {},
        SectionKind.SSO_SESSION: {},
        SectionKind.SERVICES: {},
    }
    for block in blocks:
        kinds[block.title.kind].setdefault(block.title.name, []).extend(block.settings)
    return {
        kind: {name: layered(settings) for name, settings in named.items()}
        for kind, named in kinds.items()
    }
