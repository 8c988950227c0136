"""What kind of session a token is from, by each of the marks that tell it."""

from __future__ import annotations

import pytest

from awsconf.evidence import Certainty
from awsconf.rewrite.origin import Kind, origin
from awsconf.rewrite.roles import role_name
from awsconf.rewrite.sessions import is_given
from awsconf.text import Role
from fixture import Case

STATIC = (
    "aws_access_key_id = <ASIA app>\naws_secret_access_key = <secret app>\n"
    "aws_session_token = <token app>\n"
)
STS = "arn:aws:sts::111122223333:assumed-role"
ROLE = "arn:aws:iam::111122223333:role/team/Deploy"
RESERVED = f"{STS}/AWSReservedSSO_Admin_0123456789abcdef/alice@example.com"
PROOF, STRONG, HINT = Certainty.PROOF, Certainty.STRONG, Certainty.HINT
END = "expires=2026-06-01T13:00Z"

MARKS = {
    "aws-mfa with a role": (
        f"assumed_role = True\nassumed_role_arn = {ROLE}\n",
        Kind.ROLE,
        PROOF,
    ),
    "aws-mfa without": ("assumed_role = False\n", Kind.USER, PROOF),
    "awsume": ("awsumepy_command = deploy\nmanager = awsume\n", Kind.ROLE, STRONG),
    "a role of its own": (f"role_arn = {ROLE}\n", Kind.ROLE, STRONG),
    "a reserved role": (f"x_principal_arn = {RESERVED}\n", Kind.IDENTITY_CENTER, PROOF),
    "yawsso": (
        "aws_session_expiration = 2026-06-01T13:00:00+00:00+0000\n",
        Kind.IDENTITY_CENTER,
        STRONG,
    ),
    "aws-sso-cli": (
        "# Expires: 2026-06-01 17:56:11 -0700 PDT\n",
        Kind.IDENTITY_CENTER,
        STRONG,
    ),
    "saml2aws": (f"x_principal_arn = {STS}/A/b\n", Kind.FEDERATED, STRONG),
    "gimme-aws-creds": (
        "x_security_token_expires = 2026-06-01T13:00:00+00:00\n",
        Kind.FEDERATED,
        STRONG,
    ),
    "our own note": ("x_security_token_expires = 2026-06-01T13:00:00Z\n", Kind.UNKNOWN, HINT),
    "pasted JSON": (
        f"x_security_token_expires = 2026-06-01T13:00:00+00:00\nassumed_role_arn = {STS}/A/b\n",
        Kind.ROLE,
        STRONG,
    ),
    "pasted JSON of a sign-in": (
        "x_security_token_expires = 1780318800000\n",
        Kind.IDENTITY_CENTER,
        HINT,
    ),
    "gsts": (f"aws_role_arn = {ROLE}\n", Kind.FEDERATED, STRONG),
    "aws-azure-login's expiry": ("aws_expiration = 2026-06-01T13:00:00Z\n", Kind.FEDERATED, HINT),
    "onelogin's expiry": (
        "aws_session_expiration = 2026-06-01T13:00:00+0000\n",
        Kind.FEDERATED,
        HINT,
    ),
    "Granted": (
        "granted_sso_start_url = https://x.awsapps.com/start\n",
        Kind.IDENTITY_CENTER,
        HINT,
    ),
    "a login tool's expiry beside a role of its own": (
        f"aws_expiration = 2026-06-01T13:00:00Z\nrole_arn = {ROLE}\n",
        Kind.ROLE,
        STRONG,
    ),
    "aws-azure-login": ("azure_tenant_id = x\n", Kind.FEDERATED, STRONG),
    "okta": ("okta_username = x\n", Kind.FEDERATED, STRONG),
    "adfs": ("adfs_config.role_arn = x\n", Kind.FEDERATED, STRONG),
    "google": ("google_config.duration = x\n", Kind.FEDERATED, STRONG),
    "mfa-login's comment": (
        "# Credentials expire at: 2026-06-01 13:00:00 UTC\n",
        Kind.USER,
        STRONG,
    ),
    "aws-mfa in a section that it did not write last": (
        "assumed_role = True\nassumed_role_arn = arn:aws:iam::444455556666:role/D\n",
        Kind.ROLE,
        HINT,
    ),
    "aws-mfa in another partition": (
        f"assumed_role = True\nassumed_role_arn = {ROLE.replace(':aws:', ':aws-cn:')}\n",
        Kind.ROLE,
        HINT,
    ),
    "aws-mfa in a section that a SAML tool wrote before": (
        f"assumed_role = True\nassumed_role_arn = {ROLE}\nx_principal_arn = {STS}/A/b\n",
        Kind.FEDERATED,
        STRONG,
    ),
    "nothing": ("region = eu-west-1\n", Kind.UNKNOWN, HINT),
}


