"""
The gate for scanned text: does a document hold enough misread and broken words that its odd words are damage?

Every text has unknown words. Most of them are like no known word, or no likelier as what they are like; in a scanned
text many are, and they are a larger share of all words. Text that is not English is full of unknown words, and is
left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from textmend.edits import Candidate
from textmend.lexicons import words
from textmend.matching.glyphs import readings
from textmend.scoring import signs
from textmend.scoring.scan_channel import RATES, Reading
from textmend.text import Document
from textmend.text.patterns import lazily

KINDS = tuple(RATES)
NEEDS_PROOF = ("misread_word",)  # kinds that are doubts about known words: only in a text that was surely scanned
# The first look: different unknown words in lower case, and their share of all tokens. Of documents of 400 words of
# the corpora, one in fifteen has so many; of scanned ones nearly all.
FEWEST, LIGHTEST = 2, 0.008
SAMPLE_SHARE = 0.006  # in the sample, a little less
SHORT, SAMPLED = 300, 3  # of texts of so many tokens or more, one token in three is looked at first
SINGLE = frozenset("bcdefghjklmnopqrstuvwxyz")  # letters that stand alone where words are spaced out
SPACED_OUT = 4  # different ones
BRIEF = 2_000  # characters of a text up to which to look for a word in it costs less than to look the word up
LONG = 50_000  # characters of a text from which its words in lower case are gathered before they are looked for
LOWER = lazily(r"[^\W\d_]+")
CUES = frozenset("\u00ad¬\u2010ſ")  # one of which a broken text has, or a plain hyphen before a line end
# A word that is broken at a line end or by a mark of its own, and long s: to search for a character and look back is
# a hundred times as fast as to search for a letter before it.
BROKEN = (
    *((mark, lazily(rf"{mark}(?<=[^\W\d_]{mark})[^\S\n]*\n[^\S\n]*[^\W\d_]")) for mark in "-\u2010\u00ad¬"),
    ("¬", lazily(r"¬(?<=[^\W\d_]¬)[^\W\d_]")),
    ("ſ", lazily("ſ")),
)
# The second look: different unknown words that may be damage, at least one, and their share of all tokens: nine in
# ten of the lightly damaged rows have it, and one in ten to one in two of the corpora's suspicious documents.
SHARE_PROMISING = 0.006
FALLS_APART = range(4, 40)  # letters of a word that may be two
# The verdict: expected number of different damaged words, and their share of all tokens; either pair will do. All of
# the corpora's documents of 400 words stay below (benchmarks/harm.py).
BOUNDS = ((2.5, 0.01), (5.0, 0.007))
JOINED = 0.12  # what a joined word counts in the share: copying between programs loses spaces, too, here and there
# Words that are frequent in English and in no language that shares its alphabet, and how many of the words of English
# text of two letters and more they are at least; of scanned rows one in a hundred has less, lists of names.
ENGLISH = frozenset(
    """the of and to that for it with by from are which their been has who will this they would were his you but as on
    at your she can about more when what there these into than""".split()
)
ENGLISH_SHARE = 0.10
FOREIGN_SENTENCE, FOREIGN_UNKNOWN, FOREIGN_WORDS = 0.07, 0.2, 6


class Verdict(NamedTuple):
    """What a document shows: expected different damaged words, the share of its tokens damaged, and some of them."""

    scanned: bool
    damaged: float
    share: float
    examples: tuple[str, ...]


def suspicious(document: Document) -> bool:
    """Tell whether a document is worth a closer look: the cheap first one."""
    norms, text = document.norms, document.text
    places = signs.load().odd.take(document.once(signs.numbers_of)).nonzero()[0].tolist()
    sampled = len(norms) < SHORT or _odd(
        text,
        {norms[place] for place in places if not place % SAMPLED},
        max(1, SAMPLE_SHARE * ceil(len(norms) / SAMPLED)),
    )
    if sampled and _odd(text, {norms[place] for place in places}, max(FEWEST, LIGHTEST * len(norms))):
        return True
    hyphens = "-" in text and ("-" in [line[-1] for line in document.open_lines] or ("\r" in text and "-\r" in text))
    return (hyphens or not document.odd.isdisjoint(CUES)) and _broken(text)


def _broken(text: str) -> bool:
    """Tell whether any word of a text is broken at a line end, or has a long s."""
    return any(mark in text and pattern.search(text) for mark, pattern in BROKEN)


def _odd(text: str, odd: Set[str], least: float) -> bool:
    """
    Tell whether so many words are unknown and stand in a text in lower case, or words are spaced out.

    odd: different tokens, those that may be unknown words, or letters by themselves.
    """
    if len(odd) < min(least, SPACED_OUT):
        return False
    if len(SINGLE & odd) >= SPACED_OUT:
        return True
    strange = [norm for norm in odd if len(norm) > 1 and words.may_be_unknown(norm)]
    if len(text) < BRIEF:
        strange = [word for word in strange if word in text]
    if len(strange) < least:
        return False
    unknown = words.load().missing(strange)
    spare = len(unknown) - least  # unknown words that may be names and such
    if spare < 0 or len(text) < BRIEF:
        return spare >= 0
    lower = text if len(text) < LONG else set(LOWER.findall(text))
    for word in unknown:
        if word not in lower:
            spare -= 1
            if spare < 0:
                return False
    return True


def promising(document: Document) -> bool:
    """
    Tell whether enough of a suspicious document's unknown words may be damage: the second look, which costs less than
    to decode it. Such a word is one misreading away from a known one, or makes a known word with a neighbour, or falls
    into known words.
    """
    norms, known = document.norms, words.load()
    strange = signs.load().odd.take(document.once(signs.numbers_of))
    distinct = {norms[place] for place in strange.nonzero()[0].tolist()}
    if len(SINGLE & distinct) >= SPACED_OUT or _broken(document.text):
        return True
    unknown = set(known.unknown(distinct))
    odd = sorted(word for word in unknown if len(word) > 1 and word in document.text)
    least = max(1, SHARE_PROMISING * len(norms))
    if len(odd) < least:
        return False
    together: dict[str, list[str]] = {}
    for pair in pairwise(norms):
        if not unknown.isdisjoint(pair):
            together.setdefault("".join(pair), []).extend(unknown.intersection(pair))
    whole = {w for joined, flag in known.flags(sorted(together)).items() if flag & words.WORD for w in together[joined]}
    found = 0
    for word in odd:
        found += (
            word in whole
            or any(reading.flags & words.WORD for reading in readings(word, 1))
            or (len(word) in FALLS_APART and _falls_apart(word, known))
        )
        if found >= least:
            return True
    return False


def _falls_apart(word: str, known: words.Words) -> bool:
    """Tell whether a word is two known words without the space between."""
    halves = [(word[:i], word[i:]) for i in range(1, len(word))]
    flags = known.flags(sorted({half for pair in halves for half in pair}))
    return any(flags[a] & words.WORD and flags[b] & words.WORD for a, b in halves)


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
    joined: set[str] = set()
    places = 0.0
    for reading in readings:
        if not shows_itself(reading.candidate):
            observed = reading.candidate.observed.lower()
            if reading.confidence > mass.get(observed, 0.0):
                mass[observed] = reading.confidence
                (joined.add if reading.candidate.artifact == "joined_words" else joined.discard)(observed)
            places += reading.confidence if reading.best else 0.0
    damaged, tokens = sum(mass.values()), max(tokens, 1)
    weighed = damaged - (1.0 - JOINED) * sum(mass[word] for word in joined)
    examples = tuple(sorted((word for word in mass if mass[word] >= 0.5), key=lambda word: (-mass[word], word))[:4])
    scanned = any(damaged >= least and weighed >= share * tokens for least, share in BOUNDS)
    return Verdict(scanned, damaged, places / tokens, examples)


def together(parts: Sequence[tuple[Verdict, int]]) -> Verdict:
    """Return what the parts of a document say, each with its length."""
    if len(parts) == 1:
        return parts[0][0]
    scanned = [verdict for verdict, _ in parts if verdict.scanned]
    share = sum(verdict.share * length for verdict, length in parts if verdict.scanned)
    return Verdict(
        bool(scanned),
        sum(verdict.damaged for verdict in scanned),
        share / max(sum(length for _, length in parts), 1),
        scanned[0].examples if scanned else (),
    )
