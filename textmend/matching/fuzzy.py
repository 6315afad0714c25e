"""
Fuzzy look-up: the known word that a misspelt one stands for; the only file that imports rapidfuzz.
"""

from __future__ import annotations

from collections.abc import Sequence

SHORTEST = 8  # letters; in shorter words one slip makes another word too easily


def nearest(word: str, known: Sequence[str]) -> str | None:
    """
    Return the known word that is one slip of the typing hand (a letter more, less, or two swapped) away.

    None without just one. One letter for another, or one at the end, makes rare words out of common ones as often.

    >>> nearest("enviornment", ["environment", "environments", "arena"])
    'environment'
    >>> nearest("sprats", ["sprays"]), nearest("sourdoughs", ["sourdough"])
    (None, None)
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    if len(word) < SHORTEST:
        return None
    found = [match[0] for match in extract(word, known, scorer=OSA.distance, score_cutoff=1, limit=2, processor=None)]
    return found[0] if len(found) == 1 and _slipped(word, found[0]) else None


def _slipped(word: str, known: str) -> bool:
    """Tell whether a word with one letter more or less, or the same letters, is not just another form."""
    if len(word) == len(known):
        return sorted(word) == sorted(known)
    return not (word.startswith(known) or known.startswith(word))