@pytest.mark.parametrize("title", MARKS)
def test_marks_in_the_files(title: str) -> None:
    marks, kind, certainty = MARKS[title]
    assert judged(marks) == (kind, certainty)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("111122223333_Admin", Kind.IDENTITY_CENTER),
        ("111122223333:Admin", Kind.IDENTITY_CENTER),
        ("111122223333-alice", Kind.USER),
        ("session-GAHT12345678", Kind.USER),
        ("session-k3x9a", Kind.USER),
        ("session-of-mine", Kind.UNKNOWN),
        ("autoawsume-deploy", Kind.ROLE),
    ],
)
def test_names_of_profiles(name: str, kind: Kind) -> None:
    assert judged("", name=name)[0] is kind


KNOWN = {
    "a role": (f"cached.app = role {END} arn={STS}/Deploy/x", Kind.ROLE, PROOF),
    "a web identity": (f"cached.app = web-identity {END} arn={STS}/D/x", Kind.FEDERATED, PROOF),
    "a sign-in": (f"cached.app = sso {END}", Kind.IDENTITY_CENTER, PROOF),
    "a reserved role": (f"cached.app = role {END} arn={RESERVED}", Kind.IDENTITY_CENTER, PROOF),
    "GetSessionToken": (f"cached.app = user {END}", Kind.USER, PROOF),
    "aws login": (f"cached.app = login {END}", Kind.LOGIN, PROOF),
    "AWS: a user": ("said.app = arn:aws:iam::111122223333:user/a/b", Kind.USER, PROOF),
    "AWS: the root user": ("said.app = arn:aws:iam::111122223333:root", Kind.USER, PROOF),
    "AWS: a federated user": (
        "said.app = arn:aws:sts::111122223333:federated-user/bob",
        Kind.FEDERATION_TOKEN,
        PROOF,
    ),
    "AWS: a reserved role": (f"said.app = {RESERVED}", Kind.IDENTITY_CENTER, PROOF),
    "AWS: a role": (f"said.app = {STS}/Deploy/x", Kind.ROLE, HINT),
}


@pytest.mark.parametrize("title", KNOWN)
def test_what_is_known_of_the_very_token(title: str) -> None:
    line, kind, certainty = KNOWN[title]
    assert judged("", line) == (kind, certainty)


@pytest.mark.parametrize("marks", ["assumed_role = False\n", f"x_principal_arn = {STS}/A/b\n"])
def test_a_cache_outweighs_what_an_earlier_token_left(marks: str) -> None:
    assert judged(marks, f"cached.app = role {END} arn={STS}/Deploy/x") == (Kind.ROLE, PROOF)


def test_what_aws_refused_tells_nothing_of_the_kind() -> None:
    assert judged("", "said.app = ExpiredToken") == (Kind.UNKNOWN, HINT)


def test_the_noted_role_counts_only_if_it_is_the_sessions() -> None:
    line = f"said.app = {STS}/Deploy/x"
    same = case(f"assumed_role = True\nassumed_role_arn = {ROLE}\n", line).snapshot()
    role = role_name(same, same.profiles["app"])
    assert role is not None
    assert (role.arn, role.path_unknown) == (ROLE, False)
    other = case(f"assumed_role = True\nassumed_role_arn = {ROLE}2\n", line).snapshot()
    role = role_name(other, other.profiles["app"])
    assert role is not None
    assert (role.arn, role.path_unknown) == ("arn:aws:iam::111122223333:role/Deploy", True)


@pytest.mark.parametrize("label", ["alice", "alice@example.com", "ci-deploy", "a.b", "Build42"])
def test_names_that_people_give(label: str) -> None:
    assert is_given(label)


@pytest.mark.parametrize(
    "label",
    [
        *("botocore-session-1780315200", "i-0123456789abcdef0", "aws-sdk-js-1780315200000"),
        *("1780315200123", "AWSCLI-Session", "0e6b1c52-7a8f-4c1d-9c55-1c8a3f0d9e11", "a b", "x"),
        *("GitHubActions-1780315200", "session", "awsume-session-x", ""),
    ],
)
def test_names_that_tools_make_up(label: str) -> None:
    assert not is_given(label)


def judged(marks: str, known: str = "", name: str = "app") -> tuple[Kind, Certainty]:
    snapshot = case(marks, known, name).snapshot()
    found = origin(snapshot, snapshot.profiles[name])
    assert found.evidence
    return found.kind, found.certainty


def case(marks: str, known: str = "", name: str = "app") -> Case:
    config = "[profile deploy]\nrole_arn = arn:aws:iam::111122223333:role/D\n"
    key, _, value = known.partition(" = ")
    files = {Role.CONFIG: config, Role.CREDENTIALS: f"[{name}]\n{marks}{STATIC}"}
    return Case(None, "", files=files, world={key: value} if key else {})
