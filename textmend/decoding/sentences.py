"""
A document's sentences with the candidates in them, none of which touches a protected span.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textmend.artifacts import Artifact
from textmend.edits import Candidate
from textmend.text import Document, Token, sentences, touches

LONGEST = 400  # tokens decoded together; what has no full stop is cut there


class Sentence(NamedTuple):
    """A sentence's tokens and the candidates in it."""

    tokens: Sequence[Token]
    candidates: Sequence[Candidate]


def sentences_of(document: Document, artifacts: Sequence[Artifact]) -> list[Sentence]:
    """Return the document's sentences with their candidates, none of which touches a protected span."""
    out, tokens, at = [], document.tokens, 0
    for paragraph in document.paragraphs:
        first = at
        while at < len(tokens) and tokens[at].start < paragraph.end:
            at += 1
        own = tokens[first:at]
        for a, b in sentences(document.text, own):
            for cut in range(a, b, LONGEST):
                part = own[cut : min(cut + LONGEST, b)]
                out.append(Sentence(part, free(document, part, artifacts)))
    return out


def free(document: Document, tokens: Sequence[Token], artifacts: Sequence[Artifact]) -> list[Candidate]:
    """Return the candidates in the tokens of a sentence, outside protected spans."""
    candidates = [c for artifact in artifacts for c in artifact.propose(document, tokens)]
    protected = document.protected
    if not protected:
        return candidates
    return [c for c in candidates if not touches(c.span, protected)]
