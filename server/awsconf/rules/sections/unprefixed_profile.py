"""The rule `unprefixed-profile`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from awsconf.catalogue import find
from awsconf.edits import Edit
from awsconf.naming import unprefixed
from awsconf.readers.reading import Part
from awsconf.rule import Finding, Fix, Related, Severity, pair_rule
from awsconf.sections.spellings import is_new_profile
from awsconf.snapshot import Presence, Snapshot
from awsconf.sources import sought
from awsconf.syntax import SectionKind
from awsconf.text import Role


@pair_rule(Severity.ERROR, odd=True, fixable=True)
def unprefixed_profile(snapshot: Snapshot) -> Iterator[Finding]:
    """A section of the config file that looks like a profile, but lacks the word `profile`.

    All SDKs but Ruby's pass over it (aws/aws-cli#370). Sections of other tools are left alone.
    Where such a tool is at work, or a setting is not AWS's, it may not be meant for a profile, and
    this is a warning; not so where it holds the credentials that a role names as its source.

    ```ini config
    [dev]
    ^^^^^ unprefixed-profile: no SDK but Ruby's reads `[dev]` as a profile; in the config file its header is `[profile dev]`
    region = eu-west-1
    ```
    """
    parts = (part for part in snapshot.odd_headers if part.role is Role.CONFIG)
    named_so = [(unprefixed(part), part) for part in parts]
    suspects = [(name, part) for name, part in named_so if name is not None]
    if not suspects:
        return
    count = Counter(name for name, _ in suspects)
    seen = snapshot.presence(Role.CREDENTIALS) is not Presence.UNSEEN
    named = snapshot.references
    for name, part in suspects:
        seeker = sought(snapshot, name)
        other = name in named["sso_session"] or name in named["services"]
        wanted = name in named["source_profile"] or name in snapshot.profiles
        plain = _origins(part) == {"aws"} and snapshot.tools[Role.CONFIG] is None
        if seeker or (not other and (wanted or "aws" in _origins(part))):
            yield Finding(
                part.header_at,
                "no SDK but Ruby's reads `[{profile}]` as a profile;"
                " in the config file its header is `[profile {profile}]`",
                profile=name,
                # A profile that the credentials file may hold, unseen, is not sought in vain.
                severity=None if plain or (seeker and seen) else Severity.WARNING,
                related=(Related(seeker.at, "a role that needs it"),) if seeker else (),
                fixes=tuple(_fixes(snapshot, part, name)) if count[name] == 1 else (),
            )


def _origins(part: Part) -> set[str | None]:
    """Whose settings it holds; None for one that nobody knows."""
    found = (find(SectionKind.PROFILE, name) for name in part.reading.settings)
    return {setting.origin if setting is not None else None for setting in found}


def _fixes(snapshot: Snapshot, part: Part, name: str) -> Iterator[Fix]:
    """Safe where it brings a profile into being, and changes none that there is."""
    profile = snapshot.profiles.get(name)
    if profile is None or not profile.config:
        safe = None not in _origins(part) and is_new_profile(snapshot, part, name)
        edit = Edit(part.name_at, f"profile {name}")
        yield Fix(f"Write `[profile {name}]`", (edit,), safe=safe, preferred=True)
