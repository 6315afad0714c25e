"""
From readings to edits: letter case, the article before a replacement, reasons; accepted or declined.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from textmend.decoding.passages import Reading
from textmend.edits import Candidate, Edit
from textmend.lexicons.spellings import respelled, spelling_habit
from textmend.text import Span, fit_case, normal_forms, touches

NO_HABIT: Mapping[str, str] = MappingProxyType({})
ARTICLE_BEFORE = re.compile(r"\b([Aa][Nn]?)(\s+)$")
# What begins with a vowel letter but not a vowel sound, and the reverse (sounds, after the CMU dictionary's usage).
CONSONANT_SOUND = re.compile(r"(?:uni(?!n|m|d)|us[aeiu]|ut[ei]|eu|ewe|one\b|once\b|ubiq|(?-i:U\.?[SNK]\b))", re.I)
VOWEL_SOUND = re.compile(r"(?:hour|honou?r|honest|heir|[FHLMNRSX]\.?[A-Z]{1,2}\b|8|11\b|18\b)")


def edits_of(
    text: str,
    readings: Iterable[Reading],
    sentence_starts: frozenset[int],
    threshold: float,
    protected: Sequence[Span] = (),
) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
    """Return the edits to make and those declined; a reading is made if it is on the best path and sure enough."""
    habit = spelling_habit(normal_forms(text))
    accepted, declined = [], []
    for reading in readings:
        edit = _edit(text, reading, reading.candidate.span.start in sentence_starts, habit)
        if edit.observed == edit.replacement:
            continue
        if reading.best and edit.confidence >= threshold:
            accepted.append(edit)
        else:
            declined.append(edit)
    accepted.sort(key=lambda edit: edit.start)
    declined.sort(key=lambda edit: (edit.start, edit.end, -edit.confidence, edit.replacement))
    return tuple(_with_articles(text, accepted, protected)), tuple(_other_than(accepted, declined, threshold))


def _other_than(accepted: Sequence[Edit], declined: Sequence[Edit], threshold: float) -> Iterator[Edit]:
    """Yield what was declined once each, without what says the same as an accepted edit in another span."""
    starts = [edit.start for edit in accepted]
    seen: set[tuple[int, int, str]] = set()
    for edit in declined:
        at = bisect_left(starts, edit.end)
        overlaps = any(other.end > edit.start for other in accepted[max(0, at - 3) : at])
        key = (edit.start, edit.end, edit.replacement)
        if key not in seen and not (overlaps and edit.confidence >= threshold):
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
    """Return the edits, each that needs another article before its replacement widened to hold it."""
    out: list[Edit] = []
    for edit in edits:
        end_before = out[-1].end if out else 0
        found = ARTICLE_BEFORE.search(text, max(end_before, edit.start - 8), edit.start)
        if found and not touches(Span(found.start(), edit.start), protected):
            article = agreeing(found[1], edit.replacement)
            if article != found[1]:
                start, kept = found.start(), found[2]
                edit = Edit(
                    start,
                    edit.end,
                    text[start : edit.end],
                    f"{article}{kept}{edit.replacement}",
                    edit.artifact,
                    edit.confidence,
                    f"{edit.reason}; “{found[1]}” becomes “{article}” before it",
                )
        elif out and text[end_before : edit.start].isspace():
            previous = ARTICLE_BEFORE.search(out[-1].replacement + " ")
            if previous and (article := agreeing(previous[1], edit.replacement)) != previous[1]:
                last = out[-1]
                fixed = last.replacement[: previous.start()] + article
                out[-1] = Edit(last.start, last.end, last.observed, fixed, last.artifact, last.confidence, last.reason)
        out.append(edit)
    return [_following_article(text, edit, out, i) for i, edit in enumerate(out)]


def _following_article(text: str, edit: Edit, edits: Sequence[Edit], i: int) -> Edit:
    """Return an edit that ends in an article with the article that agrees with the untouched word behind it."""
    found = ARTICLE_BEFORE.search(edit.replacement + " ")
    following = re.compile(r"\s+(\w+)").match(text, edit.end)
    touched = i + 1 < len(edits) and following is not None and edits[i + 1].start < following.end()
    if not found or not following or touched:
        return edit
    fixed = edit.replacement[: found.start()] + agreeing(found[1], following[1])
    return Edit(edit.start, edit.end, edit.observed, fixed, edit.artifact, edit.confidence, edit.reason)


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
