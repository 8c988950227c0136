"""Keys apart from the role: a base profile that holds them, and a profile that assumes the role.

No edit repeats a key: the header above the keys gets another name, and they stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from awsconf.credentials.key_facts import key_facts
from awsconf.credentials.keys import IdKind, account_of
from awsconf.credentials.statics import KEYS
from awsconf.edits import Edit
from awsconf.finding import Fix, series
from awsconf.insertions import Settings, at_end_of, below
from awsconf.profiles import Profile
from awsconf.readers.headers import NAME
from awsconf.readers.reading import Part
from awsconf.refactoring.answers import Answer, Apart, Plan, Refused, Wishes
from awsconf.refactoring.moves import move_settings
from awsconf.refactoring.stretches import composed
from awsconf.snapshot import Snapshot
from awsconf.text import Role
from awsconf.values.arns import role_fault

ROLE_WISHES = frozenset({"role_arn", "mfa_serial", "duration_seconds"})


def base_and_role(snapshot: Snapshot, name: str, wishes: Wishes) -> Answer:
    """Give the keys of a profile a name of their own, and let it assume a role with them."""
    profile = snapshot.profiles[name]
    for setting in _OTHER_WAYS:
        if setting in profile:
            return Refused(f"`{name}` says otherwise by `{setting}` who it is")
    if refused := _unfit(profile):
        return refused
    role = wishes.role_arn or profile.text("role_arn")
    if role is None:
        return Refused(
            f"the files do not tell which role `{name}` is to assume; say --role-arn ARN"
        )
    if fault := role_fault(role):
        return Refused(f"the role of `{name}` {fault.why}; say --role-arn ARN")
    if reason := _is_no_wish(wishes):
        return Refused(reason)
    return _apart(snapshot, profile, lambda base: _role_settings(role, base, wishes))


def role_template(snapshot: Snapshot, name: str, wishes: Wishes) -> Answer:
    """The same with a role whose name is still to be filled in, where no file tells it."""
    profile = snapshot.profiles[name]
    if "role_arn" in profile:
        return base_and_role(snapshot, name, wishes)
    account = account_of(profile.text("aws_access_key_id") or "") or "111122223333"
    answer = base_and_role(
        snapshot, name, Wishes(role_arn=f"arn:aws:iam::{account}:role/ROLE_NAME")
    )
    if isinstance(answer, Refused):
        return answer
    title = f"{answer.fix.title} (fill in the role)"
    return answer._replace(fix=answer.fix._replace(title=title))


def split(snapshot: Snapshot, name: str, wishes: Wishes) -> Answer:  # noqa: ARG001
    """Give the keys of a profile that is its own source a name of their own."""
    profile = snapshot.profiles[name]
    if profile.text("source_profile") != name:
        return Refused(f"`{name}` is not its own `source_profile`")
    if "role_arn" not in profile:
        return Refused(f"`{name}` names a source and no role")
    return _apart(snapshot, profile)


def with_keys(snapshot: Snapshot) -> Iterator[str]:
    """The profiles with static keys."""
    for profile in snapshot.profiles.values():
        if not KEYS.isdisjoint(profile.names):
            yield profile.name


def own_sources(snapshot: Snapshot) -> Iterator[str]:
    """The profiles that are their own source."""
    for name, asking in snapshot.references["source_profile"].items():
        if any(profile.name == name for profile in asking):
            yield name


_OTHER_WAYS = (
    *("source_profile", "credential_source", "web_identity_token_file", "sso_session"),
    *("sso_start_url", "sso_account_id", "login_session", "credential_process"),
)
_SERIAL = r"(?a)[\w+=/:,.@-]{9,256}"


def _is_no_wish(wishes: Wishes) -> str | None:
    if wishes.mfa_serial is not None and not re.fullmatch(_SERIAL, wishes.mfa_serial):
        return "--mfa-serial must be the ARN or the serial number of an MFA device"
    if wishes.duration_seconds is not None and not 900 <= wishes.duration_seconds <= 43200:
        return "--duration-seconds must lie between 900 and 43200 (12 hours)"
    return None


def _role_settings(role: str, base: str, wishes: Wishes) -> Settings:
    seconds = wishes.duration_seconds
    return [
        ("role_arn", role),
        ("source_profile", base),
        *([("mfa_serial", wishes.mfa_serial)] if wishes.mfa_serial else []),
        *([("duration_seconds", str(seconds))] if seconds is not None else []),
    ]


def _unfit(profile: Profile) -> Refused | None:
    """Why keys are none that a role could be assumed with for long."""
    facts, name = key_facts(profile), profile.name
    if facts is None or facts.secret is None:
        return Refused(f"`{name}` holds no whole pair of static keys")
    if facts.is_placeholder:
        return Refused(f"the keys of `{name}` are placeholders")
    if facts.sends_token or facts.kind is IdKind.TEMPORARY:
        return Refused(
            f"`{name}` holds a session token, which dies; `awsconf rewrite {name}` replaces it"
        )
    return None


class _Base(NamedTuple):
    """The section of the keys, and the name that it is to get."""

    keys: Part
    name: str


def _apart(
    snapshot: Snapshot, profile: Profile, settings: Callable[[str], Settings] | None = None
) -> Answer:
    """Rename the section of the keys, and let all who asked it for keys ask by the new name."""
    moved = _tidied(snapshot, profile)
    if isinstance(moved, Refused):
        return moved
    world, profile = moved, moved.profiles[profile.name]
    base = _base(world, profile)
    if isinstance(base, Refused):
        return base
    edits = [Edit(base.keys.name_at, base.name)]
    asking = world.references["source_profile"].get(profile.name, ())
    for other in asking:
        found = other.get("source_profile")
        if found is None or found.part.reading.name is None:
            return Refused(f"`[DEFAULT]` names `{profile.name}` as the source of every profile")
        edits.append(Edit(found.at, base.name))
    if settings is not None:
        edits += _written(world, profile, settings(base.name))
    name = profile.name
    notes = [f"whoever asks for the keys of `{name}` by name must ask for `{base.name}` now"]
    if others := [other.name for other in asking if other is not profile]:
        notes.append(f"whose source `{name}` was takes `{base.name}` now: {series(others)}")
    fix = Fix(
        f"Keep the keys of `{name}` in `{base.name}`, and let `{name}` assume its role with them",
        # Of two steps, one is made; to compare whole files takes long.
        tuple(edits) if world is snapshot else composed(snapshot, world.edited(tuple(edits))),
    )
    apart = Apart(renamed={name: base.name}, reborn=frozenset({name} if settings else ()))
    return Plan(fix, tuple(notes), apart)


def _written(snapshot: Snapshot, profile: Profile, settings: Settings) -> Iterator[Edit]:
    """Give a profile settings, those that it has in their place."""
    new = []
    for name, value in settings:
        found = profile.get(name)
        if found is None:
            new.append((name, value))
        elif found.text != value:
            yield Edit(found.at, value)
    role = profile.get("role_arn")
    if role is not None and role.role is Role.CONFIG and not role.value.following:
        yield below(role, new)
    elif new:
        yield at_end_of(snapshot, profile, new)


def _tidied(snapshot: Snapshot, profile: Profile) -> Snapshot | Refused:
    """The same files with nothing but keys in the section of the keys."""
    keys = profile.own(Role.CREDENTIALS)
    if keys is None or keys.reading.names <= KEYS:
        return snapshot
    moved = move_settings(snapshot, profile.name, Wishes())
    return moved if isinstance(moved, Refused) else snapshot.edited(moved.fix.edits)


def _base(snapshot: Snapshot, profile: Profile) -> _Base | Refused:
    keys, name = profile.own(Role.CREDENTIALS), profile.name
    in_config = any(not KEYS.isdisjoint(part.reading.names) for part in profile.config)
    if in_config and keys is None:
        return Refused(
            f"`{name}` has its keys in the config file; first move them with --as move-keys"
        )
    if keys is None or in_config:
        return Refused(f"`{name}` has keys in both files; first delete those that do not count")
    if profile.credentials != (keys,) or profile.config[1:] or keys.swallows_header:
        return Refused(f"`{name}` stands more than once, or `[DEFAULT]` has settings for it")
    if not re.fullmatch(NAME, name):
        return Refused(f"`{name}` is no name that every SDK reads; give it a plain one first")
    for base in (f"{name}-base", f"{name}-keys", f"{name}-long-term"):
        if base not in snapshot.profiles:
            return _Base(keys, base)
    return Refused(f"`{name}-base` and the like are taken")
