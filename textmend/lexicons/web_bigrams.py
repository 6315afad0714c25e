"""
Word pairs of the web from the wordsegment package; the only file that imports it.

wordsegment (Grant Jenks, Apache-2.0) carries the most frequent words and pairs of the Google Web Trillion Word
Corpus as published by Peter Norvig. It is needed to build textmend's language model, not to run textmend.
"""

from __future__ import annotations

from collections.abc import Iterator


def web_bigrams() -> Iterator[tuple[str, str, float]]:
    """Yield pairs of words with P(second | first) on the web, sorted; what is missing is rare."""
    import wordsegment

    wordsegment.load()
    for pair in sorted(wordsegment.BIGRAMS):
        first, _, second = pair.partition(" ")
        before = wordsegment.UNIGRAMS.get(first, 0.0)
        if before and second and first.isalpha() and second.isalpha():
            yield first, second, min(wordsegment.BIGRAMS[pair] / before, 1.0)
