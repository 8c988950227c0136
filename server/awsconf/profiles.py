"""What the two files mean together: profiles with their settings and where each comes from.

The view is botocore's, the AWS CLI's and boto3's: a setting of the credentials file wins over
the same setting of the config file, one by one; each file's `[DEFAULT]` stands behind every
section of that file. Source: boto/botocore: botocore/session.py, `full_config`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from awsconf.readers.python import Reading
from awsconf.readers.reading import Part, Value
from awsconf.text import At, Role, Span

T = TypeVar("T")

_NOTHING: Mapping[object, Any] = MappingProxyType({})


class Found(NamedTuple):
    """A setting as it takes effect, and the section in which it stands."""

    part: Part
    value: Value

    @property
    def text(self) -> str:
        """The value. Of a secret, whoever asks must not pass it on."""
        return self.value.text

    @property
    def role(self) -> Role:
        """The file it stands in."""
        return self.part.role

    @property
    def at(self) -> At:
        """The value; the delimiter's end where the value is empty."""
        return self.part.at(self.value.span)

    @property
    def name_at(self) -> At:
        """The name."""
        return self.part.at(self.value.line.name)

    @property
    def setting_at(self) -> At:
        """From the name's first character to the value's last."""
        line = self.value.line
        return self.part.at(Span(line.text, max(self.value.span.end, line.stop)))

    @property
    def lines_at(self) -> At:
        """The whole lines, line ends included: what a deletion takes away."""
        return self.part.at(self.value.lines)


class Profile:
    """One profile: its sections in each file, the one that wins first."""

    __slots__ = ("_here", "_memory", "_names", "config", "credentials", "name")

    def __init__(self, name: str, config: tuple[Part, ...], credentials: tuple[Part, ...]) -> None:
        self.name = name
        self.config = config
        self.credentials = credentials
        self._here: Mapping[object, Any] = _NOTHING
        self._memory: dict[object, Any] | None = None
        self._names: frozenset[str] | None = None

    def __repr__(self) -> str:
        return f"<Profile {self.name}>"

    @property
    def parts(self) -> tuple[Part, ...]:
        """All its sections, the one that wins first."""
        return self.credentials + self.config

    @property
    def names(self) -> frozenset[str]:
        """The names of all its settings, in lower case."""
        if self._names is None:
            names = [part.reading.names for part in self.parts]
            self._names = names[0] if len(names) == 1 else names[0].union(*names[1:])
        return self._names

    def get(self, name: str) -> Found | None:
        """The setting `name` (lower case) as it takes effect."""
        for part in self.credentials:
            if value := part.reading.settings.get(name):
                return Found(part, value)
        for part in self.config:
            if value := part.reading.settings.get(name):
                return Found(part, value)
        return None

    def inside(self, role: Role, name: str) -> Found | None:
        """The setting `name` as one file alone has it."""
        for part in self.config if role is Role.CONFIG else self.credentials:
            if value := part.reading.settings.get(name):
                return Found(part, value)
        return None

    def text(self, name: str) -> str | None:
        """The value of the setting `name`; None where there is no such setting."""
        found = self.get(name)
        return None if found is None else found.text

    def __contains__(self, name: str) -> bool:
        return self.get(name) is not None

    def derive(self, function: Callable[[Profile], T]) -> T:
        """What a pure function makes of this profile, worked out once for its sections' text.

        It outlives every edit elsewhere in the files, so it may hold no place in them.
        """
        memory = self.memory
        if function not in memory:
            memory[function] = function(self)
        known: T = memory[function]
        return known

    def here(self, function: Callable[[Profile], T]) -> T:
        """What a function makes of this profile where it stands now, worked out once."""
        if function not in self._here:
            self._here = {**self._here, function: function(self)}
        known: T = self._here[function]
        return known

    @property
    def memory(self) -> dict[object, Any]:
        """What is remembered of a profile of this name with just these sections."""
        if self._memory is None:
            sections = [part.section for part in self.parts]
            known = sections[0].memory.get(Profile)
            if known is None or known[0] != self.name or known[1] != sections:
                known = sections[0].remember(Profile, (self.name, sections, {}))
            self._memory = known[2]
        return self._memory

    def settings(self) -> Iterator[tuple[str, Found]]:
        """Every setting of every section, those that are shadowed too."""
        for part in self.parts:
            for name, value in part.reading.settings.items():
                yield name, Found(part, value)

    def own(self, role: Role) -> Part | None:
        """The section of this profile in one file that wins there."""
        for part in self.config if role is Role.CONFIG else self.credentials:
            if part.reading.name == self.name:
                return part
        return None

    @property
    def home(self) -> Part:
        """The section that a finding about the profile as a whole points at."""
        part = self.own(Role.CONFIG) or self.own(Role.CREDENTIALS)
        # A profile is made from a section of its name, so one of the two is there.
        assert part is not None  # noqa: S101
        return part

    @property
    def has_foreign_endpoint(self) -> bool:
        """Whether it talks to something that is not AWS, whose keys obey other rules."""
        endpoint = self.text("endpoint_url")
        return endpoint is not None and not is_aws(endpoint)


def profiles(config: Reading | None, credentials: Reading | None) -> Mapping[str, Profile]:
    """The profiles of a pair by name: those of the config file first, each file in its order."""
    ours = config.profiles if config is not None else {}
    theirs = credentials.profiles if credentials is not None else {}
    behind = _latest_first(config.defaults) if config is not None else ()
    beneath = _latest_first(credentials.defaults) if credentials is not None else ()
    merged = {}
    for name, parts in ours.items():
        merged[name] = Profile(name, _latest_first(parts) + behind, ())
    for name, parts in theirs.items():
        credentials_parts = _latest_first(parts) + beneath
        known = merged.get(name)
        merged[name] = Profile(name, known.config if known else (), credentials_parts)
    return merged


def _latest_first(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    return parts[::-1] if len(parts) > 1 else parts


_AWS_DOMAINS = (
    ".amazonaws.com",
    ".amazonaws.com.cn",
    ".amazonaws.eu",
    ".api.aws",
    ".ic.gov",
    ".sgov.gov",
    ".adc-e.uk",
)


def is_aws(endpoint: str) -> bool:
    """Whether a URL is one of AWS's own servers, by the domain."""
    # Imported here, since few profiles have an endpoint and every start would pay for it.
    from urllib.parse import urlsplit

    try:
        host = urlsplit(endpoint.strip()).hostname or ""
    except ValueError:
        return False
    return f".{host}".endswith(_AWS_DOMAINS)
