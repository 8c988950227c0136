"""The rule `account-mismatch`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.alterations import deletion
from awsconf.credentials.key_facts import key_facts
from awsconf.credentials.keys import masked_id
from awsconf.credentials.statics import KEY_ID, judged_keys
from awsconf.edits import Edit
from awsconf.evidence import Certainty
from awsconf.profiles import Found, Profile
from awsconf.rule import Finding, Fix, Related, Severity, listed, profile_rule
from awsconf.snapshot import Scene
from awsconf.values.accounts import Statement, account_of_keys, statements
from awsconf.wording import enumerated


@profile_rule(Severity.WARNING, Certainty.STRONG, needs=(KEY_ID,), fixable=True)
def account_mismatch(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """Keys of another account than the one that their own profile names.

    An access key id holds the number of its account. Where `aws_account_id`, `sso_account_id`, a
    login tool's note of the role beside the token, or the name that the portal of Identity Center
    gives a section (`444455556666_Admin`) say another, the keys were pasted into the wrong
    profile, or what names the account is from earlier keys: calls go to an account that nobody
    expects. The layout of key ids is not documented, so this is strong evidence and no proof.
    A `role_arn` of another account is as it should be, and no finding; neither are the accounts
    000000000000 and 123456789012, which are those of emulators and samples.

    ```ini credentials
    [444455556666_Admin]
    aws_access_key_id = <ASIA admin>
                        ^^^^^^^^^^^^ account-mismatch: the key ASIA…M3ZV of `444455556666_Admin` is of the account 111122223333, but the section's name says 444455556666; copy the keys of that account
    aws_secret_access_key = <secret admin>
    aws_session_token = <token admin>
    ```
    """
    keys, account = judged_keys(profile), account_of_keys(profile)
    if keys is None or keys.id is None or account is None or keys.id.part.reading.name is None:
        return
    others = [said for said in statements(profile, keys) if said.account != account]
    if others:
        yield _finding(profile, keys.id, account, others)


def _finding(profile: Profile, key: Found, account: str, others: list[Statement]) -> Finding:
    settings = [said.found for said in others if said.found is not None]
    stated = list(dict.fromkeys(said.account for said in others))
    facts = key_facts(profile)
    subject = "the key {key}" if facts and facts.account else "the session token"
    return Finding(
        key.at,
        f"{subject} of `{{profile}}` is of the account {{account}}, but {{what}} {{stated}};"
        " copy the keys of {right} account" + (", or mend {settings}" if settings else ""),
        profile=profile.name,
        key=masked_id(key.text),
        account=account,
        what=enumerated([said.what for said in others]) + (" say" if others[1:] else " says"),
        stated=enumerated(stated),
        right="the right" if stated[1:] else "that",
        settings=listed(settings),
        related=tuple(Related(said.at, f"says {said.account}") for said in others),
        fixes=tuple(_fixes(account, others)),
    )


def _fixes(account: str, others: list[Statement]) -> Iterator[Fix]:
    settings = [said.found for said in others if said.found is not None]
    if len(settings) == len(others) and all(said.is_note for said in others):
        if edits := deletion(*settings):
            yield Fix(f"Delete {listed(settings)}", edits)
    elif [said.name for said in others] == ["aws_account_id"] and deletion(*settings):
        yield Fix(f"Change to {account}", (Edit(others[0].at, account),))
