"""
Question marks for characters that an encoding lacks: `China?s`, `don?t`, `?Hello,? he said`.

A real question mark is a clean one: only a contraction, or the possessive of a noun, is believed by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textmend.artifacts.artifact import Artifact
from textmend.edits import Edit
from textmend.lexicons import accented
from textmend.matching.lost_marks import PAIRED, SURE, lost_marks
from textmend.text import Document, Span
from textmend.text.code import CodeLines
from textmend.text.patterns import lazily

ENDING = lazily(r"\?(?=(?:s|t|re|ve|ll|d|m|S|T|RE|VE|LL|D|M)\b)")
MARK = lazily(r"\?")
# The word with the mark in it must be all there is between spaces, or it is a link, a pattern or code.
PLAIN = lazily(r"[(\[“‘\"'—-]*[A-Za-z][A-Za-z.-]*\?[A-Za-z]+(?:-[A-Za-z]+)*[.,;:!?)\]”’\"'—-]*\Z")
INNER_APOSTROPHE = lazily(r"(?<=\w)’(?=\w)")
LONGEST = 40  # characters of a word on either side


def find(document: Document) -> Iterator[Edit]:
    """Yield the apostrophes that became question marks and, where a contraction vouches for them, quotation marks."""
    text = document.text
    code = CodeLines(text)
    spans = [Span(*match.span()) for match in ENDING.finditer(text) if _in_plain_word(text, match.start(), code)]
    if not spans:
        return
    marks = lost_marks(text, spans, also="mark")
    if any(mark.confidence >= SURE for mark in marks):
        ends = {mark.span for mark in marks}
        others = [span for match in MARK.finditer(text) if (span := Span(*match.span())) not in ends]
        marks += [mark for mark in lost_marks(text, sorted([*ends, *others]), also="mark") if mark.confidence == PAIRED]
    elif "’" in document.odd and INNER_APOSTROPHE.search(text):  # apostrophes were not lost
        return
    for mark in marks:
        reason = f"question mark for a character that an encoding lacked: it was “{mark.intended}”"
        yield Edit(*mark.span, "?", mark.intended, NAME, mark.confidence, reason)


def _in_plain_word(text: str, at: int, code: CodeLines) -> bool:
    before = text[max(0, at - LONGEST) : at].split()
    after = text[at : at + LONGEST].split()
    if not before or text[at - 1].isspace():
        return False
    word = before[-1] + after[0]
    lost_letter = accented.restored(re.sub(r"[^\w\ufffd]", "", word.replace("?", accented.LOST)))  # Andr?s
    return PLAIN.match(word) is not None and lost_letter is None and not code.hold(at)


NAME = "question_mark"
ARTIFACT = Artifact(NAME, stage="encoding", find=find, cues=frozenset("?"))
