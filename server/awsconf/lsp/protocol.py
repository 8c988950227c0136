"""Which message gets which answer: pygls' registry and types under a dispatch of our own.

pygls 2.1.1 leaves requests without a reply, runs what was cancelled, shows pop-ups, logs bodies
and exits with 0 whatever happened; so it keeps the features and converts parameters here, and
nothing more. It shows the person no message, and no error quotes an exception.
"""

from __future__ import annotations

import asyncio
import enum
from collections.abc import Callable, Mapping
from typing import IO, Any

from cattrs import Converter
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol

from awsconf.lsp import logs
from awsconf.lsp.wire import BROKEN, Inbox, MessageId, cancelled_by, frame, is_id


class Stage(enum.Enum):
    """How far the life of the connection has come."""

    NEW = "new"
    RUNNING = "running"
    SHUT_DOWN = "shut down"


class Refusal(enum.Enum):
    """An error of the base protocol: its code and all that is said with it."""

    PARSE_ERROR = (-32700, "the message is not JSON")
    INVALID_REQUEST = (-32600, "the request is not valid here")
    METHOD_NOT_FOUND = (-32601, "the method is not known")
    INVALID_PARAMS = (-32602, "the parameters are not valid")
    INTERNAL_ERROR = (-32603, "internal error")
    NOT_INITIALIZED = (-32002, "the server is not initialized")
    CANCELLED = (-32800, "the request was cancelled")


