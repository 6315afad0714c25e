"""
Swapped code pages: one single-byte encoding read as another: `ChinaÕs` (Mac Roman), `Chinaís`, `ChinaÆs` (DOS).

The apostrophe of Windows-1252 is í in Mac Roman and Æ in DOS, that of Mac Roman is Õ in Windows-1252. í is a letter at
the end of words (país, Luís), so that it takes a contraction, or a longer word before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textmend.artifacts.artifact import Artifact
from textmend.edits import Edit
from textmend.matching.lost_marks import SURE, VOUCHED, lost_marks
from textmend.text import Document, Span

PAIRED = 0.93  # quotation marks around words in a text whose apostrophes were swapped in the same way
SWAPS = {  # the apostrophe, and the quotation marks and dashes that go with it
    "Õ": ("Mac Roman read as Windows-1252", {"Ò": "“", "Ó": "”", "Ô": "‘", "Ñ": "—", "Ð": "–", "É": "…"}),
    "í": ("Windows-1252 read as Mac Roman", {"ì": "“", "î": "”", "ë": "‘", "ó": "—", "ñ": "–", "Ö": "…"}),
    "Æ": ("Windows-1252 read as a DOS code page", {"ô": "“", "ö": "”", "æ": "‘", "ù": "—", "û": "–", "à": "…"}),
}
FEWEST_LETTERS = 5  # of a capitalised word whose possessive is believed without a contraction in the text
NAMES_IN_IS = frozenset("País Paris Solís Amadís Dionís Chasís Avilís".lower().split())


def find(document: Document) -> Iterator[Edit]:
    """Yield the marks that were swapped for letters."""
    for apostrophe in SWAPS.keys() & document.odd:
        yield from _swapped(document.text, apostrophe)


def _swapped(text: str, apostrophe: str) -> Iterator[Edit]:
    """Yield the edits of one kind of swap."""
    how, others = SWAPS[apostrophe]
    spans = [Span(*match.span()) for match in re.finditer(apostrophe, text) if _in_lower_case(text, match.start())]
    marks = [
        mark for mark in lost_marks(text, spans, also="letter" if apostrophe == "í" else "") if mark.intended == "’"
    ]
    sure = any(mark.confidence in (SURE, VOUCHED) for mark in marks)
    for mark in marks:
        if sure or apostrophe != "í" or _long_enough(text, mark.span.start):
            yield _edit(text, mark.span, "’", mark.confidence, how)
    if sure:
        opening, closing, *rest = others
        yield from _quotes(text, opening, closing, how)
        for letter in rest:
            pattern = rf"(?<= ){letter}(?= )" if others[letter] in "–—" else rf"(?<=[a-z ]){letter}(?=[ \n.]|$)"
            if others[letter] != "‘":
                for match in re.finditer(pattern, text):
                    yield _edit(text, Span(*match.span()), others[letter], PAIRED, how)


def _in_lower_case(text: str, at: int) -> bool:
    """Tell whether a letter stands where an apostrophe can: in words in capitals (LIÇÕES) it may be one of them."""
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    return before.islower() or (before.isupper() and after.islower()) or before in ("I", "O", "D")


def _long_enough(text: str, at: int) -> bool:
    word = re.search(r"[^\W\d_]*\Z", text[max(0, at - 24) : at])
    stem = word[0] if word else ""
    return len(stem) >= FEWEST_LETTERS and f"{stem.lower()}ís" not in NAMES_IN_IS


def _quotes(text: str, opening: str, closing: str, how: str) -> Iterator[Edit]:
    """Yield the quotation marks of pairs: one at the beginning of a word, the other at the end of one, in one line."""
    pattern = (
        rf"(?<![^\s(\[—–-]){opening}(?=[\w$])([^\n{opening}{closing}]*)(?<=[\w.,!?…]){closing}(?=[\s)\].,;:!?—–-]|$)"
    )
    for match in re.finditer(pattern, text):
        yield _edit(text, Span(match.start(), match.start() + 1), "“", PAIRED, how)
        yield _edit(text, Span(match.end() - 1, match.end()), "”", PAIRED, how)


def _edit(text: str, span: Span, intended: str, confidence: float, how: str) -> Edit:
    observed = text[span.start : span.end]
    return Edit(*span, observed, intended, NAME, confidence, f"{how}: “{observed}” was “{intended}”")


NAME = "code_page_swap"
ARTIFACT = Artifact(NAME, stage="encoding", find=find, cues=SWAPS.keys())
