"""The sample pair: what the support articles on `ExpiredToken` have their readers look at.

The keys are made when it is asked for; none was ever issued.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from awsconf.demo.synthetic import key_id, secret, token
from awsconf.snapshot import Half, Snapshot
from awsconf.syntax import parse
from awsconf.text import Role

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=timezone.utc)
"""The demo's clock stands still, so that it always shows the same."""

ACCOUNT, STRANGER = "111122223333", "444455556666"

CONFIG = """\
[default]
region = eu-west-1
output = json

# Copied out of the answer of `aws sts assume-role`, by a script that also noted the role.
[profile project1]
region = eu-west-1
aws_access_key_id = {project1_id}
aws_secret_access_key = {project1_secret}
aws_session_token = {project1_token}
assumed_role = True
assumed_role_arn = arn:aws:iam::{account}:role/Project1
expiration = 2026-05-31 09:00:00

[profile reports]
region = eu-west-1
role_arn = arn:aws:iam::{account}:role/Reports
source_profile = usr1
"""

CREDENTIALS = """\
[user1]
aws_access_key_id = {user1_id}
aws_secret_access_key = {user1_secret}

# `aws configure` replaced the keys here and left the token of the ones before.
[ci]
aws_access_key_id = {ci_id}
aws_secret_access_key = {ci_secret}
aws_session_token = {ci_token}
"""


def sample() -> Snapshot:
    """The sample as the user's own pair, at the demo's moment."""
    made = _made()
    config = parse(CONFIG.format_map(made), Role.CONFIG)
    credentials = parse(CREDENTIALS.format_map(made), Role.CREDENTIALS)
    return Snapshot(
        Half("~/.aws/config", config), Half("~/.aws/credentials", credentials), NOW, own=True
    )


def _made() -> dict[str, str]:
    yesterday = NOW - timedelta(hours=28)
    return {
        "account": ACCOUNT,
        "user1_id": key_id("AKIA", ACCOUNT, "user1"),
        "user1_secret": secret("user1"),
        "project1_id": key_id("ASIA", ACCOUNT, "project1"),
        "project1_secret": secret("project1"),
        "project1_token": token(account=ACCOUNT, region="eu-west-1", issued=yesterday, seed=1),
        "ci_id": key_id("AKIA", ACCOUNT, "ci"),
        "ci_secret": secret("ci"),
        "ci_token": token(account=STRANGER, region="us-east-1", issued=yesterday, seed=2),
    }
