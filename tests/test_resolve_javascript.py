"""What `resolve.javascript` says beyond the oracle's answer: steps, hops, and words of errors."""

from __future__ import annotations

import pytest

from awsconf.providers import Provider
from awsconf.readers.javascript import evaluate
from awsconf.resolve.answer import Asked, Found, Resolution
from awsconf.resolve.javascript import answer
from awsconf.syntax import parse
from awsconf.text import Role

KEYS = "aws_access_key_id = key\naws_secret_access_key = secret\n"
NO_METADATA = {"AWS_EC2_METADATA_DISABLED": "true"}


def ask(
    config: str, profile: str | None = None, credentials: str = "", **environ: str
) -> Resolution:
    """Ask the chain about a pair of texts, on a machine without a metadata service."""
    evaluation = evaluate(parse(config, Role.CONFIG), parse(credentials, Role.CREDENTIALS))
    return answer(evaluation, Asked(profile, {**NO_METADATA, **environ}))


def found(resolution: Resolution) -> dict[Provider, Found]:
    """What each provider found, by the last of its steps."""
    return {step.provider: step.found for step in resolution.steps}


def test_keys_answer_for_the_file_in_which_the_key_id_stands() -> None:
    resolution = ask(f"[default]\n{KEYS}", credentials="[default]\naws_access_key_id = other\n")
    assert resolution.provider is Provider.SHARED_CREDENTIALS
    assert resolution.profile == "default"
    assert resolution.view is not None
    assert resolution.hops[0].at_setting is resolution.view.settings["aws_access_key_id"]
    assert ask(f"[default]\n{KEYS}").provider is Provider.CONFIG_FILE


def test_the_steps_are_all_there_in_the_order_of_asking() -> None:
    resolution = ask("[profile a]\ncredential_process = /bin/false\n", "a")
    assert [(step.provider, step.found) for step in resolution.steps] == [
        (Provider.ENV, Found.NOT_ASKED),
        (Provider.ASSUME_ROLE, Found.NOTHING),
        (Provider.CONFIG_FILE, Found.NOTHING),
        (Provider.WEB_IDENTITY, Found.NOTHING),
        (Provider.PROCESS, Found.ANSWERS),
        (Provider.SSO, Found.NOT_ASKED),
        (Provider.LOGIN, Found.NOT_ASKED),
        (Provider.IAM_ROLE, Found.NOT_ASKED),
    ]


def test_a_container_behind_static_keys_is_told() -> None:
    uri = {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2"}
    last = ask(f"[default]\n{KEYS}", **uri).steps[-1]
    assert (last.provider, last.found) == (Provider.CONTAINER, Found.NOT_ASKED)
    assert last.remark.startswith("would answer")


def test_a_named_profile_comes_before_keys_in_the_environment() -> None:
    keys = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret"}
    assert ask("", **keys).provider is Provider.ENV
    named = ask(f"[profile a]\n{KEYS}", AWS_PROFILE="a", **keys)
    assert named.provider is Provider.CONFIG_FILE
    assert named.steps[0].remark


def test_a_chain_of_roles_is_followed_to_the_keys() -> None:
    resolution = ask(
        f"[profile a]\nrole_arn = A\nsource_profile = b\n"
        f"[profile b]\nrole_arn = B\nsource_profile = c\n[profile c]\n{KEYS}",
        "a",
    )
    assert resolution.provider is Provider.ASSUME_ROLE
    assert [(hop.profile, hop.provider) for hop in resolution.hops] == [
        ("a", Provider.ASSUME_ROLE),
        ("b", Provider.ASSUME_ROLE),
        ("c", Provider.CONFIG_FILE),
    ]
    assert [hop.role.text for hop in resolution.hops if hop.role is not None] == ["A", "B"]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (
            "role_arn = A\nsource_profile = b",
            "Could not resolve credentials using profile: [b]",
        ),
        (
            "role_arn = A\nsource_profile = a",
            "Detected a cycle attempting to resolve credentials for profile a. Profiles visited: a",
        ),
        (
            "role_arn = A\ncredential_source = x",
            "Unsupported credential source in profile a. Got x,",
        ),
        (
            "role_arn = A\ncredential_source = Environment",
            "Unable to find environment variable credentials.",
        ),
        (
            "role_arn = A\ncredential_source = EcsContainer",
            "No HTTP credential provider host provided.",
        ),
    ],
)
def test_a_role_without_a_source_does_not_end_the_chain(settings: str, words: str) -> None:
    resolution = ask(f"[profile a]\n{settings}\n", "a")
    assert resolution.provider is None
    assert resolution.error is None
    (failed,) = (step for step in resolution.steps if step.found is Found.FAILS)
    assert failed.remark.startswith(words)
    process = ask(f"[profile a]\n{settings}\ncredential_process = /bin/false\n", "a")
    assert process.provider is Provider.PROCESS


