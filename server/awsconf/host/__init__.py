"""The machine: its clock, environment and files, and nothing beyond.

Nothing else in the package reads or writes a file or asks for the time.
A `Host` carries what the machine *is*, as values, so that a test writes another one down;
`read`, `write` and `find_pairs` are what can be done with its files.
"""

from awsconf.host.machine import Host
from awsconf.host.pairs import Found, PairFiles, find_pairs, pair_of
from awsconf.host.reading import Absence, Missing, Read, encode, read
from awsconf.host.repository import tracked
from awsconf.host.writing import (
    AppearedOnDisk,
    Change,
    ChangedOnDisk,
    PairNotWritten,
    write,
    write_all,
)

__all__ = [
    "Absence",
    "AppearedOnDisk",
    "Change",
    "ChangedOnDisk",
    "Found",
    "Host",
    "Missing",
    "PairFiles",
    "PairNotWritten",
    "Read",
    "encode",
    "find_pairs",
    "pair_of",
    "read",
    "tracked",
    "write",
    "write_all",
]
