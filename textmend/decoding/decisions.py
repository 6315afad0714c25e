"""
From readings to edits: letter case, the article before a replacement, reasons; accepted or declined.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from textmend.decoding.passages import Reading
from textmend.edits import Candidate, Edit, insert
from textmend.lexicons.spellings import respelled, spelling_habit
from textmend.text import Span, fit_case, normal_forms, touches

NO_HABIT: Mapping[str, str] = MappingProxyType({})
WORD_BEHIND = re.compile(r"\s+(\w+)")
ARTICLE_BEFORE = re.compile(r"\b([Aa][Nn]?)(\s+)$")
# What begins with a vowel letter but not a vowel sound, and the reverse (sounds, after the CMU dictionary's usage).
CONSONANT_SOUND = re.compile(r"(?:uni(?!n|m|d)|us[aeiu]|ut[ei]|eu|ewe|one\b|once\b|ubiq|(?-i:U\.?[SNK]\b))", re.I)
VOWEL_SOUND = re.compile(r"(?:hour|honou?r|honest|heir|[FHLMNRSX]\.?[A-Z]{1,2}\b|8|11\b|18\b)")


def edits_of(
    text: str,
    readings: Iterable[Reading],
    sentence_starts: frozenset[int],
    bound: float,
    protected: Sequence[Span] = (),
) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
    """
    Return the edits that can be made, which are those of the best path, and the declined.

    What is as sure as the bound does not depend on what is less sure: where only articles would, that is declined.
    """
    habit = spelling_habit(normal_forms(text))
    best: list[Edit] = []
    declined: list[Edit] = []
    for reading in readings:
        edit = _edit(text, reading, reading.candidate.span.start in sentence_starts, habit)
        if edit.observed == edit.replacement:
            continue
        (best if reading.best else declined).append(edit)
    best.sort(key=lambda edit: edit.start)
    made = _with_articles(text, [edit for edit in best if edit.confidence >= bound], protected)
    declined = list(_other_than(best, declined, bound))
    tied = {i for before in _ties(text, best, protected) for i in (before, before + 1)}
    for i, edit in enumerate(best):
        if edit.confidence < bound:
            (alone,) = _widened(text, (edit,), protected)
            if i in tied or not insert(made, alone):
                declined.append(alone)
    return tuple(made), tuple(sorted(declined, key=lambda edit: (edit.start, edit.end, -edit.confidence)))


def _other_than(best: Sequence[Edit], declined: Sequence[Edit], bound: float) -> Iterator[Edit]:
    """Yield what was declined once each, without what says the same as one of the best edits in another span."""
    declined = sorted(declined, key=lambda edit: (edit.start, edit.end, -edit.confidence, edit.replacement))
    starts = [edit.start for edit in best]
    seen = {(edit.start, edit.end, edit.replacement) for edit in best}
    for edit in declined:
        at = bisect_left(starts, edit.end)
        overlaps = any(other.end > edit.start for other in best[max(0, at - 3) : at] if other.confidence >= bound)
        key = (edit.start, edit.end, edit.replacement)
        if key not in seen and not (overlaps and edit.confidence >= bound):
            seen.add(key)
            yield edit


def _edit(text: str, reading: Reading, begins: bool, habit: Mapping[str, str]) -> Edit:
    candidate = reading.candidate
    start, end = candidate.span
    replacement = replacement_of(text, candidate, begins, habit)
    reason = f"spun wording ({candidate.why}): spinners print “{candidate.observed}” for “{replacement}”"
    if reading.note:
        reason += f"; {reading.note}"
    confidence = round(reading.confidence, 4)
    return Edit(start, end, candidate.observed, replacement, candidate.artifact, confidence, reason)


def replacement_of(text: str, candidate: Candidate, begins: bool, habit: Mapping[str, str] = NO_HABIT) -> str:
    """Return a candidate's words as they are printed; begins: whether it begins its sentence; habit: of spelling."""
    intended = respelled(candidate.intended, habit, candidate.observed)
    return _like(fit_case(candidate.observed, intended, begins), candidate.observed, text)


