"""workspace/executeCommand: what runs only because a person clicked, one coroutine a command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from awsconf.lsp import verifying
from awsconf.lsp.places import Json

if TYPE_CHECKING:
    from awsconf.lsp.server import Server

COMMANDS = {verifying.COMMAND: verifying.verify}


def register(server: Server) -> Json:
    """Offer the commands to a client that has declared that it sends them."""
    if not server.client.executes_commands:
        return {}

    async def execute(params: types.ExecuteCommandParams) -> Any:
        command = COMMANDS.get(params.command)
        if command is None:
            raise JsonRpcInvalidParams
        return await command(server, list(params.arguments or ()), params.work_done_token)

    server.feature(types.WORKSPACE_EXECUTE_COMMAND)(execute)
    return {"executeCommandProvider": {"commands": list(COMMANDS), "workDoneProgress": True}}
