"""The rule `unprefixed-profile`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from awsconf.catalogue import find, foreign_section
from awsconf.edits import Edit
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Fix, Severity, pair_rule
from awsconf.snapshot import Presence, Snapshot
from awsconf.syntax import SectionKind
from awsconf.text import Role


@pair_rule(Severity.WARNING)
def unprefixed_profile(snapshot: Snapshot) -> Iterator[Finding]:
    """A section of the config file that looks like a profile, but lacks the word `profile`.

    All SDKs but Ruby's pass over it (aws/aws-cli#370). Sections of other tools are left alone.

    ```ini config
    [dev]
    ^^^^^ unprefixed-profile: no SDK but Ruby's reads `[dev]` as a profile; in the config file its header is `[profile dev]`
    region = eu-west-1
    ```
    """
    reading = snapshot.readings.get(Role.CONFIG)
    suspects = [part for part in reading.parts if _is_suspect(part)] if reading else []
    if not suspects:
        return
    named = {
        setting: {profile.text(setting) for profile in snapshot.profiles.values()}
        for setting in ("source_profile", "sso_session", "services")
    }
    count = Counter(_name(part) for part in suspects)
    for part in suspects:
        name = _name(part)
        other = name in named["sso_session"] or name in named["services"]
        wanted = name in named["source_profile"] or name in snapshot.profiles
        if not other and (wanted or "aws" in _origins(part)):
            yield Finding(
                part.header_at,
                "no SDK but Ruby's reads `[{profile}]` as a profile;"
                " in the config file its header is `[profile {profile}]`",
                profile=name,
                fixes=tuple(_fixes(snapshot, part, name)) if count[name] == 1 else (),
            )


_OTHERWISE_MISSPELT = r"(?i:default|profile|sso-session|services)"
_PROFILE_NAME = re.compile(rf"\s*(?!{_OTHERWISE_MISSPELT})[A-Za-z0-9_/.%@:+-]+\s*")


def _is_suspect(part: Part) -> bool:
    header = part.reading.header or ""
    named_so = part.reading.kind is SectionKind.OTHER and _PROFILE_NAME.fullmatch(header)
    return bool(named_so) and foreign_section(header) is None


def _name(part: Part) -> str:
    return (part.reading.header or "").strip()


def _origins(part: Part) -> set[str | None]:
    """Whose settings it holds; None for one that nobody knows."""
    found = (find(SectionKind.PROFILE, name) for name in part.reading.settings)
    return {setting.origin if setting is not None else None for setting in found}


def _fixes(snapshot: Snapshot, part: Part, name: str) -> Iterator[Fix]:
    """Safe where it brings a profile into being, and changes none that there is."""
    profile = snapshot.profiles.get(name)
    if profile is None or not profile.config:
        seen = snapshot.presence(Role.CREDENTIALS) is not Presence.UNSEEN
        safe = seen and profile is None and None not in _origins(part)
        edit = Edit(part.name_at, f"profile {name}")
        yield Fix(f"Write `[profile {name}]`", (edit,), safe=safe, preferred=True)
