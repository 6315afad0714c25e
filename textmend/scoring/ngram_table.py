"""
A compact n-gram table: from a 64-bit key to one or two quantised numbers, in batches.

Each n-gram is a 16-bit fingerprint and one byte a number, in one of the eight slots of either of two
buckets that its key names. A key that is not in the table is taken for one that is with a probability
of 16 / 65,536; an n-gram that finds both its buckets full is left out (the rarest come last, so this
prunes). Sizes are counted by `python -m textmend.scoring.build_model`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
Bytes = npt.NDArray[np.uint8]

SLOTS = 8
LOAD = 0.9  # n-grams a slot: at 0.9 about 2 % find no place
MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B19E3779F9))
HALF = np.uint64(32)
LOW = np.uint64(0xFFFFFFFF)


def combine(left: Keys, right: Keys) -> Keys:
    """Return the key of an n-gram from the key of all but its last word and the key of that word."""
    key = (left * MIX[0]) ^ (right + MIX[1])
    key ^= key >> HALF
    key *= MIX[2]
    key ^= key >> np.uint64(29)
    return key


class NgramTable:
    """A read-only table over memory-mapped sections."""

    def __init__(self, sections: Mapping[str, memoryview], prefix: str, values: int) -> None:
        self.fingerprints = np.frombuffer(sections[f"{prefix}.fp"], np.uint16).reshape(-1, SLOTS)
        self.values = [np.frombuffer(sections[f"{prefix}.v{i}"], np.uint8).reshape(-1, SLOTS) for i in range(values)]

    def find(self, keys: Keys) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.intp]]:
        """Return, for each key, whether it is there and the index of its slot in the flat values."""
        fingerprint, first, second = _places(keys, len(self.fingerprints))
        hit = self.fingerprints[first] == fingerprint[:, None]
        other = self.fingerprints[second] == fingerprint[:, None]
        in_first = hit.any(axis=1)
        in_second = other.any(axis=1)
        slot = np.where(in_first, first * SLOTS + hit.argmax(axis=1), second * SLOTS + other.argmax(axis=1))
        return in_first | in_second, slot


def build(keys: Keys, values: list[Bytes], load: float = LOAD) -> tuple[dict[str, bytes], int]:
    """
    Return the sections of a table (without their prefix) and how many n-grams found no place.

    Keys come most important first.
    """
    buckets = max(1, -(-len(keys) // int(SLOTS * load)) if len(keys) else 1)
    fingerprint, first, second = _places(keys, buckets)
    table = np.zeros((buckets, SLOTS), np.uint16)
    stored = [np.zeros((buckets, SLOTS), np.uint8) for _ in values]
    filled = np.zeros(buckets, np.intp)
    waiting = np.arange(len(keys))
    for choice in (first, second):
        bucket = choice[waiting]
        order = np.argsort(bucket, kind="stable")
        ranked = bucket[order]
        starts = np.searchsorted(ranked, ranked)
        slot = filled[ranked] + np.arange(len(ranked)) - starts
        fits = slot < SLOTS
        chosen = waiting[order[fits]]
        table[ranked[fits], slot[fits]] = fingerprint[chosen]
        for column, value in zip(stored, values, strict=True):
            column[ranked[fits], slot[fits]] = value[chosen]
        filled = np.minimum(filled + np.bincount(bucket, minlength=buckets), SLOTS)
        waiting = np.sort(waiting[order[~fits]])
    sections = {"fp": table.tobytes(), **{f"v{i}": column.tobytes() for i, column in enumerate(stored)}}
    return sections, len(waiting)


def _places(keys: Keys, buckets: int) -> tuple[Any, Any, Any]:
    """Return the fingerprint (never 0, which marks an empty slot) and both buckets of each key."""
    fingerprint = np.maximum(keys & np.uint64(0xFFFF), np.uint64(1)).astype(np.uint16)
    count = np.uint64(buckets)
    first = ((keys >> HALF) * count >> HALF).astype(np.intp)
    second = ((((keys * MIX[0]) >> HALF) * count) >> HALF).astype(np.intp)
    return fingerprint, first, second
