"""
Letter case: what a replacement's letters should look like where it is put.
"""

from __future__ import annotations


def fit_case(observed: str, intended: str, sentence_start: bool = False) -> str:
    """
    Return the intended words in the letter case of the observed ones.

    All capitals stay so; a phrase whose every longer word is capitalised (a name, a heading) is
    capitalised word by word; a first capital is passed on. Capitals that the intended phrase has by
    itself (America) stay, and a word that was lower case only because it began nothing stays so.

    >>> fit_case("Nationwide", "national"), fit_case("NAVY", "military"), fit_case("america", "the United States")
    ('National', 'MILITARY', 'the United States')
    >>> fit_case("Well Being", "health"), fit_case("Together with", "with"), fit_case("Mind Growth", "brain tumor")
    ('Health', 'With', 'Brain Tumor')
    """
    letters = [c for c in observed if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return intended.upper()
    words = [w for w in observed.split() if w[:1].isalpha()]
    if len(words) > 1 and all(w[0].isupper() for w in words if len(w) > 3) and words[-1][0].isupper():
        return " ".join(_capitalised(w) if len(w) > 3 or i == 0 else w for i, w in enumerate(intended.split(" ")))
    if letters and letters[0].isupper():
        if intended.startswith(("the ", "a ", "an ")) and not sentence_start:  # a name that has an article inside
            return intended
        return _capitalised(intended)
    return intended


def _capitalised(word: str) -> str:
    """Return a word with its first letter in upper case and the rest as it was."""
    return word[:1].upper() + word[1:]
