"""
How the language model sees words: in folded forms.

Numbers are one word, `an` is `a` (the article follows its neighbour and is mended last), quotes are
straight.
"""

from __future__ import annotations

BOUNDARY = "<s>"
NUMBER = "<num>"
FOLDS = {"an": "a", "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"}


def fold(norm: str) -> str:
    """Return the form under which the language model knows a token's normal form."""
    if norm[0].isdigit():
        return NUMBER
    return FOLDS.get(norm, norm)
