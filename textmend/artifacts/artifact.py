"""What an artifact is: one kind of damage, with the candidates that its channel proposes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from textmend.edits import Candidate
from textmend.text import Document, Token

STAGES = ("encoding", "residue", "layout", "glyph", "wording")

Propose = Callable[[Document, Sequence[Token]], Iterator[Candidate]]


@dataclass(frozen=True, slots=True)
class Artifact:
    """
    One kind of damage.

    propose(document, tokens) yields the candidates in one sentence's tokens; it never decides.
    """

    name: str
    stage: str
    propose: Propose
