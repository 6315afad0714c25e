"""
Which lines of a text are furniture, decided: runs of lines that go together.

Three ways to be furniture, the surest first: a line says so by its own words ("Skip to main content"); it stands in
a group that does (the links under "Most read", the comments under their header, teasers, captions told twice); it
stands outside the body of a raw page, between lines that say so, and looks like furniture (model.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from textmend.furniture.groups import ECHO, LEAST_PROSE, tell_groups
from textmend.furniture.lines import Line, lines_of
from textmend.furniture.model import log_odds
from textmend.furniture.page import Page, heaviest
from textmend.furniture.phrases import Phrase
from textmend.text import Span, touches
from textmend.text.patterns import lazily

# Thresholds: the most characters removed on held-out pages without harm to another line (benchmarks/furniture.py).
OUTSIDE = -2.0  # log-odds over which a line of a raw page outside its body goes
DOUBTFUL = 3.7  # and one that is outside only as the odds have it
SLACK = 1.0  # log-odds up to which a line adds to that body
UNDER_HEADER = 1.0
# Of lines told so on held-out pages .993, 1 and .9999 are right; a little less, for the rules were made on these pages.
CONFIDENCE = {"words": 0.97, "group": 0.96, "place": 0.97}
ROUNDS = 8  # most pages need two, the second to see that nothing is left
CLOSE = 2  # lines between two that say what they are and bear each other out
LONGEST_GAP = 100  # lines of navigation of which none says what it is
HEADLINE_WORDS, HEADLINE_SHARE = 3, 0.75  # longer words of a headline, and the share of them that its body says
WORD = lazily(r"\w+")
SENTENCE = lazily(r"(?<=[.!?]) ")  # between two


class Block(NamedTuple):
    """A run of furniture: code points of the text, the kind, how it was told, and how many lines."""

    start: int
    end: int
    kind: str
    how: str
    lines: int


def furniture_in(text: str, untouchable: Sequence[Span]) -> list[Block]:
    """
    Return the runs of furniture in a text, in order.

    What is left is looked at again until nothing more is found, so that a cleaned text is clean; where that has no
    end, nothing is furniture. No line that holds anything untouchable is.
    """
    lines = lines_of(text)
    found: dict[Line, tuple[str, list[Phrase]]] = {}
    for _ in range(ROUNDS):
        page = Page([line for line in lines if line not in found])
        told = told_lines(page)
        new = {
            page.lines[i]: (how, page.phrases[i])
            for i, how in enumerate(told)
            if how and not touches(Span(page.lines[i].start, page.lines[i].end), untouchable)
        }
        if not new:
            return list(_runs(text, lines, found))
        found |= new
    return []


def told_lines(page: Page, odds: Sequence[float] | None = None) -> list[str]:
    """Return how each line was told to be furniture; an empty string where it was not."""
    told = [""] * len(page.lines)
    if sum(len(line.text) for line, prose in zip(page.lines, page.prose, strict=True) if prose) < LEAST_PROSE:
        return told
    for i in range(len(told)):
        if page.tells(i):
            told[i] = "words"
    if page.is_raw or any(told):
        tell_groups(page, told)
        _tell_by_place(page, told, log_odds(page) if odds is None else odds)
        _keep_echoes(page, told)
    return told


def _tell_by_place(page: Page, told: list[str], odds: Sequence[float]) -> None:
    """
    Add the lines that look like furniture: links under their header, and what is outside the body of a raw page.

    The body has two readings: the run with the most prose, which may reach over teasers that are prose themselves, and
    the run least like furniture. What only the second leaves out must look more like furniture to go.
    """
    above, below = _edges(page, page.body) if page.is_raw else (0, len(told))
    strict_above, strict_below = _edges(page, strict_body(page, odds)) if page.is_raw else (0, len(told))
    for i, prose in enumerate(page.prose):
        outside = (i < above or i >= below) and odds[i] > OUTSIDE
        doubtful = (i < strict_above or i >= strict_below) and odds[i] > DOUBTFUL
        linked = page.under_header[i] and not prose and odds[i] > UNDER_HEADER
        if page.rival[0] <= i < page.rival[1]:
            continue
        if not told[i] and (outside or doubtful or linked):
            told[i] = "place" if outside or doubtful else "group"


def strict_body(page: Page, odds: Sequence[float]) -> tuple[int, int]:
    """Return the run of lines that is least like furniture, if most of it is in the body; the body otherwise."""
    first, last = heaviest([round(100 * (SLACK - odd)) for odd in odds])
    common = min(last, page.body[1]) - max(first, page.body[0])
    return (first, last) if common > 0 and 2 * common >= last - first else page.body


def _edges(page: Page, body: tuple[int, int]) -> tuple[int, int]:
    """
    Return where the furniture above the body of a raw page ends, and where that below it begins.

    Both at a line that says what it is, with another one close by; what is between them and the body may be a
    headline or a list that belongs to it. Above, a long stretch without any such line ends the furniture, too.
    """
    first, last = body
    count = len(page.lines)
    sure = [
        i
        for i in range(count)
        if page.anchors[i]
        and (
            any(phrase.alone for phrase in page.phrases[i])
            or any(page.anchors[j] for j in range(max(0, i - CLOSE), min(count, i + CLOSE + 1)) if j != i)
        )
    ]
    above = 0
    for i in sure:
        if i >= first or i - above > LONGEST_GAP:
            break
        above = i + 1
    return above, next((i for i in sure if i >= last), count)


def _keep_echoes(page: Page, told: list[str]) -> None:
    """
    Keep what may be part of the article: its headline above it, and what it says itself.

    A short line whose words the kept lines say too may be a heading or an item of the article; a longer one is kept
    where most of its sentences are.
    """
    kept = {part for i, how in enumerate(told) if not how for part in SENTENCE.split(page.lines[i].text)}
    body = _content_words(line.text for line in page.lines[slice(*page.body)])
    for i, how in enumerate(told):
        text = page.lines[i].text
        told_too = len(text) >= ECHO and 2 * sum(len(s) for s in SENTENCE.split(text) if s in kept) >= len(text)
        if how == "place" and (told_too or (i < page.body[0] and _is_headline(text, body))):
            told[i] = ""
    short = {i: words for i, how in enumerate(told) if how and (words := _words(page, i, ECHO))}
    said = _said(page, told, set(short.values()))
    for i, words in short.items():
        if words in said:
            told[i] = ""


def _said(page: Page, told: Sequence[str], phrases: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Return those of some phrases that the kept lines say."""
    lengths: dict[str, set[int]] = {words[0]: set() for words in phrases}
    for words in phrases:
        lengths[words[0]].add(len(words))
    said: set[tuple[str, ...]] = set()
    for i, how in enumerate(told):
        if not how:
            words = _words(page, i)
            for at, word in enumerate(words):
                said.update(words[at : at + length] for length in lengths.get(word, ()))
    return said & phrases