def _like(replacement: str, observed: str, text: str) -> str:
    """Return a replacement with the apostrophes that the text uses."""
    curly = "’" in observed or ("'" not in observed and "’" in text)
    return replacement.replace("'", "’") if curly else replacement


def _with_articles(text: str, edits: Sequence[Edit], protected: Sequence[Span]) -> list[Edit]:
    """
    Return the edits with the articles that they need, those that need another one before them widened to hold it.

    Where one's article depends on the other, both are as sure as the less sure of them: neither is right alone.
    """
    made = _widened(text, edits, protected)
    ties = _ties(text, edits, protected)
    for i in (*ties, *reversed(ties)):  # there and back: it goes along a row of them
        least = min(made[i].confidence, made[i + 1].confidence)
        made[i : i + 2] = (replace(edit, confidence=least) for edit in made[i : i + 2])
    return made


def _ties(text: str, edits: Sequence[Edit], protected: Sequence[Span]) -> list[int]:
    """Return the numbers of the edits whose articles, or those of the next edit, are other where only one is made."""
    return [
        i
        for i, (edit, after) in enumerate(pairwise(edits))
        if text[edit.end : after.start].isspace()
        and any(ARTICLE_BEFORE.search(f"{words} ") for words in (edit.observed, edit.replacement))
        and _widened(text, (edit, after), protected)
        != [*_widened(text, (edit,), protected), *_widened(text, (after,), protected)]
    ]


def _widened(text: str, edits: Sequence[Edit], protected: Sequence[Span]) -> list[Edit]:
    """Return the edits, each that needs another article before its replacement widened to hold it."""
    out: list[Edit] = []
    for edit in edits:
        end_before = out[-1].end if out else 0
        found = ARTICLE_BEFORE.search(text, max(end_before, edit.start - 8), edit.start)
        if found and not touches(Span(found.start(), edit.start), protected):
            article = agreeing(found[1], edit.replacement)
            if article != found[1]:
                edit = replace(
                    edit,
                    start=found.start(),
                    observed=text[found.start() : edit.end],
                    replacement=f"{article}{found[2]}{edit.replacement}",
                    reason=f"{edit.reason}; “{found[1]}” becomes “{article}” before it",
                )
        elif out and text[end_before : edit.start].isspace():
            previous = ARTICLE_BEFORE.search(out[-1].replacement + " ")
            if previous and (article := agreeing(previous[1], edit.replacement)) != previous[1]:
                out[-1] = replace(out[-1], replacement=out[-1].replacement[: previous.start()] + article)
        out.append(edit)
    return [_following_article(text, edit, out, i) for i, edit in enumerate(out)]


def _following_article(text: str, edit: Edit, edits: Sequence[Edit], i: int) -> Edit:
    """Return an edit that ends in an article with the article that agrees with the untouched word behind it."""
    found = ARTICLE_BEFORE.search(edit.replacement + " ")
    following = WORD_BEHIND.match(text, edit.end)
    touched = i + 1 < len(edits) and following is not None and edits[i + 1].start < following.end()
    if not found or not following or touched:
        return edit
    return replace(edit, replacement=edit.replacement[: found.start()] + agreeing(found[1], following[1]))


def agreeing(article: str, following: str) -> str:
    """
    Return the form of the indefinite article that goes before a word.

    >>> agreeing("a", "important"), agreeing("An", "university"), agreeing("a", "hour"), agreeing("an", "critical")
    ('an', 'A', 'an', 'a')
    """
    vowel = following[:1].lower() in "aeiou" and not CONSONANT_SOUND.match(following)
    form = "an" if vowel or VOWEL_SOUND.match(following) else "a"
    if article == "AN" or (article == "A" and following.isupper() and len(following) > 3):
        return form.upper()
    return form.capitalize() if article[0] == "A" else form
