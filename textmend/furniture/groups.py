"""
Groups of furniture: lines that are furniture because of the lines around them that say so.
"""

from __future__ import annotations

import re
from collections import Counter

from textmend.furniture.lines import is_sentence_end
from textmend.furniture.page import Page
from textmend.furniture.phrases import SHORT, whole
from textmend.text.patterns import lazily

LEAST_PROSE = 300  # characters of running text; less is no article, and nothing is taken from it
ECHO = 40  # characters of a line whose words the article may say too
COMMENTS_SHARE = 0.8  # of the text that may be comments
TEASERS = 3  # long lines cut off by dots that make a list of teasers
TEASER = 80  # characters
LAST = ("comments", "share", "login", "advert")  # kinds of widgets that may end a text
NEAR_MEDIA = 3  # lines between a repeated caption and what belongs to its picture
NUMBERED = lazily(r"(?:Image|Photo|Slide|Picture) \d+ (?:of|/) \d+$")
CREDITED = lazily(r"\(?(?:Image|Photo|Picture)s? (?:credit|by|courtesy)", re.I)
BESIDE = ("newsletter", "share", "login", "advert", "comments", "byline", "media")  # kinds that stand side by side
LINKS = 12  # titles under the last header of a text


def tell_groups(page: Page, told: list[str]) -> None:
    """Add the lines that stand in a group of furniture."""
    for i in range(len(told)):
        if told[i] and page.says(i, "comments", "is") and _heads_comments(page, i):
            told[i:] = [how or "group" for how in told[i:]]
            break
    _tell_gallery(page, told)
    _tell_captions(page, told)
    _tell_neighbours(page, told)
    _tell_links(page, told)
    _tell_teasers(page, told)
    _tell_last(page, told)
    _tell_tail(page, told)


def _heads_comments(page: Page, i: int) -> bool:
    """Tell whether what follows a line is its article's comments: there is an article before, of some length."""
    words = whole(page.lines[i].text)
    if not words.endswith("comments") or words.startswith("no "):
        return False
    sizes = [len(line.text) for line in page.lines]
    return sum(sizes[:i]) >= LEAST_PROSE and sum(sizes[i:]) <= COMMENTS_SHARE * sum(sizes)


def _tell_captions(page: Page, told: list[str]) -> None:
    """Add the captions that a gallery says more than once."""
    repeats = Counter(line.text for line in page.lines)
    media = [i for i in range(len(told)) if told[i] and (page.says(i, "media") or page.says(i, "credit"))]
    for i in media:
        for j in range(max(0, i - NEAR_MEDIA), min(len(told), i + NEAR_MEDIA + 1)):
            first = page.prose[j] and j + 1 < len(told) and page.prose[j + 1] and not told[j + 1]  # of paragraphs
            if repeats[page.lines[j].text] > 1 and len(page.lines[j].text) >= ECHO and not first:
                told[j] = told[j] or "group"


def _tell_gallery(page: Page, told: list[str]) -> None:
    """Add the captions of a numbered picture: what stands between its number and its credit."""
    lines = [line.text for line in page.lines]
    for i in range(len(told)):
        if NUMBERED.match(lines[i]):
            for j in range(i + 1, min(len(told), i + 1 + NEAR_MEDIA)):
                if CREDITED.match(lines[j]):
                    told[i : j + 1] = [how or "group" for how in told[i : j + 1]]
                    break


def _tell_neighbours(page: Page, told: list[str]) -> None:
    """Add the lines that say so less surely, right beside one of their kind that does."""
    said = [how == "words" and any(p.alone and p.kind in BESIDE for p in page.phrases[i]) for i, how in enumerate(told)]
    for i, phrases in enumerate(page.phrases):
        beside = (i > 0 and said[i - 1]) or (i + 1 < len(told) and said[i + 1])
        likely = any(phrase.kind in BESIDE and phrase.form != "has" for phrase in phrases)
        if beside and likely and not told[i] and len(page.lines[i].text) <= SHORT:
            told[i] = "group"


def _tell_links(page: Page, told: list[str]) -> None:
    """Add the titles under a header of links, where nothing else follows to the end of the text."""
    last = len(told)
    for i in range(last - 1, max(-1, last - 2 - LINKS), -1):
        if told[i] and page.says(i, "related", "is"):
            told[i:] = [how or "group" for how in told[i:]]
            break
        if page.prose[i]:
            break


def _tell_teasers(page: Page, told: list[str]) -> None:
    """Add lists of teasers at the end: long lines that are cut off by dots, with their titles."""
    cut_off = [len(line.text) >= TEASER and line.text.endswith(("...", "…")) for line in page.lines]
    i = len(told) - 1
    found = []
    while i >= 0 and (cut_off[i] or told[i] or (not page.prose[i] and i + 1 < len(told) and cut_off[i + 1])):
        found.append(i)
        i -= 1
    if sum(cut_off[j] for j in found) >= TEASERS:
        for j in found:
            told[j] = told[j] or "group"


def _tell_last(page: Page, told: list[str]) -> None:
    """Add the widgets that the text ends with."""
    for i in range(len(told) - 1, 0, -1):
        if not told[i]:
            if not any(phrase.form == "is" and phrase.kind in LAST for phrase in page.phrases[i]):
                break
            told[i] = "group"


def _tell_tail(page: Page, told: list[str]) -> None:
    """Add the short lines at the end that stand among lines which say so."""
    first = len(told)
    while first and (told[first - 1] or not (page.prose[first - 1] or is_sentence_end(page.lines[first - 1].text))):
        first -= 1
    said = [i for i in range(first, len(told)) if told[i] == "words"]
    if len(said) >= 1:
        for i in range(said[0], len(told)):
            told[i] = told[i] or "group"
