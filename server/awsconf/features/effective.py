"""A profile, a session or a services section as it takes effect: who answers, and with what.

No secret is in it: of a key id the last four characters are shown, of all else nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from awsconf.chains import End
from awsconf.features.answering import Answering, Way, answering
from awsconf.features.life import Life, life, lives_for_ever
from awsconf.features.page import Page, code
from awsconf.profiles import Found, Profile
from awsconf.readers.reading import Part
from awsconf.showing import Showing
from awsconf.text import At, Role
from awsconf.wording import enumerated

MOST = 30
"""How many settings of one section are shown."""


def profile_page(showing: Showing, profile: Profile) -> Page:
    """A profile as the AWS CLI and boto3 see it when it is asked for by name."""
    found = answering(showing.snapshot, profile)
    return Page(
        f"Profile {code(showing.say(profile.name))}",
        (
            " ".join(_answer(showing, found)),
            *_chain(showing, found),
            *_lives(showing, found),
            tuple(_settings(showing, profile)),
            *_passed_over(showing, found),
        ),
    )


def session_page(showing: Showing, name: str) -> Page | None:
    """A session of IAM Identity Center, and the profiles that sign in through it."""
    return _shared(showing, "sso_session", name, "Session", "signs in", "sign in")


def services_page(showing: Showing, name: str) -> Page | None:
    """A services section, and the profiles that take it."""
    return _shared(showing, "services", name, "Services section", "takes it", "take it")


def place(showing: Showing, at: At) -> str:
    """A place for a person, in a word: `config:3`."""
    return f"{at.role.value}:{showing.location(at).start.line}"


def _answer(showing: Showing, found: Answering) -> Iterator[str]:
    if found.way is None:
        yield "Nobody in the files answers for it: it has no credentials."
        return
    yield f"`{found.way.provider.value}` answers: {_way(showing, found.way)}."
    if found.end is not None and found.end is not End.ANSWERED:
        yield f"But its chain of roles fails: {_ENDS[found.end]}."


_ENDS = {
    End.NO_SOURCE: "no `source_profile` and no `credential_source` is given",
    End.CONFLICT: "both `source_profile` and `credential_source` are given",
    End.MISSING: "the last `source_profile` names a profile that does not exist",
    End.CYCLE: "it leads back to where it was",
    End.NO_CREDENTIALS: "the last profile has no credentials",
    End.UNKNOWN: "it is too long to be followed",
}


def _way(showing: Showing, way: Way) -> str:
    return f"`{way.by.value.name}` ({place(showing, way.by.setting_at)})"


def _chain(showing: Showing, found: Answering) -> Iterator[str]:
    """Through which profiles a role is assumed, and with whose credentials it all starts."""
    if len(found.chain) > 1:
        names = " ← ".join(code(showing.say(profile.name)) for profile in found.chain)
        yield f"Chain of roles: {names}"
    if found.start is not None:
        who = f"`{found.start.provider.value}` of {code(showing.say(found.source.name))}"
        yield f"It starts with {who}: {_way(showing, found.start)}."


def _lives(showing: Showing, found: Answering) -> Iterator[str]:
    source = found.source
    told = life(showing.snapshot, source)
    whose = "" if len(found.chain) == 1 else f" of {code(showing.say(source.name))}"
    if told is not None:
        verdict, *rest = life_words(told)
        yield f"Session token{whose}: {verdict}"
        yield from rest
    elif lives_for_ever(source):
        yield f"The keys{whose} are long-term ones, which no clock ends."


def life_words(told: Life) -> Iterator[str]:
    """The verdict on a token, how sure it is, the time that is left, and what all that rests on."""
    # The sentence says already when that is.
    left = f", {told.left.partition(',')[0]}" if told.left and not told.verdict.expires else ""
    yield f"{told.sentence}{left} (certainty: {told.sure})."
    if told.verdict.evidence:
        yield f"Evidence: {'; '.join(told.verdict.evidence)}."


def _settings(showing: Showing, profile: Profile) -> Iterator[str]:
    names = dict.fromkeys(name for name, _ in profile.settings())
    for name in list(names)[:MOST]:
        found = profile.get(name)
        if found is not None:
            yield _setting(showing, found) + _hidden(showing, profile, found, name)
    if len(names) > MOST:
        yield f"and {len(names) - MOST} more"


def _setting(showing: Showing, found: Found) -> str:
    name = code(showing.say(found.value.name))
    where = place(showing, found.setting_at)
    if found.value.is_nested:
        return f"{name}: a block of {len(found.value.nested)} ({where})"
    return f"{name} = {code(showing.read(found.at))} ({where})"


def _hidden(showing: Showing, profile: Profile, found: Found, name: str) -> str:
    """What a setting hides: the same one of sections that come after its own."""
    others = [part for part in profile.parts if name in part.reading.settings]
    hidden = [Found(part, part.reading.settings[name]) for part in others if part != found.part]
    if not hidden:
        return ""
    words = [f"{code(showing.read(one.at))} ({place(showing, one.setting_at)})" for one in hidden]
    return f", which hides {enumerated(words)}"


def _passed_over(showing: Showing, found: Answering) -> Iterator[str]:
    if found.passed_over:
        words = [f"`{way.provider.value}` by {_way(showing, way)}" for way in found.passed_over]
        yield f"Passed over, since it comes later: {enumerated(words)}."


def _shared(
    showing: Showing, setting: str, name: str, what: str, does: str, do: str
) -> Page | None:
    reading = showing.snapshot.readings.get(Role.CONFIG)
    if reading is None:
        return None
    table = reading.sessions if setting == "sso_session" else reading.services
    if name not in table:
        return None
    using = showing.snapshot.references[setting].get(name, ())
    lines = tuple(line for part in table[name] for line in _lines(showing, part))
    return Page(
        f"{what} {code(showing.say(name))}",
        (lines, _users(showing, using, f"{does}" if len(using) == 1 else do)),
    )


def _lines(showing: Showing, part: Part) -> Iterator[str]:
    for value in part.reading.settings.values():
        yield _setting(showing, Found(part, value))
        if value.is_nested:
            block = code(showing.say(value.name))
            for line in value.following:
                text = showing.read(part.at(line.span))
                if "=" in text:
                    yield f"{block}: {code(text)}"


def _users(showing: Showing, using: Iterable[Profile], do: str) -> str:
    names = [code(showing.say(profile.name)) for profile in using]
    if not names:
        return "No profile names it."
    shown = names[:10] if len(names) <= 10 else [*names[:9], f"{len(names) - 9} more"]
    return f"{enumerated(shown)} {do}."
