"""
Spaced marks: a scraper put a space between the pieces of a page, and so before commas and full stops (`today , he`).

The text must do so often: one such place may be meant, and other marks (` :`, ` !`) are spaced in French.
"""

from __future__ import annotations

from collections.abc import Iterator

from textmend.artifacts.artifact import Artifact
from textmend.edits import Edit
from textmend.furniture.lines import share_of_function_words
from textmend.text import Document
from textmend.text.patterns import lazily

CUES = (" ,", " .")
SPACE, SPACE_CUES = "\xa0", ("\xa0,", "\xa0.")
SPACED = lazily(r"(?<=[\w”\"’)%])[ \xa0]+[,.](?=\s|$|[”\"’])(?![ \xa0]?\.)")
MARK = lazily(r"[\w”\"’)%][,.](?=\s|$|[”\"’])")
NOT_PROSE = frozenset("|{}=<>\t\\")
# So many and such a share of the commas and full stops, or every other one in a short text. Of 5.7M clean words in
# documents of 400, one document has as many: broken mark-up.
ENOUGH, SHARE = 3, 0.15
ENOUGH_SHORT, SHARE_SHORT = 2, 0.5
LEAST_FUNCTION_WORDS = 0.15  # of a line of prose
CONFIDENCE = 0.94


def find(document: Document) -> Iterator[Edit]:
    """Yield the removal of each space before a comma or a full stop, where the text has many."""
    text = document.text
    if not (any(cue in text for cue in CUES) or (SPACE in text and any(cue in text for cue in SPACE_CUES))):
        return
    matches = [match for match in SPACED.finditer(text) if text[match.start() - 1 : match.start()] != "."]
    count = len(matches)
    share = count / max(1, count + sum(1 for _ in MARK.finditer(text)))
    if not ((count >= ENOUGH and share >= SHARE) or (count >= ENOUGH_SHORT and share >= SHARE_SHORT)):
        return
    prose: dict[int, bool] = {}
    for match in matches:
        start = text.rfind("\n", 0, match.start()) + 1
        if start not in prose:
            end = text.find("\n", match.end())
            prose[start] = _is_prose(text[start : len(text) if end < 0 else end])
        if prose[start]:
            reason = "spaced mark: no space stands before a comma or a full stop"
            yield Edit(match.start(), match.end(), match[0], match[0][-1], NAME, CONFIDENCE, reason)


def _is_prose(line: str) -> bool:
    """Tell whether a line is running text, not code or a table."""
    return NOT_PROSE.isdisjoint(line) and share_of_function_words(line) >= LEAST_FUNCTION_WORDS


NAME = "spaced_mark"
ARTIFACT = Artifact(NAME, stage="residue", find=find)
