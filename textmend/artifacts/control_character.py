r"""
Control characters in text: leftovers of terminals, word processors and files read in the wrong encoding.

U+2019 and its like cut down to a byte leave `It\x19s`, which is mended; the rest is taken out. Tabs, line ends, form
feeds and what shapes right-to-left text stay, and so does a byte order mark at the start, which belongs to the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textmend.artifacts.artifact import Artifact
from textmend.edits import Edit
from textmend.matching.lost_marks import SURE, VOUCHED, lost_marks
from textmend.text import Document, Span
from textmend.text.patterns import lazily

CONFIDENCE = 0.95  # they mean nothing in text
CUT = {"\x13": "–", "\x14": "—", "\x18": "‘", "\x19": "’", "\x1c": "“", "\x1d": "”"}  # U+2013 … U+201D, low bytes
CONTROLS = "\x00-\x08\x0b\x0e-\x1f\x7f\u206a-\u206f\ufff9-\ufffc"
MARKS = "\u200e\u200f\u202a-\u202c\u2066-\u2069"  # of direction
CONTROL = lazily(f"\x1b\\[[0-9;]*[A-Za-z]|[{CONTROLS}]|[{MARKS}]+")
RANGES = "\x00\x08 \x0b\x0b \x0e\x1f \x7f\x7f \u200e\u200f \u202a\u202c \u2066\u206f \ufff9\ufffc".split(" ")
CHARACTERS = frozenset(chr(code) for pair in RANGES for code in range(ord(pair[0]), ord(pair[1]) + 1))
UNDECODABLE = frozenset(map(chr, range(0xDC80, 0xDD00)))  # bytes kept as lone surrogates (PEP 383)
RIGHT_TO_LEFT = lazily("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
LINE_END_HYPHENS = "\x02\x1f"  # some readers of PDF leave one where a word was hyphenated


def find(document: Document) -> Iterator[Edit]:
    """Yield the edits that mend or take out control characters."""
    if not UNDECODABLE.isdisjoint(document.odd):
        return  # where bytes could not be decoded, the file may not be text
    text = document.text
    cut = dict(_cut_marks(text)) if "\x19" in document.odd else {}
    for start, mark in cut.items():
        reason = f"control character {ord(text[start]):02X}: the low byte of “{mark}”"
        yield Edit(start, start + 1, text[start], mark, NAME, VOUCHED, reason)
    directed = RIGHT_TO_LEFT.search(text) is not None
    for match in CONTROL.finditer(text):
        start, end = match.span()
        if start in cut or (directed and match[0][0] in "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"):
            continue
        if match[0] in LINE_END_HYPHENS and re.match(r"[ \r]*(?:\n|\Z)", text[end : end + 8]):
            continue
        breaks = match[0] in "\x0b\x1e" and text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()
        kept = {"\x0b": " ", "\x1e": "-"}[match[0]] if breaks else ""
        code = " ".join(f"U+{ord(character):04X}" for character in match[0][:4])
        yield Edit(start, end, match[0], kept, NAME, CONFIDENCE, f"control character {code}: means nothing in text")


def _cut_marks(text: str) -> Iterator[tuple[int, str]]:
    """Yield where a control character is a mark cut down to its low byte, if an apostrophe among them shows it."""
    spans = [Span(*match.span()) for match in re.finditer("\x19", text)]
    if any(mark.intended == "’" and mark.confidence in (SURE, VOUCHED) for mark in lost_marks(text, spans)) or (
        len(spans) == 1 and lost_marks(text, spans)
    ):
        for match in re.finditer(f"[{''.join(CUT)}]", text):
            yield match.start(), CUT[match[0]]


NAME = "control_character"
ARTIFACT = Artifact(NAME, stage="encoding", find=find, cues=CHARACTERS)
