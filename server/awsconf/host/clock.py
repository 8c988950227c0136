"""Whether this machine's clock is kept right, as its kernel and its time programs say it.

No program is started for it: Linux is asked directly, other systems do not tell.
"""

from __future__ import annotations

import sys
from pathlib import Path

from awsconf.doctor.observations import Clock

UNSYNCHRONISED = 0x0040
"""`STA_UNSYNC` of adjtimex(2)."""


def clock(platform: str = sys.platform, root: Path = Path("/")) -> Clock:
    """What is known of the clock; `root` is where the files of the system are."""
    if not platform.startswith("linux"):
        return Clock()
    daemon = next((name for mark, name in _DAEMONS.items() if _exists(root / mark)), None)
    if _exists(root / "run/systemd/timesync/synchronized"):
        return Clock(True, "systemd-timesyncd", daemon=daemon)
    status = kernel_status() if root == Path("/") else None
    if status is None:
        return Clock(daemon=daemon)
    return Clock(not status & UNSYNCHRONISED, "the kernel", daemon=daemon)


def kernel_status() -> int | None:
    """The status bits of the kernel's clock; None where it does not say, as in some sandboxes."""
    # Imported here, since nothing else needs it and it is large.
    import ctypes

    class Timex(ctypes.Structure):
        """The head of `struct timex`, with room for the rest of it on every system."""

        _fields_ = (
            ("modes", ctypes.c_uint),
            ("offset", ctypes.c_long),
            ("freq", ctypes.c_long),
            ("maxerror", ctypes.c_long),
            ("esterror", ctypes.c_long),
            ("status", ctypes.c_int),
            ("rest", ctypes.c_byte * 512),
        )

    timex = Timex()
    try:
        answer = ctypes.CDLL(None).adjtimex(ctypes.byref(timex))
    except (AttributeError, OSError, TypeError):
        return None
    return int(timex.status) if answer >= 0 else None


_DAEMONS = {
    "run/chrony/chronyd.pid": "chrony",
    "run/chronyd.pid": "chrony",
    "run/ntpd.pid": "ntpd",
    "run/systemd/timesync": "systemd-timesyncd",
}


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
