"""
Letter case of a word whose letters were misread: mostly capitals stay capitals, and a first capital is passed on.
"""

from __future__ import annotations


def glyph_case(observed: str, intended: str) -> str:
    """
    Return an intended word (in lower case) in the letter case that the observed one shows.

    >>> glyph_case("COUNTnY", "country"), glyph_case("hourB", "hours"), glyph_case("Sydncy", "sydney")
    ('COUNTRY', 'hours', 'Sydney')
    >>> glyph_case("«hich", "which"), glyph_case("ot", "of")
    ('which', 'of')
    """
    letters = [c for c in observed if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if capitals > 1 and 2 * capitals > len(letters):
        return intended.upper()
    return intended[:1].upper() + intended[1:] if letters and observed[0].isupper() else intended
