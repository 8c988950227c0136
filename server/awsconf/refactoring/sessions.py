"""Sign-in settings of profiles into a session, and back for tools that know no sessions."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import deletion
from awsconf.edits import Edit
from awsconf.finding import Fix, series
from awsconf.insertions import instead_of
from awsconf.profiles import Profile
from awsconf.readers.reading import Part
from awsconf.refactoring.answers import Answer, Apart, Plan, Refused, Wishes
from awsconf.refactoring.stretches import whole
from awsconf.sections.extraction import MOVED, SCOPES, extracted
from awsconf.sections.sessions import REQUIRED, same_portal, sessions_named, sign_in, signing_in
from awsconf.snapshot import Snapshot
from awsconf.syntax import LineKind
from awsconf.text import Role

_INVOLVED = frozenset({SCOPES[0], "sso_session"})


def to_session(snapshot: Snapshot, name: str, wishes: Wishes) -> Answer:  # noqa: ARG001
    """Let one profile sign in through a session."""
    return _extraction(snapshot, [snapshot.profiles[name]])


def all_to_session(snapshot: Snapshot, name: str, wishes: Wishes) -> Answer:  # noqa: ARG001
    """Let a profile, and all that sign in at the same place, do so through one session."""
    return _extraction(snapshot, _alike(snapshot, snapshot.profiles[name]))


def legacy(snapshot: Snapshot) -> Iterator[str]:
    """The profiles that say themselves where to sign in."""
    for profile, said in signing_in(snapshot):
        if said.session is None and said.names.issuperset(REQUIRED):
            yield profile.name


def from_session(snapshot: Snapshot, name: str, wishes: Wishes) -> Answer:  # noqa: ARG001
    """Write into a profile where its session signs in; a session that nobody names then goes."""
    profile = snapshot.profiles[name]
    reason = _is_not_inlined(snapshot, profile)
    return Refused(reason) if reason else _inlining(snapshot, [profile])


def all_from_session(snapshot: Snapshot, name: str, wishes: Wishes) -> Answer:
    """Write into a profile, and all that name its session, where that signs in."""
    profile = snapshot.profiles[name]
    if _is_not_inlined(snapshot, profile):
        return from_session(snapshot, name, wishes)
    asking = _asking(snapshot, profile.text("sso_session"))
    return _inlining(snapshot, [one for one in asking if not _is_not_inlined(snapshot, one)])


def in_sessions(snapshot: Snapshot) -> Iterator[str]:
    """The profiles that name a session."""
    for profile, said in signing_in(snapshot):
        if said.session is not None:
            yield profile.name


def _extraction(snapshot: Snapshot, profiles: list[Profile]) -> Answer:
    for profile in profiles:
        if reason := _is_not_extracted(profile):
            return Refused(reason)
    session, edits = extracted(snapshot, profiles)
    if not edits:
        return Refused(
            f"`{profiles[0].name}` cannot share its sign-in as it is written; its settings must"
            " stand once, each on one line, in its own section"
        )
    note = f"sign in once with `aws sso login --sso-session {session}`"
    fix = Fix(f"Let {_named(profiles)} sign in through the session `{session}`", edits)
    return Plan(fix, (note,), Apart(_INVOLVED))


def _named(profiles: list[Profile]) -> str:
    if len(profiles) > _MOST:
        return f"{len(profiles)} profiles"
    return series(profile.name for profile in profiles)


_MOST = 3
"""Of more profiles than this, a title tells the number."""


def _is_not_extracted(profile: Profile) -> str | None:
    said, name = sign_in(profile), profile.name
    if said is None or "sso_start_url" not in said.names:
        return f"`{name}` says nowhere where to sign in (`sso_start_url`)"
    if said.session is not None:
        return f"`{name}` names the session `{said.session}` already"
    if missing := [setting for setting in REQUIRED if setting not in said.names]:
        return f"`{name}` lacks {series(missing)}"
    if "sso_registration_scopes" in profile:
        return f"`{name}` sets `sso_registration_scopes`, which only a session has; delete it first"
    for setting in MOVED:
        found = profile.get(setting)
        if found is not None and found.part != profile.own(Role.CONFIG):
            return f"`{setting}` of `{name}` stands outside its section of the config file"
    return None


def _alike(snapshot: Snapshot, profile: Profile) -> list[Profile]:
    """A profile with those of the same start URL and Region that can be moved with it."""
    others = (snapshot.profiles[name] for name in legacy(snapshot) if name != profile.name)
    wanted = _portal(profile)
    return [
        profile,
        *(one for one in others if _portal(one) == wanted and not _is_not_extracted(one)),
    ]


def _portal(profile: Profile) -> tuple[str, str | None]:
    return same_portal(profile.text("sso_start_url") or ""), profile.text("sso_region")


def _inlining(snapshot: Snapshot, profiles: list[Profile]) -> Answer:
    """The plan for some profiles of one session, each of which was found fit."""
    session = profiles[0].text("sso_session") or ""
    part = sessions_named(snapshot, session)[0]
    edits = tuple(edit for one in profiles for edit in _inlined(one, part))
    last = whole(snapshot, part) if len(_asking(snapshot, session)) == len(profiles) else None
    notes = ["the token of a sign-in without a session is not renewed; sign in anew"]
    gone = frozenset[str]()
    if last is not None and _is_spare(part):
        edits, gone = (*edits, Edit(last, "")), frozenset({session})
        notes.append(f"nobody else names the session `{session}`, so it goes")
    title = f"Write the session `{session}` into {_named(profiles)}, for old tools"
    return Plan(Fix(title, edits), tuple(notes), Apart(_INVOLVED, gone))


def _inlined(profile: Profile, session: Part) -> tuple[Edit, ...]:
    named = profile.get("sso_session")
    if named is None:
        return ()
    there = session.reading.settings
    # What repeats the session stays as it is.
    settings = [(key, there[key].text) for key in reversed(MOVED) if key not in profile]
    return (instead_of(named, settings),) if settings else deletion(named)


def _asking(snapshot: Snapshot, session: str | None) -> tuple[Profile, ...]:
    return snapshot.references["sso_session"].get(session or "", ())


def _is_not_inlined(snapshot: Snapshot, profile: Profile) -> str | None:
    named = profile.get("sso_session")
    if named is None:
        return f"`{profile.name}` names no session"
    sessions = sessions_named(snapshot, named.text)
    if not sessions:
        return f"there is no session `{named.text}`"
    if len(sessions) > 1:
        return f"the session `{named.text}` stands there twice; merge it first"
    if named.part != profile.own(Role.CONFIG) or not deletion(named) or named.value.following:
        return f"`sso_session` of `{profile.name}` does not stand by itself in its own section"
    there = sessions[0].reading.settings
    for key in MOVED:
        if key not in there or not there[key].text or there[key].following:
            return f"the session `{named.text}` has no `{key}` to be written into the profile"
    for key in REQUIRED[:2]:
        if key not in profile:
            return f"`{profile.name}` has no `{key}`, without which only a session signs in"
    return None


def _is_spare(session: Part) -> bool:
    """Whether a session holds nothing that would be lost with it."""
    kept = {LineKind.COMMENT, LineKind.TEXT}
    return (
        session.reading.names <= {*MOVED, SCOPES[0]}
        and session.reading.settings.get(SCOPES[0], None) in (None, *_usual(session))
        and not any(line.kind in kept for line in session.section.lines)
    )


def _usual(session: Part) -> Iterator[object]:
    scopes = session.reading.settings.get(SCOPES[0])
    if scopes is not None and scopes.text == SCOPES[1]:
        yield scopes
