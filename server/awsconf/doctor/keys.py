"""Keys and tokens in the environment: what is dead, incomplete or two of a kind.

They come before the files, so that a profile which was mended still fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from awsconf.chains import provider
from awsconf.credentials.expiry import State as Life
from awsconf.credentials.expiry import Verdict
from awsconf.credentials.key_facts import key_facts, staleness
from awsconf.credentials.keys import IdKind, id_kind, is_placeholder_id, masked_id
from awsconf.credentials.stamps import parse_stamp
from awsconf.doctor.line import Line, State, Topic
from awsconf.doctor.notes import TOOLS
from awsconf.doctor.observations import Observations
from awsconf.doctor.shells import Command, argument, clearing, order
from awsconf.evidence import Certainty
from awsconf.snapshot import Snapshot
from awsconf.surroundings import (
    KEY_ID,
    PROFILE,
    SECRET_KEY,
    SECURITY_TOKEN,
    SESSION_TOKEN,
    chosen,
    session,
)

EXPIRY = "AWS_CREDENTIAL_EXPIRATION"
SESSION = (KEY_ID, SECRET_KEY, SESSION_TOKEN, SECURITY_TOKEN, EXPIRY, "AWS_SESSION_EXPIRATION")
"""The variables that belong to one session, and go with it."""


def keys(snapshot: Snapshot, seen: Observations) -> Iterator[Line]:
    """What is to be said of the keys, then of the tokens."""
    environ = snapshot.environ
    shells = order(environ, seen.platform)
    for line in (*_pair(snapshot), *_tokens(environ), *_stamp(snapshot)):
        # Typed after what gets a fresh session, that would take the fresh one away.
        yield line._replace(commands=line.commands or clearing(line.clears, shells))


def _line(state: State, message: str, *clears: str) -> Line:
    return Line(Topic.ENVIRONMENT, state, message, clears=clears)


def _pair(snapshot: Snapshot) -> Iterator[Line]:
    environ = snapshot.environ
    if not environ.get(KEY_ID):
        left = [name for name in (SECRET_KEY, SESSION_TOKEN, SECURITY_TOKEN) if environ.get(name)]
        if left:
            names = " and ".join(f"`{name}`" for name in left)
            message = f"{names} without `{KEY_ID}`, which every SDK passes over"
            yield _line(State.NOTE, message, *left)
    elif not environ.get(SECRET_KEY):
        yield _line(
            State.TROUBLE,
            f"`{KEY_ID}` is set without `{SECRET_KEY}`: the AWS CLI and boto3 stop there, before"
            " they look into the files; set both, or unset it",
            *_set(environ, SESSION),
        )
    else:
        yield from _whole(snapshot)


def _whole(snapshot: Snapshot) -> Iterator[Line]:
    """Of a whole pair: whether its session lives, and what it hides."""
    environ = snapshot.environ
    # Whether a half of the pair of files can be read is no matter here.
    verdict = session(snapshot._replace(own=True))
    if verdict is not None and verdict.state is not Life.UNKNOWN:
        yield _life(verdict, environ)
    is_dead = verdict is not None and verdict.state is Life.EXPIRED
    yield _shadow(snapshot, is_wanted=not is_dead and any(map(environ.get, TOOLS)))
    yield from _mismatch(environ)


def _life(verdict: Verdict, environ: Mapping[str, str]) -> Line:
    """How the session in the environment stands."""
    session_variables = _set(environ, SESSION)
    if verdict.state is Life.EXPIRED:
        commands = _by_tool(environ)
        remedy = "leave this shell for a new one" if commands else "unset it"
        message = f"the session in the environment is dead: {verdict.reason}; {remedy}"
        state = State.WARNING if verdict.certainty is Certainty.HINT else State.TROUBLE
        line = _line(state, message, *session_variables)
        line = line._replace(commands=commands)
    elif verdict.state is Life.EXPIRING:
        line = _line(State.WARNING, f"the session in the environment {verdict.reason}")
    elif verdict.state is Life.CLOCK_WRONG:
        line = _line(State.WARNING, f"the session in the environment: {verdict.reason}")
        line = line._replace(commands=(Command("awsconf doctor --online"),))
    else:
        line = _line(State.OK, f"the session in the environment {verdict.reason}")
    return line._replace(certainty=verdict.certainty, evidence=verdict.evidence)


def _by_tool(environ: Mapping[str, str]) -> tuple[Command, ...]:
    """What gets a fresh session from the tool that set this one."""
    name = argument(environ.get("AWS_VAULT", ""))
    return (Command("exit"), Command(f"aws-vault exec {name}")) if name else ()


def _shadow(snapshot: Snapshot, *, is_wanted: bool) -> Line:
    """What the keys come before, which is as it should be where a tool put them there."""
    environ = snapshot.environ
    profile = chosen(snapshot._replace(own=True))
    shown = masked_id(environ[KEY_ID])
    all_but = " (JavaScript excepted)" if environ.get(PROFILE) else ""
    message = f"the keys in the environment ({shown}) are used"
    if profile is None or provider(profile) is None:
        message += ", whatever the files say; a profile named with `--profile` still wins"
        return _line(State.NOTE, message, *_set(environ, SESSION))
    facts = key_facts(profile)
    if facts is not None and facts.id == environ[KEY_ID]:
        message += f", and the profile `{profile.name}` has the same"
        return _line(State.NOTE, message, *_set(environ, SESSION))
    message += f" instead of the profile `{profile.name}`{all_but}; unset them, or name the profile"
    state = State.NOTE if is_wanted else State.WARNING
    return _line(state, f"{message} with `--profile`", *_set(environ, SESSION))


def _mismatch(environ: Mapping[str, str]) -> Iterator[Line]:
    """Where key and token cannot belong together."""
    key_id = environ[KEY_ID]
    # An emulator takes anything.
    if is_placeholder_id(key_id) or environ.get("AWS_ENDPOINT_URL"):
        return
    tokens = tuple(name for name in (SESSION_TOKEN, SECURITY_TOKEN) if environ.get(name))
    kind = id_kind(key_id)
    if kind is IdKind.TEMPORARY and not tokens:
        message = (
            f"`{KEY_ID}` is a temporary key, which AWS takes with its token only, and there is none"
            f"; set `{SESSION_TOKEN}`, or unset the keys"
        )
        yield _line(State.TROUBLE, message, *_set(environ, SESSION))
    elif kind is IdKind.LONG_TERM and tokens:
        names = " and ".join(f"`{name}`" for name in tokens)
        message = (
            f"`{KEY_ID}` is a long-term key, and the token beside it ({names}) belongs to another"
            "; unset the token"
        )
        yield _line(State.TROUBLE, message, *tokens)


def _tokens(environ: Mapping[str, str]) -> Iterator[Line]:
    """The old name of the token beside the new one, and alone."""
    key_id, old, new = (environ.get(name, "") for name in (KEY_ID, SECURITY_TOKEN, SESSION_TOKEN))
    if not key_id or not old:
        return
    if new and old != new:
        yield _two_tokens(key_id, old, new)
    elif new:
        message = f"`{SECURITY_TOKEN}` holds the same token as `{SESSION_TOKEN}`; it is not needed"
        yield _line(State.NOTE, message, SECURITY_TOKEN)
    else:
        yield _line(
            State.WARNING,
            f"the token is in `{SECURITY_TOKEN}` alone: the AWS CLI and boto3 send it, all other"
            f" SDKs know only `{SESSION_TOKEN}` and send the key without a token",
        )


def _two_tokens(key_id: str, old: str, new: str) -> Line:
    first, second = staleness(key_id, old, new)
    stale = SESSION_TOKEN if second and not first else SECURITY_TOKEN
    which = f"; `{stale}` {first or second}" if first or second else ""
    message = (
        f"`{SECURITY_TOKEN}` and `{SESSION_TOKEN}` are two tokens: the AWS CLI and boto3 send the"
        f" former, JavaScript, Go, Rust, Java and the C runtime the latter{which}; unset `{stale}`"
    )
    return _line(State.TROUBLE, message, stale)


def _stamp(snapshot: Snapshot) -> Iterator[Line]:
    """An expiry at which botocore stumbles before it asks AWS anything."""
    environ = snapshot.environ
    stamp = parse_stamp(environ.get(EXPIRY, ""))
    if not environ.get(KEY_ID) or not environ.get(SECRET_KEY) or stamp is None:
        return
    if not stamp.aware:
        message = (
            f"`{EXPIRY}` has no time zone, on which the AWS CLI and boto3 fail with a `TypeError`"
            "; end it with `Z`, or unset it"
        )
        yield _line(State.TROUBLE, message, EXPIRY)
    elif stamp.moment <= snapshot.now and not _is_known_dead(snapshot):
        message = (
            f"`{EXPIRY}` has passed, and the AWS CLI and boto3 refuse the keys beside it by"
            " themselves (`the refreshed credentials are still expired`); unset them"
        )
        yield _line(State.TROUBLE, message, *_set(environ, SESSION))


def _is_known_dead(snapshot: Snapshot) -> bool:
    verdict = session(snapshot._replace(own=True))
    return verdict is not None and verdict.state is Life.EXPIRED


def _set(environ: Mapping[str, str], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name in environ)
