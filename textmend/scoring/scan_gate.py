"""
The gate for scanned text: does a document hold enough misread and broken words that its odd words are damage?

Every text has unknown words. Most of them are like no known word, or no likelier as what they are like; in a scanned
text many are, and they are a larger share of all words. Text that is not English is full of unknown words, and is
left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textmend.edits import Candidate
from textmend.lexicons import words
from textmend.scoring.scan_channel import RATES, Reading
from textmend.text import Document

KINDS = tuple(RATES)
NEEDS_PROOF = ("misread_word",)  # kinds that are doubts about known words: only in a text that was surely scanned
# The first look: different unknown words in lower case, and their share of all tokens. Of documents of 400 words of
# the corpora, one in fifteen has so many; of scanned ones nearly all.
FEWEST, LIGHTEST = 2, 0.008
SHORT, SAMPLED = 300, 3  # of texts of so many tokens or more, one token in three is looked at first
SINGLE = frozenset("bcdefghjklmnopqrstuvwxyz")  # letters that stand alone where words are spaced out
SPACED_OUT = 4  # different ones
BROKEN = re.compile(r"[^\W\d_][-\u2010\u00ad¬][^\S\n]*\n[^\S\n]*[^\W\d_]|[^\W\d_]¬[^\W\d_]|ſ")  # line ends, long s
CUES = ("\u00ad", "¬", "\u2010", "ſ")  # or a plain hyphen before a line end must be there
# The verdict: expected number of different damaged words, and their share of all tokens. The corpora's documents stay
# below but for a few that were scanned or mangled themselves (benchmarks/harm.py).
LEAST, SHARE = 2.5, 0.01
# Words that are frequent in English and in no language that shares its alphabet, and how many of the words of English
# text of two letters and more they are at least; of scanned rows one in a hundred has less, lists of names.
ENGLISH = frozenset(
    """the of and to that for it with by from are which their been has who will this they would were his you but as on
    at your she can about more when what there these into than""".split()
)
ENGLISH_SHARE = 0.10
FOREIGN_SENTENCE, FOREIGN_UNKNOWN, FOREIGN_WORDS = 0.07, 0.2, 6


class Verdict(NamedTuple):
    """What a document shows: expected different damaged words, their share of its tokens, and some of them."""

    scanned: bool
    damaged: float
    share: float
    examples: tuple[str, ...]


def suspicious(document: Document) -> bool:
    """Tell whether a document is worth a closer look: the cheap first one."""
    norms, text = document.norms, document.text
    sampled = len(norms) < SHORT or _odd(text, norms[::SAMPLED], 1, LIGHTEST / 2)
    if sampled and _odd(text, norms, FEWEST, LIGHTEST):
        return True
    broken = "-\n" in text or ("\r" in text and "-\r" in text)
    return (broken or (not text.isascii() and any(cue in text for cue in CUES))) and BROKEN.search(text) is not None


def _odd(text: str, norms: Sequence[str], fewest: int, share: float) -> bool:
    """Tell whether so many tokens, and such a share, are different unknown words in lower case, or words spaced out."""
    distinct = set(norms)
    unknown = words.load().unknown(distinct)
    spare = len(unknown) - max(fewest, share * len(norms))  # unknown words that may be names and such
    if spare >= 0:
        for word in unknown:
            if len(word) == 1 or word not in text:
                spare -= 1
                if spare < 0:
                    break
        else:
            return True
    return len(SINGLE & distinct) >= SPACED_OUT


def english(norms: Iterable[str]) -> bool:
    """Tell whether a text, given as the normal forms of its tokens, is English, or too short to tell."""
    longer = [norm for norm in norms if len(norm) > 1 and norm.isalpha()]
    return len(longer) < 2 * FOREIGN_WORDS or sum(norm in ENGLISH for norm in longer) >= ENGLISH_SHARE * len(longer)


def foreign(norms: Sequence[str]) -> bool:
    """Tell whether a sentence of an English text is in another language."""
    longer = [norm for norm in norms if len(norm) > 1 and norm.isalpha()]
    if len(longer) < FOREIGN_WORDS or sum(norm in ENGLISH for norm in longer) >= FOREIGN_SENTENCE * len(longer):
        return False
    flags = words.load().flags(longer)
    return sum(not flags[norm] for norm in longer) >= FOREIGN_UNKNOWN * len(longer)


def shows_itself(candidate: Candidate) -> bool:
    """Tell whether a candidate needs no more evidence of scanning: a hyphen at the end of a line, a long s as such."""
    return candidate.artifact == "line_end_hyphen" or (candidate.artifact == "long_s" and "ſ" in candidate.observed)


def judged(readings: Iterable[Reading], tokens: int) -> Verdict:
    """Return what the readings of a document of so many tokens say."""
    mass: dict[str, float] = {}
    for reading in readings:
        if not shows_itself(reading.candidate):
            observed = reading.candidate.observed.lower()
            mass[observed] = max(mass.get(observed, 0.0), reading.confidence)
    damaged = sum(mass.values())
    examples = tuple(sorted((word for word in mass if mass[word] >= 0.5), key=lambda word: (-mass[word], word))[:4])
    share = damaged / max(tokens, 1)
    return Verdict(damaged >= LEAST and share >= SHARE, damaged, share, examples)
