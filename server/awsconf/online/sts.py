"""Requests to STS, signed with given keys and nothing else: no chain of providers is ever asked.

botocore lends the rules of endpoints, the signature and the parser; its sessions, which look for
keys, files and variables by themselves, are not used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from awsconf.online.transport import Failed, Replied, Route, keep_silent, send_prepared, with_path
from awsconf.verification.subjects import Keys
from awsconf.verification.targets import Target
from awsconf.verification.troubles import Trouble

if TYPE_CHECKING:
    from botocore.loaders import Loader

TIMEOUT = 10.0
"""Seconds, to connect and again to answer."""

ATTEMPTS = 2


class Place(NamedTuple):
    """Where to send a request, and the Region that its signature names."""

    url: str
    region: str


class Said(NamedTuple):
    """What STS said: a result, which may hold credentials, or the code of a refusal."""

    result: Mapping[str, Any]
    error: str | None
    date: str | None

    def __repr__(self) -> str:
        return f"<Said {self.error or 'yes'}>"


def place(target: Target) -> Place | Failed:
    """Where to ask STS, by botocore's own rules; no Region stands for the global endpoint."""
    if target.endpoint is not None:
        return Place(with_path(target.endpoint), target.region or GLOBAL_REGION)
    from botocore.endpoint_provider import EndpointProvider
    from botocore.exceptions import BotoCoreError

    keep_silent()
    loader = _loader()
    rules = loader.load_service_model("sts", "endpoint-rule-set-1")
    provider = EndpointProvider(rules, loader.load_data("partitions"))
    try:
        found = provider.resolve_endpoint(
            Region=target.region or "aws-global",
            UseFIPS=target.fips,
            UseDualStack=target.dual_stack,
            UseGlobalEndpoint=target.globally and target.region is not None,
        )
    except BotoCoreError:
        return Failed(Trouble.OTHER)
    schemes = found.properties.get("authSchemes") or [{}]
    region = schemes[0].get("signingRegion") or target.region or GLOBAL_REGION
    return Place(with_path(found.url), region)


GLOBAL_REGION = "us-east-1"


def call(
    where: Place,
    route: Route,
    keys: Keys,
    action: str,
    parameters: Mapping[str, str],
) -> Said | Failed:
    """Ask STS; what fails on its side is tried once more."""
    found = _once(where, route, keys, action, parameters)
    for _ in range(ATTEMPTS - 1):
        if not isinstance(found, Replied) or found.status < 500:
            break
        found = _once(where, route, keys, action, parameters)
    return found if isinstance(found, Failed) else _parsed(found, action)


def _once(
    where: Place, route: Route, keys: Keys, action: str, parameters: Mapping[str, str]
) -> Replied | Failed:
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    keep_silent()
    asked = {"Action": action, "Version": "2011-06-15", **parameters}
    body = urlencode(asked, errors="replace")
    headers = {
        "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
        "User-Agent": "awsconf",
    }
    request = AWSRequest("POST", where.url, headers, body.encode(), stream_output=True)
    credentials = Credentials(keys.id, keys.secret, keys.token)
    SigV4Auth(credentials, "sts", where.region).add_auth(request)
    return send_prepared(route, request.prepare())


def _parsed(reply: Replied, action: str) -> Said | Failed:
    from botocore.model import ServiceModel
    from botocore.parsers import ResponseParserError, create_parser

    if reply.status == PROXY_WANTS_PASSWORD:
        return Failed(Trouble.PROXY)
    model = ServiceModel(_loader().load_service_model("sts", "service-2"), "sts")
    answer = {"status_code": reply.status, "headers": reply.headers, "body": reply.body}
    try:
        parsed = create_parser("query").parse(answer, model.operation_model(action).output_shape)
    except (ResponseParserError, KeyError, ValueError, TypeError, AttributeError):
        return Failed(Trouble.NOT_AWS)
    date = reply.headers.get("date")
    if reply.status < 300:
        return Said(parsed, None, date)
    code = parsed.get("Error", {}).get("Code")
    # A number is what botocore makes of an answer that is none of AWS.
    if not isinstance(code, str) or not re.fullmatch(r"[A-Z][A-Za-z.]{2,63}", code):
        return Failed(Trouble.NOT_AWS)
    return Said({}, code, date)


PROXY_WANTS_PASSWORD = 407


def _loader() -> Loader:
    """botocore's own data alone, and not what lies in `~/.aws/models`."""
    from botocore.loaders import Loader

    return Loader([Loader.BUILTIN_DATA_PATH], include_default_search_paths=False)
