"""
A compact n-gram table: from a 64-bit key to one or two quantised numbers, in batches.

Each n-gram is a 24-bit fingerprint and one byte a number, in one of the eight slots of either of two buckets that its
key names. A key that is not in the table is taken for one that is with a probability of 16 / 2^24, one in a million
(with 16 bits it was one in four thousand, which put some dozen made-up n-grams into every article); an n-gram that
finds both its buckets full is left out (the rarest come last, so this prunes).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
Bytes = npt.NDArray[np.uint8]

SLOTS = 8
LOAD = 0.9  # n-grams a slot: at 0.9 about 4 % find no place
MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))
HALF = np.uint64(32)
FINGERPRINT = np.uint64(0xFFFFFF)
EMPTY = np.uint32(0)


def combine(left: Keys, right: Keys) -> Keys:
    """Return the key of an n-gram from the key of all but its last word and the key of that word."""
    key = (left * MIX[0]) ^ (right + MIX[1])
    key ^= key >> HALF
    key *= MIX[2]
    key ^= key >> np.uint64(29)
    return key


class NgramTable:
    """A read-only table over memory-mapped sections: entries of fingerprint and first number, and a second number."""

    def __init__(self, sections: Mapping[str, memoryview], prefix: str) -> None:
        self._entries = np.frombuffer(sections[f"{prefix}.entries"], np.uint32).reshape(-1, SLOTS)
        self._second = np.frombuffer(sections.get(f"{prefix}.second", b""), np.uint8)

    def find(self, keys: Keys) -> tuple[npt.NDArray[np.bool_], Bytes, npt.NDArray[np.intp]]:
        """Return, for each key, whether it is there, its first number, and its slot; 0 where it is not."""
        fingerprint, bucket, second = _places(keys, len(self._entries))
        hit = self._hits(bucket, fingerprint)
        missing = np.flatnonzero(hit == 0)
        bucket[missing] = second[missing]
        hit[missing] = self._hits(bucket[missing], fingerprint[missing])
        lowest = (hit & (~hit + np.uint64(1))).astype(float)  # the first slot that holds it, as a power of two
        found = hit != 0
        slot = np.where(found, bucket * SLOTS + (np.frexp(lowest)[1] >> 3), 0)
        return found, self._entries.ravel()[slot].astype(np.uint8), slot

    def _hits(self, buckets: npt.NDArray[np.intp], fingerprint: npt.NDArray[np.uint32]) -> Keys:
        """Return for each bucket the slots that hold a fingerprint, a byte of one integer each (it is eight times as
        fast as to ask any() and argmax() of rows of eight)."""
        slots = self._entries.take(buckets, axis=0) >> np.uint32(8)
        return np.asarray((slots == fingerprint[:, None]).view("<u8").ravel(), np.uint64)

    def second(self, slot: npt.NDArray[np.intp]) -> Bytes:
        """Return the second number of n-grams by their slot."""
        return self._second[slot]


def build(keys: Keys, values: list[Bytes], load: float = LOAD) -> tuple[dict[str, bytes], int]:
    """
    Return the sections of a table (without their prefix) and how many n-grams found no place.

    Keys come most important first; values are one or two numbers a key.
    """
    buckets = max(1, -(-len(keys) // int(SLOTS * load)) if len(keys) else 1)
    fingerprint, first, second = _places(keys, buckets)
    entry = (fingerprint << np.uint32(8)) | values[0]
    table = np.full((buckets, SLOTS), EMPTY, np.uint32)
    beside = np.zeros((buckets, SLOTS), np.uint8)
    filled = np.zeros(buckets, np.intp)
    waiting = np.arange(len(keys))
    for choice in (first, second):
        bucket = choice[waiting]
        order = np.argsort(bucket, kind="stable")
        ranked = bucket[order]
        slot = filled[ranked] + np.arange(len(ranked)) - np.searchsorted(ranked, ranked)
        fits = slot < SLOTS
        chosen = waiting[order[fits]]
        table[ranked[fits], slot[fits]] = entry[chosen]
        if len(values) > 1:
            beside[ranked[fits], slot[fits]] = values[1][chosen]
        filled = np.minimum(filled + np.bincount(bucket, minlength=buckets), SLOTS)
        waiting = np.sort(waiting[order[~fits]])
    sections = {"entries": table.tobytes()} | ({"second": beside.tobytes()} if len(values) > 1 else {})
    return sections, len(waiting)


def _places(keys: Keys, buckets: int) -> tuple[Any, Any, Any]:
    """Return the fingerprint (never 0, which marks an empty slot) and both buckets of each key."""
    fingerprint = np.maximum(keys & FINGERPRINT, np.uint64(1)).astype(np.uint32)
    count = np.uint64(buckets)
    first = ((keys >> HALF) * count >> HALF).astype(np.intp)
    second = ((((keys * MIX[0]) >> HALF) * count) >> HALF).astype(np.intp)
    return fingerprint, first, second
