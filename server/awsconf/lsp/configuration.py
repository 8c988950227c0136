"""What the person has set: initializationOptions, and workspace/didChangeConfiguration.

So far that is `target`, a list of the SDKs that read the files, as `awsconf check --target` has
it: what only others trip over is then not said. What is unknown is logged and has no effect.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from awsconf.lsp import logs
from awsconf.readers.dialects import Dialect
from awsconf.snapshot import DEFAULT_OPTIONS, Options

if TYPE_CHECKING:
    from awsconf.lsp.places import Json
    from awsconf.lsp.server import Server


def register(server: Server) -> Json:
    """Take what was sent with initialize, and listen to changes of it."""
    server.session.options = options(server.client.options)

    def changed(params: Any) -> None:
        server.session.options = options(_value(params, "settings"))
        for pair in server.session.pairs.values():
            server.publisher.due(pair)

    server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)(changed)
    return {}


def options(settings: Any) -> Options:
    """The options that the settings of a client stand for, inside of `awsconf` or not."""
    own = _value(settings, "awsconf")
    target = _value(settings if own is None else own, "target")
    if target is None:
        return DEFAULT_OPTIONS
    known = {dialect.value: dialect for dialect in Dialect}
    named = target if isinstance(target, (list, tuple)) else [target]
    chosen = frozenset(known[name] for name in named if isinstance(name, str) and name in known)
    if len(chosen) < len(named):
        logs.log.warning("target: one of %d entries is no SDK that is known", len(named))
    return Options(targets=chosen) if chosen else DEFAULT_OPTIONS


def _value(settings: Any, name: str) -> Any:
    return settings.get(name) if isinstance(settings, dict) else None
