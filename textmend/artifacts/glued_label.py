"""
Glued labels and credits: what a page sets beside a sentence, and a scraper ran into it.

`ImagePresident Putin …` had the label of its picture above, `… in Beijing.SPUTNIK/Reuters` the credit below,
`… with ChinaRead more` a link. The label goes; the sentence stays. So does it where a name has a card of links to
other articles: `Sen. Ada MarshAda Ruth MarshBoard fails to … Ferry back on course MORE (R) said`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from textmend.artifacts.artifact import Artifact
from textmend.edits import Edit
from textmend.furniture.lines import PAPER, PAPER_CONFIDENCE, is_on_paper
from textmend.furniture.phrases import GLUED
from textmend.text import Document
from textmend.text.document import HEAD
from textmend.text.patterns import lazily

LABELS = ("Image", "Images", "Photo", "Photos", "Video", "Caption", "Advertisement", "Slideshow", "Gallery", "Opinion")
WORD = lazily(r"\w+")
# A label that begins a line and a sentence of some length; `PhotoShop` and `ImageMagick` are words.
LABEL = lazily(rf"^[^\S\n]*(?P<glued>(?P<label>{'|'.join(LABELS)})(?P<word>[A-Z][a-z]++))(?= \S+ \S+ \S)", re.M)
CREDIT = lazily(rf"(?:{GLUED})(?=[^\S\n]*$)", re.M)
LINKS = (
    *("Read more", "Read More", "READ MORE", "Continue reading", "Continue Reading", "Share this", "Learn more"),
    *("View gallery", "Sign up", "Subscribe now", "Click here", "Advertisement", "Show more", "See more"),
)
LINK = lazily(rf"(?<=[a-z.!?”]{{2}})(?:{'|'.join(LINKS)})(?=[^\S\n]*$)", re.M)
# A card that opens over a name: the name again, perhaps in full, titles, and MORE.
CARD = lazily(
    r"\b(?P<first>[A-Z][a-z]++)(?: [A-Z][\w.’'-]*+){0,2} (?P<last>[A-Z][\w’'-]*?[a-z])"
    r"(?P<card>(?P=first)(?: [A-Z][\w.’'-]*+){0,3}? (?P=last)(?=[A-Z0-9'‘“\"]).{20,1500}? MORE)\b"
)
CARD_END = " MORE"
SENDERS = ("Reuters", "AP", "AFP", "Getty", "Getty Images", "EPA", "Shutterstock")
# How a line ends that has any of these, in letters.
ENDS = (*(f"{mark}{sender}" for sender in SENDERS for mark in '/.”"'), *LINKS)
HEADS = frozenset(label[:HEAD] for label in LABELS)
# By reading what they find; too few to measure.
LABEL_CONFIDENCE, CREDIT_CONFIDENCE, LINK_CONFIDENCE, CARD_CONFIDENCE = 0.93, 0.93, 0.9, 0.93


def find(document: Document) -> Iterator[Edit]:
    """Yield the removal of each label, credit and link that is glued to a sentence."""
    text = document.text
    if CARD_END not in text and not _has_label(document):
        return
    found = list(_found(text))
    paper = bool(found) and is_on_paper(text)
    for start, end, what, confidence in found:
        observed = text[start:end]
        reason = f"glued {what}: “{observed}” is not part of the sentence{PAPER if paper else ''}"
        yield Edit(start, end, observed, "", NAME, PAPER_CONFIDENCE if paper else confidence, reason)


def _has_label(document: Document) -> bool:
    """Tell whether any line begins or ends as those do that have a label or a credit."""
    if any(line.endswith(ENDS) for line in document.open_lines):
        return True
    return not HEADS.isdisjoint(document.heads) and any(line.startswith(LABELS) for line in document.lines)


def _found(text: str) -> Iterator[tuple[int, int, str, float]]:
    """Yield where each label, credit and link stands, what it is, and how sure that is."""
    labels = list(LABEL.finditer(text))
    words = Counter(WORD.findall(text)) if labels else Counter[str]()
    for match in labels:
        if words[match["word"]] and words[match["glued"]] == 1:
            yield *match.span("label"), "label", LABEL_CONFIDENCE
    if CARD_END in text:
        for match in CARD.finditer(text):
            yield *match.span("card"), "card of links", CARD_CONFIDENCE
    for match in CREDIT.finditer(text):
        yield *match.span("credit" if match["credit"] else "sender"), "picture credit", CREDIT_CONFIDENCE
    for match in LINK.finditer(text):
        yield *match.span(), "link", LINK_CONFIDENCE


NAME = "glued_label"
ARTIFACT = Artifact(NAME, stage="residue", find=find)