def _content_words(texts: Iterable[str]) -> set[str]:
    """Return the longer words of some texts, in lower case."""
    return {word for text in texts for word in WORD.findall(text.lower()) if len(word) > 3}


def _is_headline(line: str, body: set[str]) -> bool:
    """Tell whether a line may be the headline of a body: the words are the same."""
    words = _content_words([line])
    return len(words) >= HEADLINE_WORDS and len(words & body) >= HEADLINE_SHARE * len(words)


def _words(page: Page, i: int, most: int | None = None) -> tuple[str, ...]:
    """Return the words of a line, in lower case; none if they are more than so many characters."""
    words = tuple(WORD.findall(page.lines[i].text.lower()))
    return words if most is None or sum(map(len, words)) + len(words) <= most else ()


def _runs(text: str, lines: Sequence[Line], found: dict[Line, tuple[str, list[Phrase]]]) -> Iterator[Block]:
    """
    Yield the runs of neighbouring lines that were told in one way, each with the blank lines after it.

    What stands at the end of the text goes with the blank lines before it.
    """
    end = len(lines)
    while end and lines[end - 1] in found:
        end -= 1
    first = 0
    for how, group in groupby(lines, lambda line: found[line][0] if line in found else ""):
        run = list(group)
        last = first + len(run)
        if how:
            kinds = Counter(phrase.kind for line in run for phrase in found[line][1])
            kind = kinds.most_common(1)[0][0] if kinds else "links"
            start = lines[first - 1].end if first == end and first else run[0].start
            yield Block(start, lines[last].start if last < len(lines) else len(text), kind, how, len(run))
        first = last
