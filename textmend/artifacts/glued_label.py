"""
Glued labels and credits: what a page sets beside a sentence, and a scraper ran into it.

`ImagePresident Putin …` had the label of its picture above, `… in Beijing.SPUTNIK/Reuters` the credit below,
`… with ChinaRead more` a link. The label goes; the sentence stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from textmend.artifacts.artifact import Artifact
from textmend.edits import Edit
from textmend.furniture.phrases import GLUED
from textmend.text import Document

LABELS = ("Image", "Photo", "Video", "Caption", "Advertisement", "Slideshow")
WORD = re.compile(r"\w+")
# A label that begins a line and a sentence of some length; `PhotoShop` and `ImageMagick` are words.
LABEL = re.compile(rf"^[^\S\n]*(?P<glued>(?P<label>{'|'.join(LABELS)})(?P<word>[A-Z][a-z]++))(?= \S+ \S+ \S)", re.M)
CREDIT = re.compile(rf"(?:{GLUED})(?=[^\S\n]*$)", re.M)
LINKS = (
    *("Read more", "Read More", "READ MORE", "Continue reading", "Continue Reading", "Share this", "Learn more"),
    *("View gallery", "Sign up", "Subscribe now", "Click here", "Advertisement", "Show more", "See more"),
)
LINK = re.compile(rf"(?<=[a-z.!?”]{{2}})(?:{'|'.join(LINKS)})(?=[^\S\n]*$)", re.M)
# How a line ends that has any of these, in letters.
ENDS = ("/Reuters", "/AP", "/AFP", "/Getty", "/Getty Images", "/EPA", "/Shutterstock", *LINKS)
LABEL_CONFIDENCE, CREDIT_CONFIDENCE, LINK_CONFIDENCE = 0.93, 0.93, 0.9  # by reading what they find; too few to measure


def find(document: Document) -> Iterator[Edit]:
    """Yield the removal of each label, credit and link that is glued to a sentence."""
    if not any(line.startswith(LABELS) or (line[-1:].isalpha() and line.endswith(ENDS)) for line in document.lines):
        return
    text = document.text
    labels = list(LABEL.finditer(text))
    words = Counter(WORD.findall(text)) if labels else Counter[str]()
    for match in labels:
        if words[match["word"]] and words[match["glued"]] == 1:
            yield _removal(text, match.start("label"), match.end("label"), "label", LABEL_CONFIDENCE)
    for match in CREDIT.finditer(text):
        yield _removal(text, match.start("credit"), match.end("credit"), "picture credit", CREDIT_CONFIDENCE)
    for match in LINK.finditer(text):
        yield _removal(text, match.start(), match.end(), "link", LINK_CONFIDENCE)


def _removal(text: str, start: int, end: int, what: str, confidence: float) -> Edit:
    """Return the removal of text[start:end]."""
    observed = text[start:end]
    return Edit(start, end, observed, "", NAME, confidence, f"glued {what}: “{observed}” is not part of the sentence")


NAME = "glued_label"
ARTIFACT = Artifact(NAME, stage="residue", find=find)
