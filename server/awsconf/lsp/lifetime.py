"""Whether the editor that started the server is still there."""

from __future__ import annotations

import os
import sys


def is_alive(process_id: int) -> bool:
    """Whether there is a process of that id, as far as this user can see."""
    return _alive(process_id)


if sys.platform == "win32":
    import ctypes

    _SYNCHRONIZE, _TIMED_OUT = 0x100000, 0x102

    def _alive(process_id: int) -> bool:
        kernel = ctypes.windll.kernel32
        process = kernel.OpenProcess(_SYNCHRONIZE, False, process_id)
        if not process:
            return False
        try:
            return bool(kernel.WaitForSingleObject(process, 0) == _TIMED_OUT)
        finally:
            kernel.CloseHandle(process)

else:

    def _alive(process_id: int) -> bool:
        try:
            # Signal 0 is never delivered; asking is all it does.
            os.kill(process_id, 0)
        except (ProcessLookupError, OverflowError):
            return False
        except PermissionError:
            pass
        return True
