"""What tools left in the environment stands as evidence beside what the environment does."""

from __future__ import annotations

import pytest

from awsconf.rules import every_rule
from awsconf.surroundings import marks
from fixture import example

PAGE = """
```world
own = true
shell = true
env.AWS_ACCESS_KEY_ID = <ASIA work>
env.AWS_SECRET_ACCESS_KEY = <secret work>
env.AWS_SESSION_TOKEN = <token work issued=2026-05-20T12:00Z>
env.AWS_SECURITY_TOKEN = <token work issued=2026-05-19T12:00Z>
env.AWS_VAULT = a-profile
env.AWS_SESSION_EXPIRATION = 2026-05-20T13:00:00Z
env.AWS_CREDENTIAL_EXPIRATION = 2026-05-20T13:00:00Z
```

```ini credentials
[default]
aws_access_key_id = <AKIA default>
aws_secret_access_key = <secret default>
```
"""
MARKS = (
    "`AWS_VAULT` is set by aws-vault, which started this shell; `exit` leaves it",
    "`AWS_CREDENTIAL_EXPIRATION` is read by the AWS CLI, boto3 and JavaScript alone",
    "`AWS_SESSION_EXPIRATION` is a note that no SDK reads",
)


def test_s22_each_variable_is_explained() -> None:
    """Who set it and who reads it; its value is not repeated."""
    assert marks(example(PAGE, "").snapshot()) == MARKS


def test_s22_without_any_nothing_is_told() -> None:
    """Nor in files that are not the user's own."""
    assert marks(example(PAGE.replace("own = true", ""), "").snapshot()) == ()


@pytest.mark.parametrize(
    "name",
    [
        "environment-shadows-profile",
        "expired-environment-session",
        "stale-security-token-variable",
    ],
)
def test_s22_the_rules_about_the_environment_say_so(name: str) -> None:
    """As evidence, after what they rest on themselves."""
    (rule,) = (rule for rule in every_rule() if rule.name == name)
    (finding,) = rule.judge(example(PAGE, "").snapshot())
    assert finding.evidence[-3:] == MARKS


def test_s22_the_end_that_a_note_tells_is_told_with_its_name() -> None:
    """`AWS_SESSION_EXPIRATION` is evidence of a dead session, though no SDK reads it."""
    (rule,) = (rule for rule in every_rule() if rule.name == "expired-environment-session")
    (finding,) = rule.judge(example(PAGE, "").snapshot())
    assert "`AWS_SESSION_EXPIRATION` says 2026-05-20 13:00 UTC" in finding.evidence
