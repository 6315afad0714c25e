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

# Each with a character that is rare in text, so that most texts are not searched for what has several in a row.
KINDS = (
    ("/", "://", "a bare link", lazily(r"^[^\S\n]*https?://\S++[^\S\n]*$", re.M)),
    (
        "[",
        "[",
        "a shortcode",
        lazily(r"\[/?(?:caption|gallery|embed|youtube|video|audio|automerge)\b[^\[\]\n]{0,300}\]"),
    ),
    (
        "@",
        "(@",
        "the signature of a post",
        lazily(r"^[^\S\n]*[—–-] [^\n()]{1,60} \(@\w{1,30}\) \w{3,9} \d.{0,12}$", re.M),
    ),
)
CONFIDENCE = 0.5  # that an editor would take it out


def find(document: Document) -> Iterator[Edit]:
    """Yield each embed, without it."""
    text = document.text
    for rare, cue, what, pattern in KINDS:
        if rare in document.cues and cue in text:
            for match in pattern.finditer(text):
                reason = f"reported only: {what} stands here for something that the page showed"
                yield Edit(match.start(), match.end(), match[0], "", NAME, CONFIDENCE, reason)


NAME = "embed"
ARTIFACT = Artifact(NAME, stage="residue", find=find, cues=frozenset("/[@"), reports=True)
