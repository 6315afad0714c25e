"""
Word frequencies of English from the wordfreq package; the only file that imports it.

wordfreq (Robyn Speer, 2022; code Apache-2.0, data CC BY-SA 4.0) is needed to build textmend's data
files, not to run textmend.
"""

from __future__ import annotations

from collections.abc import Iterator


def frequency(word: str) -> float:
    """Return the share of the tokens of English that a word makes up, 0 where wordfreq does not list it."""
    import wordfreq

    return float(wordfreq.word_frequency(word, "en")) if word[0].isalpha() else 0.0


def zipf(word: str) -> float:
    """Return log10 of a word's occurrences in a billion words of English, 0 where wordfreq does not list it."""
    import wordfreq

    return float(wordfreq.zipf_frequency(word, "en"))


def frequent_words(limit: int) -> Iterator[str]:
    """Yield the most frequent words of English, most frequent first."""
    import wordfreq

    yield from (word for word in wordfreq.top_n_list("en", limit) if word[0].isalpha())
