"""
The general English language model of CMU Sphinx, read as a backoff model; the only file that knows pocketsphinx.

Its wheel (Carnegie Mellon University, BSD 2-clause) carries a trigram model of 72,547 words counted from news, web
and spoken text. It is needed to build textmend's language model, not to run textmend. The file is a trie of n-grams
read backwards (last word first), bit-packed, its probabilities quantised to 16 bits, in units of ln 1.0001.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from textmend.scoring.backoff import BITS, Backoff, Floats, Packed, weighted
from textmend.scoring.vocabulary import BOUNDARY

MAGIC = b"Trie Language Model"
LN_BASE = 1e-4  # ln 1.0001, the unit of its probabilities
BINS = 1 << 16
NODE = np.dtype([("p", "<f4"), ("weight", "<f4"), ("next", "<u4")])
AN_SHARE = 0.13  # of indefinite articles, in wordfreq: `an` is folded into `a`


def words_and_model(numbers: dict[str, int]) -> tuple[npt.NDArray[np.bool_], Backoff]:
    """Return which words the model knows, by number, and the model over our numbers; words new to us get one."""
    words, single, pairs, triples = _read(_path())
    for word in words:
        if word.isalpha() and word != "an":
            numbers.setdefault(word, len(numbers))
    size = len(numbers)
    ours = np.array([_number(word, numbers) for word in words], np.int64)
    covered = np.zeros(size, bool)
    covered[ours[ours >= 0]] = True
    scores = np.full(size, -25.0)
    scores[ours[ours >= 0]] = single[ours >= 0]
    pair, pair_p = _renumbered(pairs, ours, words)
    triple, triple_p = _renumbered(triples, ours, words)
    return covered, weighted(scores, pair, pair_p, triple, triple_p)


def _path() -> Path:
    spec = find_spec("pocketsphinx")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("building the language model needs pocketsphinx: pip install 'textmend[build]'")
    return Path(spec.submodule_search_locations[0]) / "model" / "en-us" / "en-us.lm.bin"


def _number(word: str, numbers: Mapping[str, int]) -> int:
    """Return our number of one of its words, -1 where we have none; its possessives are two tokens here."""
    if word == "<s>":
        return numbers[BOUNDARY]
    if word == "an":
        return numbers["a"]
    return -1 if word.endswith("'s") else numbers.get(word, -1)


def _read(path: Path) -> tuple[list[str], Floats, tuple[Any, ...], tuple[Any, ...]]:
    """Return the words, ln P of each, and the n-grams as columns of word indices, oldest first, and ln P."""
    data = path.read_bytes()
    if not data.startswith(MAGIC) or data[len(MAGIC)] != 3:
        raise ValueError(f"{path} is not a trigram model of the format that pocketsphinx 5 carries")
    at = len(MAGIC) + 1
    counts = struct.unpack_from("<3I", data, at)
    at += 16  # the counts and the kind of quantisation
    bins = np.frombuffer(data, np.float32, 3 * BINS, at).reshape(3, BINS) * LN_BASE
    at += bins.size * 4
    nodes = np.frombuffer(data, NODE, counts[0] + 1, at)
    at += nodes.nbytes
    word_bits, next_bits = counts[0].bit_length(), counts[2].bit_length()
    raw = np.frombuffer(data, np.uint8)
    width = word_bits + 32 + next_bits
    middle = [
        _column(raw, at, counts[1] + 1, width, offset, bits)
        for offset, bits in ((0, word_bits), (word_bits + 16, 16), (word_bits + 32, next_bits))
    ]
    at += ((1 + counts[1]) * width + 7) // 8 + 8
    width = word_bits + 16
    last = [_column(raw, at, counts[2], width, offset, bits) for offset, bits in ((0, word_bits), (word_bits, 16))]
    at += ((1 + counts[2]) * width + 7) // 8 + 8
    words = data[at + 4 :].decode().split("\0")[: counts[0]]
    used = int(nodes["next"][-1])  # a few of the pairs that the header counts are not there
    final = np.repeat(np.arange(counts[0]), _lengths(nodes["next"]))
    before, p, following = (column[:used].astype(np.intp) for column in middle)
    used3 = int(middle[2][used])
    parent = np.repeat(np.arange(used), _lengths(np.append(following, used3)))
    pairs = (before, final, bins[0][p])
    triples = (last[0][:used3].astype(np.intp), before[parent], final[parent], bins[2][last[1][:used3].astype(np.intp)])
    return words, nodes["p"][:-1].astype(float) * LN_BASE, pairs, triples


def _lengths(starts: Any) -> npt.NDArray[np.int64]:
    """Return how many rows each node has, from where its rows start."""
    rows = starts.astype(np.int64)
    return np.asarray(rows[1:] - rows[:-1])


def _column(raw: npt.NDArray[np.uint8], base: int, rows: int, width: int, offset: int, bits: int) -> Packed:
    """Return a field of bit-packed rows."""
    place = np.arange(rows, dtype=np.int64) * width + offset
    value = np.zeros(rows, np.uint64)
    for k in range(8):
        byte = np.minimum(base + (place >> 3) + k, len(raw) - 1)
        value |= raw[byte].astype(np.uint64) << np.uint64(8 * k)
    return (value >> (place & 7).astype(np.uint64)) & np.uint64((1 << bits) - 1)


def _renumbered(columns: tuple[Any, ...], ours: npt.NDArray[np.int64], words: list[str]) -> tuple[Packed, Floats]:
    """Return n-grams packed with our numbers, sorted, with ln P; `an` and `a` are one, as last word and as context."""
    *indices, p = columns
    share = np.zeros(len(p))
    an, a = words.index("an"), words.index("a")
    before = indices[-2]
    share[before == an], share[before == a] = np.log(AN_SHARE), np.log1p(-AN_SHARE)
    numbers = [ours[index] for index in indices]
    good = np.logical_and.reduce([number >= 0 for number in numbers]) & (numbers[-1] != 0)
    packed = np.zeros(int(good.sum()), np.uint64)
    for number in numbers:
        packed = (packed << BITS) | number[good].astype(np.uint64)
    order = np.argsort(packed, kind="stable")
    packed, mass = packed[order], np.exp((p + share)[good][order])
    distinct, start = np.unique(packed, return_index=True)
    return distinct, np.log(np.minimum(np.add.reduceat(mass, start), 0.99))
