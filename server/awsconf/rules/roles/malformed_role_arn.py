"""The rule `malformed-role-arn`."""

from __future__ import annotations

from collections.abc import Iterator

from awsconf.edits import Edit
from awsconf.evidence import Certainty
from awsconf.nearest import bare
from awsconf.profiles import Found, Profile
from awsconf.rule import Finding, Fix, Severity, profile_rule
from awsconf.snapshot import Scene
from awsconf.values.arns import Fault, role_fault


@profile_rule(Severity.ERROR, needs=("role_arn",), unusual=True, fixable=True)
def malformed_role_arn(profile: Profile, scene: Scene) -> Iterator[Finding]:
    """A `role_arn` that is not the ARN of a role, or of one that nobody can assume.

    It reads `arn:PARTITION:iam::ACCOUNT:role/NAME`, with two colons before the twelve digits of
    the account (99designs/aws-vault#668). No SDK looks at it; STS does, and answers
    `ValidationError` to fewer than 20 characters and else `AccessDenied`, as for a role that does
    exist. What `aws sts get-caller-identity` shows of a role is the ARN of its session.
    Where the ARN is still to be filled in, as in a sample, this is only a remark; what stands in
    quotes or before a comment is another rule's.

    ```ini config
    [profile app]
    role_arn = arn:aws:iam:123456789012:role/App
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ malformed-role-arn: the `role_arn` of `app` has a colon too few before the account, so STS refuses it; write `arn:aws:iam::123456789012:role/App`
    source_profile = base
    ```
    """
    found = profile.get("role_arn")
    if found is None or found.part.reading.name != profile.name or profile.has_foreign_endpoint:
        return
    # Without anybody to assume it, that is what another rule says.
    alone = not found.text and profile.names.isdisjoint(_SOURCES)
    fault = None if alone or found.value.following else role_fault(found.text)
    if fault is not None and bare(found.text)[0] == found.text:
        yield _finding(profile, found, fault)


_SOURCES = ("source_profile", "credential_source", "web_identity_token_file")


def _finding(profile: Profile, found: Found, fault: Fault) -> Finding:
    meant, remark = fault.meant, f"; {fault.remark}" if fault.remark else ""
    certain = "" if fault.open or not fault.sure else ", so STS refuses it"
    return Finding(
        found.at if found.text else found.name_at,
        f"the `role_arn` of `{{profile}}` {fault.why}{certain}"
        + ("; write `{meant}`" if meant else "")
        + remark,
        profile=profile.name,
        meant=meant or "",
        severity=_severity(fault),
        certainty=Certainty.PROOF if fault.sure else Certainty.STRONG,
        fixes=(Fix(f"Change to `{meant}`", (Edit(found.at, meant),), preferred=not remark),)
        if meant
        else (),
    )


def _severity(fault: Fault) -> Severity:
    if fault.open:
        return Severity.INFO
    return Severity.ERROR if fault.sure else Severity.WARNING
