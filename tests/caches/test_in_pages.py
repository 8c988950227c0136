"""What a page says the caches hold, is in the world of its case, and is found by key and token."""

from __future__ import annotations

from datetime import datetime, timezone

from awsconf.caches.entries import Source
from awsconf.caches.names import by_stem, login_stem
from awsconf.credentials.key_facts import KeyFacts, key_facts
from awsconf.snapshot import Snapshot
from awsconf.text import Role
from fixture import Case, example, secrets

PAGE = """
```world
now = 2026-06-01T12:00Z
own = true
seen = <token work> 2026-05-01T12:00Z
answer = <ASIA work> <secret work> <token work> at=2026-06-01T11:00Z error=ExpiredToken
```

```cache cli/<sha1 {"RoleArn": "arn:aws:iam::111122223333:role/Deploy"}>.json
{"Credentials": {"AccessKeyId": "<ASIA work>", "SecretAccessKey": "<secret cached>",
 "SessionToken": "<token work>", "Expiration": "2026-06-01T11:30:00UTC"},
 "AssumedRoleUser": {"Arn": "arn:aws:sts::111122223333:assumed-role/Deploy/me"}}
```

```cache sso/<sha1 portal>.json
{"startUrl": "https://example.awsapps.com/start", "accessToken": "<secret access>",
 "expiresAt": "2026-06-01T11:00:00Z"}
```

```ini config
[profile deploy]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = user1
[profile people]
sso_session = portal
[sso-session portal]
sso_start_url = https://example.awsapps.com/start
```

```ini credentials
[work]
aws_access_key_id = <ASIA work>
aws_secret_access_key = <secret work>
aws_session_token = <token work>
[mixed]
aws_access_key_id = <ASIA work>
aws_secret_access_key = <secret work>
aws_session_token = <token another>
```
"""


def test_a_copied_token_is_found_with_its_profile_and_its_end() -> None:
    case, snapshot = read()
    facts = keys(snapshot, "work")
    entry = snapshot.entry(facts)
    assert entry is not None
    assert (entry.source, entry.account) == (Source.ROLE, "111122223333")
    sessions = snapshot.readings[Role.CONFIG].sessions
    (behind,) = by_stem(snapshot.profiles, sessions)[entry.stem]
    assert behind.name == "deploy"
    testimony = snapshot.testimony(facts)
    assert testimony.cached == datetime(2026, 6, 1, 11, 30, tzinfo=timezone.utc)
    assert testimony.cache == f"~/.aws/cli/cache/{entry.stem}.json"
    assert testimony.seen == datetime(2026, 5, 1, 12, tzinfo=timezone.utc)
    assert testimony.refused == datetime(2026, 6, 1, 11, tzinfo=timezone.utc)
    assert len(secrets(case)) == 5


def test_the_same_key_with_another_token_is_not_what_is_cached() -> None:
    _, snapshot = read()
    assert snapshot.entry(keys(snapshot, "mixed")) is None


def test_a_login_is_found() -> None:
    _, snapshot = read()
    assert snapshot.facts.caches is not None
    (login,) = snapshot.facts.caches.logins
    assert login.stem == login_stem(snapshot.profiles["people"])
    assert login.expires == datetime(2026, 6, 1, 11, tzinfo=timezone.utc)


def read() -> tuple[Case, Snapshot]:
    """The page as a case, and its world."""
    case = example(PAGE, "page")
    return case, case.snapshot()


def keys(snapshot: Snapshot, name: str) -> KeyFacts:
    """The keys of a profile."""
    facts = key_facts(snapshot.profiles[name])
    assert facts is not None
    return facts
