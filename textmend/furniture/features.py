"""
What each line of a page shows of itself and of its surroundings: the features that model.py weighs.

A feature is a name that holds or does not. Buckets are as few as the figures of benchmarks/furniture.py bear.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate

from textmend.furniture.lines import FUNCTION_WORDS, WORD, is_sentence_end
from textmend.furniture.page import Page

WORD_BUCKETS = (1, 2, 4, 7, 12, 20, 40)
LONG = 4  # words of a line; a shorter one with a full stop may be no sentence
GOES_ON = (":", ",", ";", "—", "-")
BULLETS, QUOTES, OPENS_TEXT = "-*•·–", "\"'“‘", "\"'“‘($"
MARKS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("bar", lambda line: "|" in line),
    ("quotation", lambda line: line[0] in QUOTES),
    ("url", lambda line: "://" in line or "www." in line),
)
NEAR, FAR = 2, 8  # lines on either side that count as neighbours


def features_of(page: Page) -> list[list[str]]:
    """Return the features of each line."""
    repeats = Counter(line.text for line in page.lines)
    around = _surroundings(page)
    return [
        [
            "bias",
            *_shape(line.text),
            *(f"{phrase.kind} {phrase.form}" for phrase in page.phrases[i]),
            *around[i],
            *(["repeated"] if repeats[line.text] > 1 else []),
            *(["under header"] if page.under_header[i] else []),
        ]
        for i, line in enumerate(page.lines)
    ]


def _surroundings(page: Page) -> list[list[str]]:
    """Return the features of each line's place in the text."""
    count = len(page.lines)
    sums = {"prose": [0, *accumulate(page.prose)], "anchors": [0, *accumulate(page.anchors)]}
    own = {"prose": page.prose, "anchors": page.anchors}
    out = []
    for i in range(count):
        features = [f"place {_place(i, *page.body)}"]
        for name, reach in (("near", NEAR), ("far", FAR)):
            first, last = max(0, i - reach), min(count, i + reach + 1)
            for what, before in sums.items():
                around = before[last] - before[first] - own[what][i]
                features.append(f"{name} {what} {_bucket(around / max(1, last - first - 1))}")
        out.append(features)
    return out


def _shape(line: str) -> list[str]:
    """Return the features of a line's own shape."""
    words = WORD.findall(line)
    features = [f"words {bisect_right(WORD_BUCKETS, len(words))}"]
    if is_sentence_end(line):
        features.append("sentence end" if len(words) > LONG else "short sentence end")
    elif line.endswith(GOES_ON):
        features.append("goes on")
    if not words:
        return [*features, "no words"]
    small = sum(word.lower() in FUNCTION_WORDS for word in words) / len(words)
    features.append(f"function words {min(3, int(small * 8))}")
    features += _capitals(line, words)
    features += (name for name, holds in MARKS if holds(line))
    if all(word.isdigit() for word in words):
        features.append("numbers only")
    return features


def _capitals(line: str, words: Sequence[str]) -> list[str]:
    """Return the features of a line's capitals and of what it begins with."""
    named = sum(not word[0].islower() for word in words)
    features = []
    if len(words) > 1 and line.upper() == line:
        features.append("capitals")
    elif named == len(words):
        features.append("title case")
    elif named >= 0.6 * len(words):
        features.append("mostly title case")
    if line[0].islower():
        features.append("lower start")
    elif not line[0].isalnum() and line[0] not in OPENS_TEXT:
        features.append("bullet" if line[0] in BULLETS else "odd start")
    return features


def _place(i: int, first: int, last: int) -> str:
    """Name a line's place beside the body of its text."""
    if i < first:
        return "just above" if i >= first - NEAR else "above"
    if i >= last:
        return "just below" if i < last + NEAR else "below"
    return "inside"


def _bucket(share: float) -> int:
    """Return a share in quarters, none apart from some."""
    return 0 if share == 0 else min(4, 1 + int(share * 4))
