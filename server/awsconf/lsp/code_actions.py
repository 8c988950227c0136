"""textDocument/codeAction: the offers of `features.actions` as edits over both files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from awsconf.edits import Edit
from awsconf.features.actions import Action, Asked, Kind, actions, resolved
from awsconf.lsp import verifying
from awsconf.lsp.diagnostics import diagnostic_json
from awsconf.lsp.places import Json, offset_in, text_edit
from awsconf.lsp.session import Judged, Pair
from awsconf.text import At, Role, Source
from awsconf.undecodable import decoded

if TYPE_CHECKING:
    from awsconf.lsp.server import Server


def register(server: Server) -> Json:
    """Offer code actions to a client that takes more than commands."""
    if not server.client.action_literals:
        return {}

    def code_actions(params: types.CodeActionParams) -> list[Json]:
        home = server.session.home(params.text_document.uri)
        return list(_offers(server, params, *home)) if home is not None else []

    server.feature(types.TEXT_DOCUMENT_CODE_ACTION)(code_actions)
    kinds = [kind.value for kind in Kind]
    if server.client.executes_commands:
        kinds.append(verifying.KIND)
    provider: Json = {"codeActionKinds": kinds}
    if server.client.resolves_edits:

        def resolve(params: Any) -> Json:
            if not isinstance(params, dict):
                raise JsonRpcInvalidParams
            return _resolved(server, params)

        server.feature(types.CODE_ACTION_RESOLVE)(resolve)
        provider["resolveProvider"] = True
    return {"codeActionProvider": provider}


def _offers(
    server: Server, params: types.CodeActionParams, pair: Pair, role: Role
) -> Iterator[Json]:
    judged = pair.judged()
    at = _at(server, params.range, judged, role)
    only, unasked = _only(params.context), _is_unasked(params.context)
    rules = server.session.rules
    for action in actions(judged.snapshot, judged.found, rules, at, only, unasked=unasked):
        edit = workspace_edit(server, pair, judged, action.edits)
        if edit is not None and _may_travel(server, judged, action):
            yield _offer(server, pair, judged, action, edit, params.text_document.uri)
    yield from verifying.offers(server, params.text_document.uri, judged, at, only)


def _resolved(server: Server, chosen: Json) -> Json:
    """The action that was chosen, with the edit if that was held back and can still be had.

    Neovim asks about actions too that have their edit, and applies what comes back.
    """
    data = chosen.get("data")
    if "edit" in chosen or not isinstance(data, dict):
        return chosen
    uri, name, profile = (str(data.get(key)) for key in ("uri", "refactoring", "profile"))
    home = server.session.home(uri)
    if home is None:
        return chosen
    pair, judged = home[0], home[0].judged()
    action = resolved(judged.snapshot, Asked(name, profile))
    edit = workspace_edit(server, pair, judged, action.edits) if action is not None else None
    return {**chosen, "edit": edit} if edit is not None else chosen


def _at(server: Server, stretch: types.Range, judged: Judged, role: Role) -> At:
    document = judged.snapshot.document(role)
    source = document.source if document is not None else Source("")
    ends = (stretch.start, stretch.end)
    start, end = (offset_in(source, place, server.client.encoding) for place in ends)
    return At(role, min(start, end), max(start, end))


def _only(context: types.CodeActionContext) -> list[str] | None:
    """The kinds asked for; of its own accord, an editor asks for nothing that takes long."""
    if context.only is not None:
        return [str(getattr(kind, "value", kind)) for kind in context.only]
    if _is_unasked(context):
        return [Kind.QUICK_FIX.value, Kind.REWRITE.value]
    return None


def _is_unasked(context: types.CodeActionContext) -> bool:
    return context.trigger_kind is types.CodeActionTriggerKind.Automatic


def _may_travel(server: Server, judged: Judged, action: Action) -> bool:
    """Whether what moves a secret can wait for a click, under a name that may be shown."""
    if not action.moves_secret:
        return True
    name = action.asked.profile if action.asked is not None else ""
    return server.client.resolves_edits and judged.showing.say(name) == name


def _offer(
    server: Server, pair: Pair, judged: Judged, action: Action, edit: Json, uri: str
) -> Json:
    result: Json = {"title": judged.showing.say(action.title), "kind": action.kind.value}
    if action.moves_secret and action.asked is not None:
        # The secret travels when a person has chosen to move it, and not with every menu.
        result["data"] = {"uri": uri, **action.asked._asdict()}
    else:
        result["edit"] = edit
    if action.cures is not None:
        result["diagnostics"] = [diagnostic_json(action.cures, pair, judged, server.client)]
    if action.preferred and server.client.preferred_actions:
        result["isPreferred"] = True
    return result


def workspace_edit(
    server: Server, pair: Pair, judged: Judged, edits: tuple[Edit, ...]
) -> Json | None:
    """Edits over both files in the form that the client takes; None where it takes none.

    None too where an undecodable byte would have to be written: JSON cannot carry it.
    """
    client = server.client
    if any(decoded(edit.text) != edit.text for edit in edits):
        return None
    changes: dict[Role, list[Json]] = {}
    for edit in edits:
        document = judged.snapshot.document(edit.at.role)
        source = document.source if document is not None else Source("")
        changes.setdefault(edit.at.role, []).append(text_edit(source, edit, client.encoding))
    uris = {role: pair.uri(role) for role in changes}
    missing = [role for role in changes if judged.snapshot.document(role) is None]
    if None in uris.values() or not all(_may_create(server, pair, role) for role in missing):
        return None
    if not client.document_changes:
        return {"changes": {uris[role]: texts for role, texts in changes.items()}}
    created = [
        {"kind": "create", "uri": uris[role], "options": {"ignoreIfExists": True}}
        for role in missing
    ]
    return {"documentChanges": [*created, *_versioned(pair, changes)]}


def _versioned(pair: Pair, changes: dict[Role, list[Json]]) -> Iterator[Json]:
    for role, texts in changes.items():
        buffer = pair.open.get(role)
        version = buffer.version if buffer is not None else None
        yield {"textDocument": {"uri": pair.uri(role), "version": version}, "edits": texts}


def _may_create(server: Server, pair: Pair, role: Role) -> bool:
    client = server.client
    return client.document_changes and client.creates_files and pair.may_create(role)
