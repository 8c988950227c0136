"""What one value stands for: a Region's place, the parts of an ARN, the account behind a key id."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from awsconf import catalogue
from awsconf.credentials.keys import IdKind, account_of, id_kind, masked_id
from awsconf.credentials.lifetime import show
from awsconf.credentials.statics import supplying_keys
from awsconf.credentials.tokens import decode_token
from awsconf.features.cursor import Cursor
from awsconf.features.effective import life_words, profile_page, services_page, session_page
from awsconf.features.life import life
from awsconf.features.page import Page, code
from awsconf.features.reference import spell
from awsconf.rewrite.origin import Kind, origin
from awsconf.showing import Showing

if TYPE_CHECKING:
    from awsconf.entries import Setting

Sentences = tuple[str, ...]


def of_value(showing: Showing, found: Cursor, setting: Setting) -> Page | Sentences:
    """What is said of a value: a page of its own, or sentences to go before the setting's."""
    page = _PAGES.get(setting.name)
    if page is not None:
        whole = page(showing, found.text)
        if whole is not None:
            return whole
        return (f"There is no {code(showing.say(found.text))} in the files.",)
    tell = _TELLERS.get(setting.type)
    if setting.secret and tell is None:
        return ("A secret, of which nothing is shown.",)
    return tuple(tell(showing, found, setting)) if tell is not None else ()


def _profile(showing: Showing, name: str) -> Page | None:
    profile = showing.snapshot.profiles.get(name)
    return None if profile is None else profile_page(showing, profile)


_PAGES: dict[str, Callable[[Showing, str], Page | None]] = {
    "source_profile": _profile,
    "sso_session": session_page,
    "services": services_page,
}


def _region(_showing: Showing, found: Cursor, _setting: Setting) -> Iterator[str]:
    region = catalogue.regions().get(found.text)
    if region is None:
        return
    yield f"`{region.code}` is {region.name}, in the partition `{region.partition}`."
    if not region.default_enabled:
        yield "An account has to be opted in to it."


def _arn(showing: Showing, found: Cursor, _setting: Setting) -> Iterator[str]:
    pieces = found.text.split(":", 5)
    if len(pieces) < 6 or pieces[0] != "arn":
        return
    _, partition, _, _, account, resource = (showing.say(piece) for piece in pieces)
    kind, _, rest = resource.partition("/")
    path, _, name = rest.rpartition("/")
    beneath = f", path {code(f'/{path}/')}" if path else ""
    where = f"{beneath}, partition {code(partition)}"
    what = _RESOURCES.get(kind) or " ".join(kind.replace("`", "'").split())
    yield f"The {what} {code(name)} of account {code(account)}{where}."


_RESOURCES = {"mfa": "MFA device", "u2f": "security key"}


def _mfa(showing: Showing, found: Cursor, setting: Setting) -> Iterator[str]:
    if found.text.startswith("arn:"):
        yield from _arn(showing, found, setting)
    else:
        yield "The serial number of a hardware device."


def _key_id(showing: Showing, found: Cursor, _setting: Setting) -> Iterator[str]:
    kind, account = id_kind(found.text), account_of(found.text)
    of = f" of account `{account}`" if account else ""
    what = _KINDS.get(kind, "no id of a known form")
    yield f"`{showing.say(masked_id(found.text))}` is {what}{of}."
    if kind is IdKind.TEMPORARY:
        yield "It needs the session token that came with it."


_KINDS = {
    IdKind.LONG_TERM: "a long-term key",
    IdKind.LEGACY: "a long-term key of an old form",
    IdKind.TEMPORARY: "a temporary key",
    IdKind.EMULATOR: "a key of an emulator",
}


def _token(showing: Showing, found: Cursor, _setting: Setting) -> Iterator[str]:
    token = decode_token(found.text)
    if token is None:
        yield "A session token that tells nothing about itself; it is not shown."
    else:
        of = f", for account `{token.account}`" if token.account else ""
        there = f", in `{token.region}`" if token.region else ""
        yield f"A session token, issued at {show(token.issued)}{of}{there}; it is not shown."
    profile = showing.snapshot.profiles.get(found.owner or "")
    keys = supplying_keys(profile) if profile is not None else None
    if profile is None or keys is None or keys.token is None:
        return
    if keys.token.at.role is not found.role or keys.token.at.start != found.token.start:
        yield "It is not the one that the AWS CLI and boto3 send."
        return
    begun = origin(showing.snapshot, profile)
    if begun.kind is not Kind.UNKNOWN:
        evidence = showing.say(begun.evidence)
        yield f"It is {begun.kind.value} (certainty: {begun.certainty.value}): {evidence}."
    told = life(showing.snapshot, profile)
    if told is not None:
        yield from life_words(told)


def _duration(_showing: Showing, found: Cursor, _setting: Setting) -> Iterator[str]:
    if found.text.isascii() and found.text.isdigit() and len(found.text) < 9:
        yield f"{spell(int(found.text))}."


def _word(_showing: Showing, found: Cursor, setting: Setting) -> Iterator[str]:
    for value, description in setting.values:
        if value.lower() == found.text.lower() and description:
            yield f"`{value}`: {description}."


_TELLERS: dict[str, Callable[[Showing, Cursor, Setting], Iterator[str]]] = {
    "access_key_id": _key_id,
    "arn": _arn,
    "boolean": _word,
    "duration": _duration,
    "enum": _word,
    "mfa_serial": _mfa,
    "region": _region,
    "session_token": _token,
}
