"""
Replacement characters: bytes of another encoding that were read as UTF-8 and became `�`: `China�s`, `caf�`.

Which character was lost is not in the text; its neighbours tell: an apostrophe, quotation marks, the letter of a word.
"""

from __future__ import annotations

from collections.abc import Iterator

from textmend.artifacts.artifact import Artifact
from textmend.edits import Edit
from textmend.lexicons import accented
from textmend.matching.lost_marks import lost_marks
from textmend.text import Document, Span
from textmend.text.patterns import lazily

WORD_CONFIDENCE = 0.97  # the words of lexicons/accented.py are told apart by what is left of them
WORD = lazily(r"[^\W\d_\ufffd]*\ufffd[^\W\d_]*(?:\ufffd[^\W\d_]*)*")
LOST = lazily("\ufffd+")


def find(document: Document) -> Iterator[Edit]:
    """Yield the letters and marks that were lost."""
    text = document.text
    letters: set[int] = set()
    for match in WORD.finditer(text):
        if intended := accented.restored(match[0]):
            for at, letter in enumerate(intended, match.start()):
                if text[at] == "\ufffd":
                    letters.add(at)
                    reason = f"replacement character: “{match[0]}” was “{intended}”"
                    yield Edit(at, at + 1, "\ufffd", letter, NAME, WORD_CONFIDENCE, reason)
    spans = [
        Span(*match.span()) for match in LOST.finditer(text) if len(match[0]) in (1, 3)
    ]  # three: UTF-8 read as ASCII
    for mark in lost_marks(text, [span for span in spans if span.start not in letters]):
        reason = f"replacement character: the text around it tells that it was “{mark.intended}”"
        yield Edit(*mark.span, text[mark.span.start : mark.span.end], mark.intended, NAME, mark.confidence, reason)


NAME = "replacement_character"
ARTIFACT = Artifact(NAME, stage="encoding", find=find, cues=frozenset("\ufffd"))
