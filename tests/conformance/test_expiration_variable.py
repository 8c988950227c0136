"""What the rule says of `AWS_CREDENTIAL_EXPIRATION`, botocore itself does."""

from __future__ import annotations

from pathlib import Path

import pytest
from botocore.session import Session

import encoder
from awsconf.rules.environment.malformed_expiration_variable import malformed_expiration_variable
from fixture import example

REFUSED = (
    "soon",
    "never",
    "2030-01-01 12:00:00",
    "2030-01-01T12:00",
    "1893456000",
    "1893456000000",
)
TAKEN = ("", "2030-01-01T12:00:00Z", "2030-01-01 12:00:00+0200", "2030-01-01T12:00:00UTC")

PAGE = """
```world
own = true
shell = true
env.AWS_ACCESS_KEY_ID = <ASIA work>
env.AWS_SECRET_ACCESS_KEY = <secret work>
env.AWS_CREDENTIAL_EXPIRATION = {}
```

```ini config
[default]
region = eu-west-1
```
"""


@pytest.mark.parametrize("text", REFUSED + TAKEN)
def test_botocore_fails_where_the_rule_says_so(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nowhere else."""
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", encoder.key_id("ASIA"))
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", encoder.secret())
    monkeypatch.setenv("AWS_CREDENTIAL_EXPIRATION", text)
    found = list(malformed_expiration_variable.judge(example(PAGE.format(text), "").snapshot()))
    assert bool(found) is (text in REFUSED)
    if found:
        with pytest.raises((ValueError, TypeError, OverflowError)):
            Session().get_credentials().get_frozen_credentials()
    else:
        assert Session().get_credentials().get_frozen_credentials().access_key
