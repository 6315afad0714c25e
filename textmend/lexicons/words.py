"""
The known words of English: which spellings are words or names, and which of them scanners may have misread.
"""

from __future__ import annotations

from collections.abc import Set
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from textmend import binary
from textmend.text.keys import token_key

PATH = Path(__file__).parent / "english.words"
WORD, NAME = 1, 2  # flags of a spelling
COMMON = 30_000  # most frequent words: all but one in forty tokens of news are among them


@binary.once
def load() -> Words:
    """Return the list that ships with textmend, loaded once; raises CorruptFileError where it is damaged."""
    return Words(PATH)


def short_key(word: str) -> int:
    """Return 32 bits of a word's key: one in twenty thousand unknown words has that of a known one."""
    return token_key(word) >> 32


def may_be_unknown(norm: str) -> bool:
    """Tell whether a normal form is a word that lists may have: it begins with a letter and abbreviates nothing."""
    return norm[0].isalpha() and "." not in norm


class Words:
    """The word list over a memory-mapped file."""

    def __init__(self, path: Path) -> None:
        self.meta, self._sections = binary.read(path, "word list")
        self._keys = np.frombuffer(self._sections["keys"], np.uint32)
        self._key_flags = np.frombuffer(self._sections["key_flags"], np.uint8)

    def common(self) -> list[str]:
        """Return the COMMON most frequent words, most frequent first."""
        return bytes(self._sections["words"][: COMMON * 12]).decode().split("\n")[:COMMON]

    def unknown(self, norms: Set[str]) -> list[str]:
        """Return the normal forms that are not known words, in no particular order."""
        return self.missing([norm for norm in norms if may_be_unknown(norm)])

    def missing(self, words: list[str]) -> list[str]:
        """Return those of some words that are not known."""
        return [word for word, known in zip(words, self._places(words)[1].tolist(), strict=True) if not known]

    def flags(self, words: list[str]) -> dict[str, int]:
        """Return of some words what they are: WORD, NAME, both, or 0 for what is not known."""
        return dict(zip(words, self._flags(words).tolist(), strict=True)) if words else {}

    def _flags(self, words: list[str]) -> npt.NDArray[np.uint8]:
        at, found = self._places(words)
        return found * self._key_flags.take(at, mode="clip")

    def _places(self, words: list[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
        """Return where in the list the words stand, or would stand, and whether they do."""
        wanted = np.array([short_key(word) for word in words], np.uint32)
        at = self._keys.searchsorted(wanted)  # methods cost less than functions where there are few
        return at, self._keys.take(at, mode="clip") == wanted

    @cached_property
    def spellings(self) -> npt.NDArray[np.uint8]:
        """All words as the bytes of one text, each followed by a line end, most frequent first."""
        return np.frombuffer(bytes(self._sections["words"]) + b"\n", np.uint8)

    @cached_property
    def spelling_flags(self) -> npt.NDArray[np.uint8]:
        """What each of the words is."""
        return np.frombuffer(self._sections["flags"], np.uint8)