class Protocol(LanguageServerProtocol):
    """The state of one connection; runs on the loop's thread only."""

    def __init__(self, server: Any, converter: Converter) -> None:
        super().__init__(server, converter)
        self.stage = Stage.NEW
        self.inbox = Inbox()
        self.exit_status: int | None = None
        self.stdout: IO[bytes] | None = None
        self.initialize: Callable[[dict[str, Any]], Mapping[str, Any]] = dict
        self._tasks: dict[MessageId, asyncio.Future[Any]] = {}
        self._answers: dict[MessageId, asyncio.Future[Any]] = {}
        self._asked = 0

    def _register_builtin_features(self) -> None:
        """None of pygls' own: they keep a second copy of each text, split at wrong places."""

    def handle_message(self, message: Any) -> None:
        """Deal with one message as it came off the wire; raises nothing."""
        if message is BROKEN:
            return self.refuse(None, Refusal.PARSE_ERROR)
        if (target := cancelled_by(message)) is not None:
            self._cancel(target)
        fields = message if isinstance(message, dict) else {}
        identifier, method = fields.get("id"), fields.get("method")
        if fields.get("jsonrpc") != "2.0" or ("method" in fields and type(method) is not str):
            known = identifier if is_id(identifier) else None
            return self.refuse(known, Refusal.INVALID_REQUEST)
        if method is None:
            return self._response(fields)
        if "id" in fields:
            return self._request(identifier, method, fields.get("params"))
        return self._notification(method, fields.get("params"))

    def refuse(self, identifier: MessageId | None, refusal: Refusal) -> None:
        """Answer with an error."""
        code, text = refusal.value
        self._send_data(
            {"jsonrpc": "2.0", "id": identifier, "error": {"code": code, "message": text}}
        )

    def reply(self, identifier: MessageId, result: Any) -> None:
        """Answer with a result: JSON, or objects of lsprotocol."""
        plain = result if isinstance(result, dict) else self._converter.unstructure(result)
        self._send_data({"jsonrpc": "2.0", "id": identifier, "result": plain})

    def notify(self, method: str, params: Any | None = None) -> None:
        """Tell the client something; `params` is JSON, or an object of lsprotocol."""
        plain = (
            self._converter.unstructure(params) if hasattr(params, "__attrs_attrs__") else params
        )
        self._send_data({"jsonrpc": "2.0", "method": method, "params": plain})

    def ask(self, method: str, params: Any | None = None) -> asyncio.Future[Any]:
        """Ask the client something that it has declared it answers; its result, as JSON.

        The future fails with JsonRpcException where the client refuses.
        """
        self._asked += 1
        identifier = f"awsconf-{self._asked}"
        self._answers[identifier] = future = asyncio.get_running_loop().create_future()
        # Whoever does not await it has no use for a refusal either.
        future.add_done_callback(lambda done: done.cancelled() or done.exception())
        self._send_data({"jsonrpc": "2.0", "id": identifier, "method": method, "params": params})
        return future

    def ask_to_register(self, method: str, options: Any) -> None:
        """Ask for a dynamic registration."""
        registration = {"id": f"{method}-{self._asked}", "method": method}
        self.ask(
            types.CLIENT_REGISTER_CAPABILITY,
            {"registrations": [registration | {"registerOptions": options}]},
        )

    def _send_data(self, data: Any) -> None:
        """Write a message; what it holds is logged at no level."""
        if self.stdout is None:
            return
        rest = memoryview(frame(data))
        try:
            while rest:
                rest = rest[self.stdout.write(rest) :]
        except (OSError, ValueError):
            # Nobody listens any more; the end of stdin, or of the parent, will say the rest.
            logs.log.warning("the client does not read what is sent")

    def _request(self, identifier: Any, method: str, params: Any) -> None:
        refusal = self._why_not(identifier, method)
        if refusal is not None:
            return self.refuse(identifier if is_id(identifier) else None, refusal)
        if method == types.INITIALIZE:
            return self._welcome(identifier, params)
        if method == types.SHUTDOWN:
            return self._shut_down(identifier)
        try:
            structured = self._structured(method, params)
        except Exception:
            return self.refuse(identifier, Refusal.INVALID_PARAMS)
        return self._answer(identifier, method, structured)

    def _why_not(self, identifier: Any, method: str) -> Refusal | None:
        if not is_id(identifier):
            return Refusal.INVALID_REQUEST
        if method == types.INITIALIZE:
            return None if self.stage is Stage.NEW else Refusal.INVALID_REQUEST
        if self.stage is Stage.NEW:
            return Refusal.NOT_INITIALIZED
        if self.stage is Stage.SHUT_DOWN:
            return Refusal.INVALID_REQUEST
        if identifier in self.inbox.cancelled:
            return Refusal.CANCELLED
        known = method == types.SHUTDOWN or method in self.fm.features
        return None if known else Refusal.METHOD_NOT_FOUND

    def _welcome(self, identifier: MessageId, params: Any) -> None:
        # Not by lsprotocol, which refuses a client for one symbol kind that is newer than itself.
        if not isinstance(params, dict) or not isinstance(params.get("capabilities"), dict):
            return self.refuse(identifier, Refusal.INVALID_PARAMS)
        try:
            result = self.initialize(params)
        except Exception as error:
            logs.failure(types.INITIALIZE, error)
            return self.refuse(identifier, Refusal.INTERNAL_ERROR)
        self.stage = Stage.RUNNING
        return self.reply(identifier, result)

    def _shut_down(self, identifier: MessageId) -> None:
        self.stage = Stage.SHUT_DOWN
        for task in list(self._tasks.values()):
            task.cancel()
        self.reply(identifier, None)

    def _answer(self, identifier: MessageId, method: str, params: Any) -> None:
        try:
            result = self.fm.features[method](params)
        except Exception as error:
            return self._failed(identifier, method, error)
        if not asyncio.iscoroutine(result):
            return self.reply(identifier, result)
        task = asyncio.ensure_future(result)
        self._tasks[identifier] = task
        task.add_done_callback(lambda done: self._finished(identifier, method, done))
        return None

    def _finished(self, identifier: MessageId, method: str, task: asyncio.Future[Any]) -> None:
        del self._tasks[identifier]
        if task.cancelled():
            self.refuse(identifier, Refusal.CANCELLED)
        elif (error := task.exception()) is not None:
            self._failed(identifier, method, error)
        else:
            self.reply(identifier, task.result())

    def _failed(self, identifier: MessageId, method: str, error: BaseException) -> None:
        if isinstance(error, JsonRpcException):
            known = [refusal for refusal in Refusal if refusal.value[0] == error.code]
            return self.refuse(identifier, known[0] if known else Refusal.INTERNAL_ERROR)
        logs.failure(method, error)
        return self.refuse(identifier, Refusal.INTERNAL_ERROR)

    def _notification(self, method: str, params: Any) -> None:
        if method == types.EXIT:
            self.exit_status = self.status_at_end
        elif self.stage is Stage.RUNNING and method in self.fm.features:
            try:
                self.fm.features[method](self._structured(method, params))
            except Exception as error:
                logs.failure(method, error)

    @property
    def status_at_end(self) -> int:
        """The exit status if the connection ended now."""
        return 0 if self.stage is Stage.SHUT_DOWN else 1

    def _cancel(self, target: MessageId) -> None:
        # What it cancels came before it, so that has been skipped, answered or started by now.
        self.inbox.cancelled.discard(target)
        if (task := self._tasks.get(target)) is not None:
            task.cancel()

    def _response(self, fields: dict[str, Any]) -> None:
        identifier = fields.get("id")
        future = self._answers.pop(identifier, None) if is_id(identifier) else None
        if future is None or future.done():
            logs.log.info("a response to nothing that was asked")
        elif "error" in fields:
            future.set_exception(JsonRpcException("the client refused"))
        else:
            future.set_result(fields.get("result"))

    def _structured(self, method: str, params: Any) -> Any:
        """`params` as lsprotocol's type; as JSON for a method that is in a hurry or not known."""
        if method in RAW or method not in types.METHOD_TO_TYPES:
            return params
        expected: Any = types.METHOD_TO_TYPES[method][2]
        return self._converter.structure(params, expected) if expected is not None else None


RAW = frozenset(
    {
        types.TEXT_DOCUMENT_DID_CHANGE,
        types.WORKSPACE_DID_CHANGE_CONFIGURATION,
        types.COMPLETION_ITEM_RESOLVE,
        types.CODE_ACTION_RESOLVE,
    }
)
"""Methods whose parameters are read as they are: each keystroke, with positions of any size, and
what a client keeps of its own in an item or an action."""