@pytest.mark.parametrize(
    ("settings", "kind", "words"),
    [
        ("sso_session = s", "TypeError", "Cannot read properties of undefined"),
        ("sso_region = x", "CredentialsProviderError", "Profile is configured with invalid SSO"),
        (
            f"{KEYS}role_arn = A\nsource_profile = a\nmfa_serial = m",
            "CredentialsProviderError",
            "Profile a requires multi-factor authentication",
        ),
    ],
)
def test_some_errors_end_the_chain(settings: str, kind: str, words: str) -> None:
    resolution = ask(
        f"[profile a]\n{settings}\n", "a", AWS_WEB_IDENTITY_TOKEN_FILE="t", AWS_ROLE_ARN="A"
    )
    assert resolution.provider is None
    assert resolution.error is not None
    assert resolution.error.type == kind
    assert resolution.error.message.startswith(words)
    assert found(resolution)[Provider.IAM_ROLE] is Found.NOT_ASKED


def test_no_name_of_a_setting_enters_the_words_about_sso() -> None:
    resolution = ask("[profile a]\nsso_region = x\nsecret = x\n", "a")
    assert resolution.error is not None
    assert "secret" not in resolution.error.message


@pytest.mark.parametrize(
    ("environ", "provider", "expected"),
    [
        ({}, Provider.IAM_ROLE, Found.NOT_ASKED),
        ({"AWS_EC2_METADATA_DISABLED": "0"}, Provider.IAM_ROLE, Found.NOT_ASKED),
        ({"AWS_EC2_METADATA_DISABLED": "false"}, Provider.IAM_ROLE, Found.CANNOT_TELL),
        ({"AWS_EC2_METADATA_DISABLED": ""}, Provider.IAM_ROLE, Found.CANNOT_TELL),
        (
            {"AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://example.com"},
            Provider.CONTAINER,
            Found.FAILS,
        ),
        ({"AWS_ROLE_ARN": "A"}, Provider.WEB_IDENTITY, Found.NOTHING),
    ],
)
def test_where_nobody_answers(environ: dict[str, str], provider: Provider, expected: Found) -> None:
    resolution = ask("", "absent", **environ)
    assert resolution.provider is None
    assert resolution.error is None
    assert found(resolution)[provider] is expected


@pytest.mark.parametrize(
    "environ",
    [
        {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2"},
        {"AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.1.2.3/"},
        {"AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://2130706433/"},
    ],
)
def test_a_container_is_taken_to_answer(environ: dict[str, str]) -> None:
    resolution = ask("", **environ)
    assert resolution.provider is Provider.CONTAINER
    config = "[profile a]\nrole_arn = A\ncredential_source = EcsContainer\n"
    assert ask(config, "a", **environ).hops[-1].provider is Provider.CONTAINER


def test_a_role_of_the_machine_is_assumed_though_its_service_is_switched_off() -> None:
    resolution = ask("[profile a]\nrole_arn = A\ncredential_source = Ec2InstanceMetadata\n", "a")
    assert resolution.provider is Provider.ASSUME_ROLE
    assert resolution.hops[-1].provider is Provider.IAM_ROLE


def test_a_long_chain_is_followed_without_end_of_the_stack() -> None:
    count = 3000
    links = (
        f"[profile p{number}]\nrole_arn = A\nsource_profile = p{number + 1}\n"
        for number in range(count)
    )
    resolution = ask("".join(links) + f"[profile p{count}]\n{KEYS}", "p0")
    assert len(resolution.hops) == count + 1
    assert resolution.provider is Provider.ASSUME_ROLE
