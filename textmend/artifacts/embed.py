"""
Embeds: lines that stand for something else on the page: a bare link, a shortcode, the signature of a post.

They are often part of what the author meant to show, so they are reported, never taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textmend.artifacts.artifact import Artifact
from textmend.edits import Edit
from textmend.text import Document
from textmend.text.patterns import lazily

LINK = lazily(r"^[^\S\n]*https?://\S++[^\S\n]*$", re.M)
SHORTCODE = lazily(r"\[/?(?:caption|gallery|embed|youtube|video|audio|automerge)\b[^\[\]\n]{0,300}\]")
POST = lazily(r"^[^\S\n]*[—–-] [^\n()]{1,60} \(@\w{1,30}\) \w{3,9} \d.{0,12}$", re.M)
CUES = frozenset("/[@")  # one for each
HTTP = "http"  # the head of a line that is a link
CONFIDENCE = 0.5  # that an editor would take it out


def find(document: Document) -> Iterator[Edit]:
    """Yield each embed, without it."""
    text, cues = document.text, document.cues
    if "/" in cues and HTTP in document.heads:
        yield from _each(text, LINK, "a bare link")
    if "[" in cues:
        yield from _each(text, SHORTCODE, "a shortcode")
    if "@" in cues and "(@" in text:
        yield from _each(text, POST, "the signature of a post")


def _each(text: str, pattern: re.Pattern[str], what: str) -> Iterator[Edit]:
    """Yield each place of a pattern, without it."""
    reason = f"reported only: {what} stands here for something that the page showed"
    for match in pattern.finditer(text):
        yield Edit(match.start(), match.end(), match[0], "", NAME, CONFIDENCE, reason)


NAME = "embed"
ARTIFACT = Artifact(NAME, stage="residue", find=find, cues=CUES, reports=True)
