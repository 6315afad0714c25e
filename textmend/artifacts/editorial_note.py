"""
Editorial notes: what an editor put into a text: [sic], [...], [Editor's note: …], a correction at the end.

They are meant to be there, and a reader of the text may want them gone: they are reported, never taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from textmend.artifacts.artifact import Artifact
from textmend.edits import Edit
from textmend.text import Document
from textmend.text.document import HEAD
from textmend.text.patterns import lazily

CUES = ("[", "Editor", "EDITOR", "Correction", "CORRECTION", "Clarification", "earlier version", "been updated")
BRACKET = lazily(
    r"\[(?:sic|\.{3}|…|(?:emphasis|italics) (?:added|mine|ours)|inaudible|crosstalk|redacted|citation needed"
    r"|(?:ed(?:itor)?(?:['’]?s)?\.?(?: note)?|note)\s?[:–—-] ?[^\[\]\n]{1,400})\]",
    re.I,
)
NOTE = lazily(
    r"^[^\S\n]*(?:\*\s?)?(?:(?:(?i:editor['’]?s['’]? note)|Correction|CORRECTION|Clarification)\b[^:\n]{0,60}: ?\S.*"
    r"|(?:This|An earlier|A previous) (?:story|article|post|version of this (?:story|article|post))"
    r" (?:has been|was|misstated|incorrectly|gave|stated) .*)$",
    re.M,
)
# How a line begins that is a note, behind white space; "editor" in any letter case, as re.I has it.
STARTS = (
    *("Correction", "CORRECTION", "Clarification", "This story", "This article", "This post", "This version"),
    *("An earlier ", "A previous "),
)
EDITORS = frozenset("".join(letters) for letters in product("eE", "dD", "iIİı", "tT"))
HEADS = EDITORS.union(start[:HEAD] for start in STARTS)
CONFIDENCE = 0.5  # that a reader would rather be without it


def find(document: Document) -> Iterator[Edit]:
    """Yield each note, without it."""
    text = document.text
    patterns = [("bracket", BRACKET)] if "[" in document.cues else []
    if _begins(document) and any(cue in text for cue in CUES):
        patterns.append(("note", NOTE))
    for what, pattern in patterns:
        for match in pattern.finditer(text):
            reason = f"reported only: a {what} that an editor put into the text"
            yield Edit(match.start(), match.end(), match[0], "", NAME, CONFIDENCE, reason)


def _begins(document: Document) -> bool:
    """Tell whether any line begins as a note may: the cheap look."""
    if "*" in document.text:
        return True  # it may stand before one
    if HEADS.isdisjoint(document.heads):
        return False
    starts = (line.lstrip() for line in document.lines)
    return any(start[:HEAD] in EDITORS or start.startswith(STARTS) for start in starts)


NAME = "editorial_note"
ARTIFACT = Artifact(NAME, stage="residue", find=find, reports=True)
