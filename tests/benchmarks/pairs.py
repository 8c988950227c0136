"""Generated pairs: a third of the profiles hold long-term keys, the others assume a role."""

from __future__ import annotations

import encoder

ACCOUNT = "111122223333"


def pair(profiles: int) -> tuple[str, str]:
    """The texts of a config and a credentials file; six to seven lines of config a profile."""
    config, credentials = [], []
    for number in range(profiles):
        if number % 3 == 0:
            config.append(f"[profile user{number}]\nregion = eu-west-1\noutput = json\n\n")
            credentials.append(_keys(number))
        else:
            config.append(_role(number))
    return "".join(config), "".join(credentials)


def _keys(number: int) -> str:
    return (
        f"[user{number}]\n"
        f"aws_access_key_id = {encoder.key_id('AKIA', ACCOUNT, number)}\n"
        f"aws_secret_access_key = {encoder.secret(number)}\n\n"
    )


def _role(number: int) -> str:
    return (
        f"[profile role{number}]\nregion = eu-west-1\noutput = json\n"
        f"role_arn = arn:aws:iam::{ACCOUNT}:role/Role{number}\n"
        f"source_profile = user{number - number % 3}\n"
        f"mfa_serial = arn:aws:iam::{ACCOUNT}:mfa/user{number}\n\n"
    )
