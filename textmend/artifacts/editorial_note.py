"""
Editorial notes: what an editor put into a text: [sic], [...], [Editor's note: …], a correction at the end.

They are meant to be there, and a reader of the text may want them gone: they are reported, never taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textmend.artifacts.artifact import Artifact
from textmend.edits import Edit
from textmend.text import Document
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
CONFIDENCE = 0.5  # that a reader would rather be without it


def find(document: Document) -> Iterator[Edit]:
    """Yield each note, without it."""
    text = document.text
    if not any(cue in text for cue in CUES):
        return
    for what, pattern in (("bracket", BRACKET), ("note", NOTE)):
        for match in pattern.finditer(text):
            reason = f"reported only: a {what} that an editor put into the text"
            yield Edit(match.start(), match.end(), match[0], "", NAME, CONFIDENCE, reason)


NAME = "editorial_note"
ARTIFACT = Artifact(NAME, stage="residue", find=find, reports=True)
