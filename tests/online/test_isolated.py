"""That boto3 sends what it was told: no variable of the environment and no file has a say."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import boto3
import botocore
import pytest

import encoder
from awsconf.credentials.key_facts import key_facts
from awsconf.online.identity import assumed, identity
from awsconf.online.sts import place, service
from awsconf.snapshot import Half, Snapshot
from awsconf.syntax import parse
from awsconf.text import Role
from awsconf.verification.roles import Hop, Trial
from awsconf.verification.subjects import Keys, Subject
from awsconf.verification.targets import Target
from fixture import NOW
from house.tree import REPOSITORY
from online.asking import ACCOUNT, ROLE, SECRET, SESSION, TOKEN, knowing
from online.stubs import Asked, Reply, Stub, refusal, serving

HARM = ["harm", "true", "1", "legacy", "http://127.0.0.1:9", "https://127.0.0.1:9"]
"""None of these would go unnoticed by everything that could read it."""

KEYS = Keys(encoder.key_id("ASIA", ACCOUNT), SECRET, TOKEN)


def variables() -> set[str]:
    """All that the catalogue, botocore and boto3 name, and what they make up on the way."""
    catalogue = json.loads(
        (REPOSITORY / "schemas/generated/catalogue.json").read_text(encoding="utf-8")
    )
    known = {name for setting in catalogue["settings"] for name in setting.get("env", ())}
    folders = (Path(module.__file__).parent for module in (boto3, botocore))
    for source in (path for folder in folders for path in folder.glob("*.py")):
        text = source.read_text(encoding="utf-8")
        known.update(re.findall(r"['\"]((?:AWS|BOTO|BOTOCORE|_X_AMZN)_[A-Z0-9_]+)['\"]", text))
    proxies = {"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"}
    made_up = {"AWS_ENDPOINT_URL_STS", "AWS_BEARER_TOKEN_STS", "REQUESTS_CA_BUNDLE"}
    return (known | proxies | made_up) - OF_THE_MACHINE


OF_THE_MACHINE = {"BOTO_EXPERIMENTAL__ADD_PROXY_HOST_HEADER"}
"""How to speak with a proxy: botocore's transport asks for this itself, whoever the client is."""


@pytest.fixture
def harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Set every variable to a value; of files, to one that says what must not be heeded."""
    mark = tmp_path / "it-ran"
    program = f'{sys.executable} -c "open({str(mark)!r}, chr(119))"'
    settings = (
        f"region = us-west-2\nendpoint_url = http://127.0.0.1:9\ncredential_process = {program}\n"
        "use_fips_endpoint = true\nuse_dualstack_endpoint = true\nca_bundle = gone\n"
        "sts_regional_endpoints = legacy\ncsm_enabled = true\ntcp_keepalive = true\n"
        "defaults_mode = auto\nretry_mode = adaptive\nmax_attempts = 9\nsdk_ua_app_id = harm\n"
        "api_versions =\n  sts = 1999-01-01\nplugins = x\n"
    )
    folder = tmp_path / ".aws"
    models = folder / "models" / "sts" / "2011-06-15"
    models.mkdir(parents=True)
    for name in ("service-2", "endpoint-rule-set-1"):
        (models / f"{name}.json").write_text("{}")
    (folder / "models" / "endpoints.json").write_text("{}")
    for name in ("config", "credentials"):
        (folder / name).write_text(f"[default]\n{settings}[profile harm]\n{settings}")
    (tmp_path / "harming.py").write_text(f"open({str(mark)!r}, 'w').close()\n")
    monkeypatch.syspath_prepend(tmp_path)

    def set_all(value: str) -> Path:
        own = {
            "HOME": str(tmp_path),
            "USERPROFILE": str(tmp_path),
            "AWS_CONFIG_FILE": str(folder / "config"),
            "AWS_SHARED_CREDENTIALS_FILE": str(folder / "credentials"),
            "AWS_DATA_PATH": str(folder / "models"),
            "BOTOCORE_EXPERIMENTAL__PLUGINS": "harm=harming",
        }
        for name, text in {**dict.fromkeys(variables(), value), **own}.items():
            monkeypatch.setenv(name, text)
        return mark

    return set_all


def test_there_are_variables_to_speak_of() -> None:
    assert {"AWS_PROFILE", "AWS_CSM_ENABLED", "AWS_MAX_ATTEMPTS", "_X_AMZN_TRACE_ID"} < variables()
    assert len(variables()) > 80


@pytest.mark.parametrize("value", HARM)
def test_no_variable_and_no_file_changes_a_request(
    value: str, harm: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in variables():
        monkeypatch.delenv(name, raising=False)
    with serving(knowing) as stub:
        before = asked(stub)
        mark = harm(value)
        assert asked(stub) == before
    assert not mark.exists()
    assert "harming" not in sys.modules
    assert len(before) == 2
    assert boto3.DEFAULT_SESSION is None


@pytest.mark.parametrize("value", HARM)
@pytest.mark.parametrize(
    "target", [Target(), Target("eu-west-1"), Target("us-east-1", globally=True)], ids=str
)
def test_no_variable_and_no_file_changes_the_place(
    value: str, target: Target, harm: Callable[[str], Path]
) -> None:
    kept = dict(os.environ)
    before = place(service(target))
    harm(value)
    assert dict(os.environ) != kept
    assert place(service(target)) == before


def test_keys_that_are_empty_are_not_replaced(harm: Callable[[str], Path]) -> None:
    """A server that lends nothing must not bring in what boto3 would find by itself."""
    harm("harm")
    with serving(knowing) as stub:
        identity(_subject(stub, Keys("", "", None)), {}, lambda: NOW)
    assert "harm" not in str(stub.asked)
    assert all("Credential=/" in one.headers["Authorization"] for one in stub.asked)


def test_a_code_of_a_device_is_sent_once() -> None:
    """It is used up, and a second attempt would be refused for that."""

    def failing(stub: Stub, asked: Asked) -> Reply:
        return Reply(503, refusal("ServiceUnavailable"))

    hop = Hop("a", ROLE, "s", mfa_serial="GAHT12345678")
    with serving(failing) as stub:
        assumed(Trial("a", _subject(stub), (hop,)), {"a": "123456"}, {}, lambda: NOW)
        assert len(stub.asked) == 1
        assumed(Trial("a", _subject(stub), (hop,)), {}, {}, lambda: NOW)
        assert len(stub.asked) == 3


def asked(stub: Stub) -> list[object]:
    """What reaches a server of two questions, but for the time and what follows from it."""
    stub.asked.clear()
    assert identity(_subject(stub), {}, lambda: NOW).is_accepted
    assert assumed(Trial("a", _subject(stub), (HOP,)), {}, {}, lambda: NOW).is_accepted
    return [_timeless(one) for one in stub.asked]


HOP = Hop("a", ROLE, "session", "external/id", None, 900)


def _timeless(one: Asked) -> object:
    headers = dict(one.headers)
    headers.pop("X-Amz-Date")
    authorization = headers.pop("Authorization")
    scope = re.sub(r"/[0-9]{8}/|Signature=[0-9a-f]{64}", "", authorization)
    assert scope != authorization
    return one.method, one.path, headers, one.body, scope


def _subject(stub: Stub, keys: Keys = KEYS) -> Subject:
    half = Half("credentials", parse(f"[a]\n{SESSION}", Role.CREDENTIALS))
    facts = key_facts(Snapshot(Half("config"), half, NOW).profiles["a"])
    assert facts is not None
    return Subject("a", keys, facts, Target("eu-west-1", stub.url))
