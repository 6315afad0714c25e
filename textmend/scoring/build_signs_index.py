"""
The index of the signs: python -m textmend.scoring.build_signs_index [--folder FOLDER]

Reads the signs of every way of spinning, the word list and the terms, and writes signs.index: numbers for all words
that the gates know, and what is looked up by them, ready to be mapped into memory. The same input makes the same file.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from string import punctuation

import numpy as np

from textmend import binary
from textmend.lexicons import terms, words
from textmend.scoring.signs import FOLDER, INDEX, LONGEST, THESAURUS, WORDING, Flags, Floats, Places, phrase_numbers

LETTERS = frozenset("ai")  # that are words of one letter
MARKS = (*punctuation, *"“”‘’–—…", "'s")


def index_of(*paths: Path) -> dict[str, bytes]:
    """Return the sections of the index of some files, a way each."""
    files = [binary.read(path, "signs")[1] for path in paths]
    common, technical = words.load().common(), terms.load().signs()
    signs = [bytes(file["words"]).decode().split("\n") for file in files]
    every = list(dict.fromkeys(chain(MARKS, common, *signs, technical)))
    numbers = {word: number for number, word in enumerate(every, 1)}
    base = len(every) + 1
    known = words.load().flags(every)
    usual = {*MARKS, *(word for word in common if len(word) > 1), *LETTERS}
    usual |= {word for word in every if len(word) > 1 and (known[word] or not words.may_be_unknown(word))}
    sections = {
        "words": "\n".join(every).encode(),
        "technical": _flags(numbers, technical).tobytes(),
        "odd": (~_flags(numbers, usual)).tobytes(),
    }
    own = [np.array([numbers[word] for word in some], np.int64) for some in signs]
    for length in range(1, LONGEST + 1):
        phrases = [
            some[np.frombuffer(file[str(length)], np.int32)].reshape(-1, length)
            for some, file in zip(own, files, strict=True)
        ]
        weights = [np.frombuffer(file[f"{length} weights"], np.float32) for file in files]
        if length == 1:
            sections["weights"] = _singles(phrases, weights, base).tobytes()
        else:
            sections |= _table(length, phrases, weights, base)
    return sections


def _flags(numbers: Mapping[str, int], norms: Iterable[str]) -> Flags:
    """Return by number which words are among some."""
    flags = np.zeros(len(numbers) + 1, bool)
    flags[[numbers[norm] for norm in norms]] = True
    return flags


def _singles(words: Sequence[Places], weights: Sequence[Floats], base: int) -> Floats:
    """Return the weights of words by way and number."""
    out = np.zeros((len(words), base), np.float32)
    for way, own in enumerate(words):
        out[way, own[:, 0]] = weights[way]
    return out


def _table(length: int, phrases: Sequence[Places], weights: Sequence[Floats], base: int) -> dict[str, bytes]:
    """Return the sections of the phrases of a length: their keys, sorted, their weights by way, and how they begin."""
    keys = [phrase_numbers(own, np.arange(0, len(own), length), length, base) for own in map(np.ravel, phrases)]
    ordered, rows = np.unique(np.concatenate(keys), return_inverse=True)
    table = np.zeros((len(keys), len(ordered)), np.float32)
    ends = np.cumsum([len(own) for own in keys])
    for way, own in enumerate(np.split(rows, ends[:-1])):
        table[way, own] = weights[way]
    begins = np.zeros(base, bool)
    begins[np.concatenate(phrases)[:, 0]] = True
    return {
        f"{length} keys": ordered.astype(np.int64).tobytes(),
        f"{length} weights": table.tobytes(),
        f"{length} begins": begins.tobytes(),
    }


def write(folder: Path = FOLDER) -> Path:
    """Write the index of the signs in a folder, with those that ship where it has none of a way; return its path."""
    own = (folder / path.name for path in (*WORDING, THESAURUS))
    paths = [path if path.exists() else FOLDER / path.name for path in own]
    index = folder / INDEX.name
    binary.write(index, "index of signs", {"ways": len(paths)}, index_of(*paths))
    return index


def main() -> int:
    """Build the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="with the signs, to write to")
    path = write(parser.parse_args().folder)
    print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
