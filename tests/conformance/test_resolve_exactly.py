"""`readers.botocore` and `resolve.python` against a real botocore session, in whole worlds.

Pairs and environments are generated; compared are what is refused, every setting that is read,
who answers, the roles on the way, whose key it starts with, and each error with its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import oracle
from awsconf import chains
from awsconf.profiles import profiles
from awsconf.providers import Provider
from awsconf.readers.botocore import evaluate
from awsconf.readers.evaluation import Evaluation, Settings
from awsconf.readers.python import read
from awsconf.resolve.answer import Asked, Found, Resolution
from awsconf.resolve.asking import plain
from awsconf.resolve.python import answer
from awsconf.syntax import Document, parse
from awsconf.text import Role
from oracle import Answer
from strategies import conforming
from worlds import environments, pairs

Environ = Mapping[str, str]


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("world")
    with oracle.world():
        yield folder


@conforming(2000, full=50_000)
@given(pair=pairs, environ=environments, data=st.data())
def test_generated_worlds(
    pair: tuple[str | None, str | None], environ: Environ, data: st.DataObject, directory: Path
) -> None:
    documents = [_placed(text, role, directory) for text, role in zip(pair, Role, strict=True)]
    ours = evaluate(*documents)
    _compare_reading(ours, oracle.read_both(directory))
    names = st.sampled_from((*sorted(ours.profiles), *ours.profiles, "missing", ""))
    for name in {None, *data.draw(st.lists(names, min_size=1, max_size=2))}:
        found = answer(ours, Asked(name, environ))
        expected = oracle.answer(directory, environ, name)
        assert _answer(found, environ, directory) == expected, (name, found)
        assert (found.profile is None) == (_class(expected) == "ConfigParseError")
        _compare_steps(found)
        # A name that is empty means the default to botocore, even where a profile is called so.
        if name and found.error is None and found.view is not None:
            _compare_quick_way(documents, found)


@pytest.mark.parametrize("environ", [{}, {"AWS_PROFILE": ""}])
@pytest.mark.parametrize("bad", ["default", '""'])
def test_a_profile_without_a_name(bad: str, environ: Environ, directory: Path) -> None:
    """Providers take it for the default, and whoever looks up a setting does not."""
    wrong = "metadata_service_timeout = soon\n"
    names = (("default", "[default]"), ('""', '[profile ""]'))
    config = "".join(f"{header}\n{wrong if name == bad else ''}" for name, header in names)
    ours = evaluate(
        _placed(config, Role.CONFIG, directory), _placed(None, Role.CREDENTIALS, directory)
    )
    for name in (None, "", "default"):
        expected = oracle.answer(directory, environ, name)
        assert _answer(answer(ours, Asked(name, environ)), environ, directory) == expected


def _placed(text: str | None, role: Role, directory: Path) -> Document | None:
    if text is None:
        (directory / role.value).unlink(missing_ok=True)
        return None
    oracle.write(text, role, directory)
    return parse(text, role)


def _compare_reading(ours: Evaluation, expected: Mapping[str, Any] | None) -> None:
    assert bool(ours.refusals) == (expected is None)
    if expected is not None:
        profiles = {name: view.settings for name, view in ours.profiles.items()}
        assert _plain(profiles) == expected["profiles"]
        assert _plain(ours.sessions) == expected.get("sso_sessions", {})
        assert _plain(ours.services) == expected.get("services", {})


def _plain(table: Mapping[str, Settings]) -> dict[str, dict[str, Any]]:
    return {
        section: {name: plain(setting) for name, setting in settings.items()}
        for section, settings in table.items()
    }


def _compare_quick_way(documents: list[Document | None], found: Resolution) -> None:
    """What rules ask says the same, of a profile that is given by name and does not fail."""
    config, credentials = (None if one is None else read(one) for one in documents)
    quick = chains.provider(profiles(config, credentials)[str(found.profile)])
    assert quick is (None if found.provider is Provider.CONTAINER else found.provider)


def _class(expected: Answer) -> str | None:
    return expected.error[0] if expected.error else None


def _answer(found: Resolution, environ: Environ, directory: Path) -> Answer:
    """Our resolution as the oracle would give it."""
    if found.error is not None:
        message = found.error.message
        if found.profile is None:
            message = message.replace("{path}", str(directory / _refused(directory)))
        return Answer(None, error=(found.error.type, message))
    if found.provider is None:
        unsure = any(step.provider is Provider.IAM_ROLE for step in _open_steps(found))
        return Answer("iam-role", base=oracle.SERVICE) if unsure else Answer(None)
    roles = tuple(_roles(found, environ))
    return Answer(found.provider.value, roles, _base(found, environ))


def _refused(directory: Path) -> str:
    return "config" if oracle.refuses(directory / "config") else "credentials"


def _open_steps(found: Resolution) -> Iterable[Any]:
    return (step for step in found.steps if step.found is Found.CANNOT_TELL)


def _roles(found: Resolution, environ: Environ) -> Iterator[Any]:
    """The roles as STS is asked for them: that of the last hop first."""
    for hop in reversed(found.hops):
        if hop.role is not None:
            yield plain(hop.role)
        elif hop.provider is Provider.WEB_IDENTITY:
            yield environ["AWS_ROLE_ARN"]


def _base(found: Resolution, environ: Environ) -> Any:
    last = found.hops[-1]
    if last.provider in (Provider.SHARED_CREDENTIALS, Provider.CONFIG_FILE):
        assert last.at_setting is not None
        return plain(last.at_setting)
    if last.provider is Provider.ENV:
        return environ["AWS_ACCESS_KEY_ID"]
    assert last.provider is not None
    return _BASES[last.provider]


_BASES = {
    Provider.PROCESS: oracle.PROCESS,
    Provider.CONTAINER: oracle.SERVICE,
    Provider.IAM_ROLE: oracle.SERVICE,
    Provider.WEB_IDENTITY: oracle.TOKEN,
    Provider.SSO: oracle.TOKEN,
    Provider.LOGIN: oracle.TOKEN,
}


def _compare_steps(found: Resolution) -> None:
    """The steps tell the same as the answer: one of them answers or fails, and nobody after it."""
    theirs = [one for one in Provider if one is not Provider.SYSTEM_PROPERTIES]
    assert [step.provider for step in found.steps] == theirs
    deciding = [step for step in found.steps if step.found in (Found.ANSWERS, Found.FAILS)]
    assert len(deciding) <= 1
    if found.provider is not None:
        assert [(step.provider, step.found) for step in deciding] == [
            (found.provider, Found.ANSWERS)
        ]
    if deciding:
        after = found.steps[found.steps.index(deciding[0]) + 1 :]
        assert {step.found for step in after} <= {Found.NOT_ASKED}
