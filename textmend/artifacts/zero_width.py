"""
Zero-width characters and soft hyphens: invisible in print, in the way of every search.

Joiners stay where they shape something (emoji, Arabic and Indic scripts), break marks where words have no spaces
between them (Thai, Chinese), a byte order mark at the start; a soft hyphen at a line end tells of a hyphenated word.
"""

from __future__ import annotations

from collections.abc import Iterator

from textmend.artifacts.artifact import Artifact
from textmend.edits import Edit
from textmend.text import Document
from textmend.text.patterns import lazily

CONFIDENCE = 0.97  # nothing that can be read is lost
NAMES = {
    "\xad": "soft hyphen",
    "\u180e": "Mongolian vowel separator",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u2060": "word joiner",
    "\ufeff": "byte order mark inside the text",
}
RUN = lazily(f"[{''.join(NAMES)}]+")
PLAIN = lazily(r"[\x00-\u058f\u1e00-\u1fff\u2010-\u206f\u20a0-\u20cf\u2122]?\Z")  # scripts that need none of them
AT_LINE_END = lazily(r"[ \t\r]*(?:\n|\Z)")


def find(document: Document) -> Iterator[Edit]:
    """Yield the edits that take out invisible characters between characters that do not need them."""
    text = document.text
    for match in RUN.finditer(text):
        start, end = match.span()
        if start == 0 and match[0][0] == "\ufeff":
            start = 1
        before, after = text[max(0, start - 1) : start], text[end : end + 1]
        if start == end or not (PLAIN.match(before) and PLAIN.match(after)):
            continue
        observed = text[start:end]
        if "\xad" in observed and not _inside(before, after, text[end : end + 8]):
            continue
        name = NAMES[observed[0]] if len(set(observed)) == 1 else "invisible characters"
        yield Edit(start, end, observed, "", NAME, CONFIDENCE, f"{name}: cannot be seen in the text")


def _inside(before: str, after: str, line: str) -> bool:
    """Tell whether a soft hyphen is inside a word: between numbers it was a dash, alone or at a line end a hyphen."""
    if AT_LINE_END.match(line) or before.isspace() or after.isspace() or not before:
        return False
    return not (before.isdigit() and after.isdigit())


NAME = "zero_width"
ARTIFACT = Artifact(NAME, stage="encoding", find=find, cues=NAMES.keys())
