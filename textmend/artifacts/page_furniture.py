"""
Page furniture: what stands around an article on its page, and was scraped with it.

Menus, skip links, share widgets, newsletter sign-ups, cookie notices, advertisement labels, comments, related links,
picture credits, copyright footers. A line goes whole, with its line end; the headline and the article stay.
In a text that is wrapped as on paper it is only reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from textmend.artifacts.artifact import Artifact
from textmend.edits import Edit
from textmend.furniture.door import may_have_furniture
from textmend.furniture.lines import PAPER, PAPER_CONFIDENCE, is_on_paper
from textmend.text import Document

# What a run of lines is called, by the kind of phrase that is commonest in it (furniture/phrases.tsv).
NAMES = {
    "advert": "advertising",
    "byline": "author and date lines",
    "cart": "shop widgets",
    "comments": "comment widgets",
    "cookies": "cookie and browser notices",
    "copyright": "footer links and notices",
    "credit": "picture credits",
    "links": "page furniture",
    "login": "account links",
    "markup": "marks of an editor",
    "media": "media player and gallery labels",
    "newsletter": "newsletter sign-ups",
    "related": "related links",
    "section": "navigation",
    "share": "share and follow widgets",
    "skip link": "navigation",
}
HOW = {
    "words": "the words say so",
    "group": "it belongs to such a group",
    "place": "it stands outside the article, among such lines",
}


def find(document: Document) -> Iterator[Edit]:
    """Yield the removal of each run of furniture."""
    if not may_have_furniture(document):
        return
    text = document.text
    from textmend.furniture.blocks import CONFIDENCE, furniture_in

    blocks = furniture_in(text, document.irremovable)
    paper = bool(blocks) and is_on_paper(text)
    for block in blocks:
        lines = "1 line" if block.lines == 1 else f"{block.lines} lines"
        reason = f"{NAMES[block.kind]} ({lines}): {HOW[block.how]}{PAPER if paper else ''}"
        confidence = PAPER_CONFIDENCE if paper else CONFIDENCE[block.how]
        yield Edit(block.start, block.end, text[block.start : block.end], "", NAME, confidence, reason)


NAME = "page_furniture"
ARTIFACT = Artifact(NAME, stage="residue", find=find, removes_lines=True)
