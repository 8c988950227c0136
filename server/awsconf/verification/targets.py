"""Where STS is asked for a profile: its Region and its endpoint, as botocore finds them.

Sources: boto/botocore: botocore/configprovider.py, `ConfiguredEndpointProvider`; botocore/args.py;
botocore/utils.py, `validate_region_name`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from awsconf.profiles import Profile, is_aws
from awsconf.readers.dialects import Dialect
from awsconf.readers.evaluate import evaluate
from awsconf.resolve import choosing
from awsconf.snapshot import Snapshot


class Target(NamedTuple):
    """The Region and the endpoint of the files and the environment, where these name any.

    `globally` is what `sts_regional_endpoints = legacy` says, `certificates` a file of those that
    are trusted. `is_foreign` says that the files themselves send the keys to somebody else than
    AWS, such as an emulator.
    """

    region: str | None = None
    endpoint: str | None = None
    globally: bool = False
    fips: bool = False
    dual_stack: bool = False
    certificates: str | None = None
    is_foreign: bool = False


def target(snapshot: Snapshot, profile: Profile) -> Target | str:
    """Where to ask for a profile; else why there is no such place."""
    # An editor hands its environment to every pair, but it chooses for the user's own alone.
    environ = snapshot.environ if snapshot.own or snapshot.in_shell else {}

    def wish(name: str, variable: str) -> str:
        return environ.get(variable, profile.text(name) or "").strip()

    region = choosing.region(Dialect.PYTHON, environ).value or profile.text("region") or None
    if region is not None and not re.fullmatch(_HOST_LABEL, region, re.ASCII):
        return "its Region is none: it can be no part of a host's name"
    endpoint = _endpoint(snapshot, profile, environ)
    if endpoint is _NOWHERE:
        return "its `services` names a section that does not exist"
    if endpoint is not None and not _is_address(endpoint):
        return "its endpoint is no URL"
    return Target(
        region,
        endpoint,
        wish("sts_regional_endpoints", "AWS_STS_REGIONAL_ENDPOINTS") == "legacy",
        _is_true(wish("use_fips_endpoint", "AWS_USE_FIPS_ENDPOINT")),
        _is_true(wish("use_dualstack_endpoint", "AWS_USE_DUALSTACK_ENDPOINT")),
        profile.text("ca_bundle") or None,
        endpoint is not None and not _of_environment(environ) and not is_aws(endpoint),
    )


_NOWHERE = "nowhere"
_HOST_LABEL = r"(?![0-9]+$)(?!-)[a-zA-Z0-9-]{1,63}(?<!-)"


def _endpoint(snapshot: Snapshot, profile: Profile, environ: Mapping[str, str]) -> str | None:
    """The first that is named: for STS or for all, by the environment or by the files."""
    ignore = environ.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") or profile.text(
        "ignore_configured_endpoint_urls"
    )
    if _is_true(ignore or ""):
        return None
    named = _of_environment(environ) or _of_services(snapshot, profile)
    return named or profile.text("endpoint_url") or None


def _of_environment(environ: Mapping[str, str]) -> str | None:
    return environ.get("AWS_ENDPOINT_URL_STS") or environ.get("AWS_ENDPOINT_URL")


def _of_services(snapshot: Snapshot, profile: Profile) -> str | None:
    name = profile.text("services")
    if name is None:
        return None
    view = evaluate(Dialect.PYTHON, snapshot.config.document, snapshot.credentials.document)
    if not view.services.get(name):
        return _NOWHERE
    block = view.services[name].get("sts")
    setting = None if block is None else block.nested.get("endpoint_url")
    return None if setting is None else setting.text


def _is_true(text: str) -> bool:
    return text.lower() == "true"


def _is_address(url: str) -> bool:
    return bool(re.fullmatch(r"https?://[!-.0-~]+(?:/[!-~]*)?", url))
