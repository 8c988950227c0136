"""What is amiss with the name of a Region, and which one was meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from awsconf import catalogue
from awsconf.nearest import nearest


class NoRegion(NamedTuple):
    """Why a text is no Region: `wrong` ends the sentence "`region` is set to `x`, which …".

    `meant` are the Regions that it may stand for; `sure` says that it is the first. `is_refused`
    tells that botocore refuses the form, `may_be_one` that it may be newer than our list, or a
    name that another maker's service wants; with `is_more`, anything may stand around the Region.
    """

    wrong: str
    meant: tuple[str, ...] = ()
    sure: bool = False
    is_refused: bool = False
    may_be_one: bool = False
    is_more: bool = False


@lru_cache(maxsize=1024)
def no_region(text: str) -> NoRegion | None:
    """What is amiss with a Region; None if it is one."""
    listed = catalogue.regions()
    if not text or text in listed or re.sub(r"^fips-|-fips$", "", text) in listed:
        return None
    is_refused = re.fullmatch(_HOST_LABEL, text) is None
    found = _disguised(text) or _several(text) or _within(text) or _misspelt(text)
    return found._replace(is_refused=is_refused, may_be_one=found.may_be_one and not is_refused)


# Source: boto/botocore: botocore/utils.py, `validate_region_name`.
_HOST_LABEL = r"(?![0-9]+$)(?!-)[a-zA-Z0-9-]{,63}(?<!-)"


def _disguised(text: str) -> NoRegion | None:
    """A Region in another spelling, a part of one, or one by the name of its place."""
    listed = catalogue.regions()
    if text.lower() in listed:
        return NoRegion("is not in lower case", (text.lower(),), sure=True)
    if zoned := _of_zone(text.lower()):
        return NoRegion("is an Availability Zone, not a Region", (zoned,), sure=True)
    if code := _bare_codes().get(_bare(text)):
        return NoRegion("is not how a Region is written", (code,), sure=True)
    if places := _places().get(_bare(text)):
        return NoRegion(
            "is the name of a place, not the code of a Region", places, len(places) == 1
        )
    if numbered := _numbered().get(_bare(text)):
        return NoRegion("lacks the number of a Region", numbered)
    return None


def _of_zone(text: str) -> str | None:
    """The Region of a zone: `us-east-1a`, `us-west-2-lax-1a`, `use1-az1` (the id of one)."""
    zone = re.fullmatch(r"([a-z-]+?-\d+)(?:[a-z]|(?:-[a-z]+\d?)+-\d+[a-z]?)", text)
    if zone is not None and zone[1] in catalogue.regions():
        return zone[1]
    code, dash, number = text.partition("-az")
    return _zone_codes().get(code) if dash and number.isdigit() else None


def _several(text: str) -> NoRegion | None:
    names = tuple(name for name in re.split(r"[\s,;|/]+", text) if name)
    if len(names) < 2 or not catalogue.regions().keys() >= set(names):
        return None
    return NoRegion("is a list, not one Region", names)


def _within(text: str) -> NoRegion | None:
    """One Region among other words, as in `US East (Ohio) us-east-2` or the name of a host."""
    words = re.findall(r"[a-z0-9-]+", text.lower())
    names = tuple(dict.fromkeys(word for word in words if word in catalogue.regions()))
    wrong = "is more than the code of a Region"
    return NoRegion(wrong, names, is_more=True) if len(names) == 1 else None


def _misspelt(text: str) -> NoRegion:
    # A compass may point where no Region of ours is: that may be one of next year.
    shape = re.fullmatch(r"[a-z]{2,4}(-(?:gov|iso[a-z]?|de))?-([a-z]+)-\d{1,2}", text)
    compass = shape is not None and shape[2] in _compass()
    if compass and catalogue.partition_of(text) is not None:
        return NoRegion("is no Region that is known here", may_be_one=True)
    near = nearest(text, catalogue.regions(), limit=3)
    if near:
        return NoRegion("is no Region", near)
    return NoRegion("is no Region that is known here", may_be_one=True)


@cache
def _compass() -> frozenset[str]:
    return frozenset(code.split("-")[-2] for code in catalogue.regions() if code.count("-") > 1)


@cache
def _bare_codes() -> Mapping[str, str]:
    return {_bare(code): code for code in catalogue.regions()}


@cache
def _numbered() -> Mapping[str, tuple[str, ...]]:
    """Codes by what stands before their number."""
    found: dict[str, tuple[str, ...]] = {}
    for code, region in catalogue.regions().items():
        stem = _bare(code.rpartition("-")[0])
        if not region.pseudo:
            found[stem] = (*found.get(stem, ()), code)
    return found


@cache
def _zone_codes() -> Mapping[str, str]:
    """Codes by how the ids of zones begin: `use1`, `apne1`, `usgw1`."""
    short = {
        code: re.sub(r"(north|south|east|west|central|gov)", lambda match: match[0][0], code)
        for code in catalogue.regions()
    }
    return {name.replace("-", ""): code for code, name in short.items()}


@cache
def _places() -> Mapping[str, tuple[str, ...]]:
    """Codes by what the console calls a Region, whole and without the part of the world."""
    found: dict[str, tuple[str, ...]] = {}
    for region in catalogue.regions().values():
        if region.pseudo:
            continue
        inner = re.search(r"\((.+)\)", region.name)
        names = {region.name, *(inner.groups() if inner else ())}
        # To most, `US-East` and `Central` are no towns, but the beginnings of codes.
        names -= {"US-East", "US-West", "Central"}
        # `EU (Ireland)` was the name before `Europe (Ireland)`.
        names |= {name.replace("Europe (", "EU (") for name in names}
        for name in {_bare(name) for name in names}:
            found[name] = (*found.get(name, ()), region.code)
    return found


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()
