"""The language server: what an editor asks for over stdio, answered from the core.

The only room that imports pygls and lsprotocol, and only once a server is really wanted.
"""

from __future__ import annotations


def main(argv: list[str]) -> int:
    """Serve on stdin and stdout until the editor is done; the exit status of the process.

    `--stdio` and `--clientProcessId=N`, which clients like to add, change nothing.
    Raises SystemExit(2) on any other argument than these and `--log-level`.
    """
    from awsconf.lsp.start import start

    return start(argv)
