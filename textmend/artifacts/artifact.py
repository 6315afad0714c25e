"""What an artifact is: one kind of damage, with the candidates that its channel proposes or the edits that mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any

from textmend.edits import Candidate, Edit
from textmend.text import Document, Token

STAGES = ("encoding", "residue", "layout", "glyph", "wording")

Propose = Callable[[Document, Sequence[Token]], Iterator[Candidate]]
Find = Callable[[Document], Iterator[Edit]]


def _nothing(*_: object) -> Iterator[Any]:
    """Propose and find nothing."""
    return iter(())


@dataclass(frozen=True, slots=True)
class Artifact:
    """
    One kind of damage; it has one of two ways to mend it.

    propose(document, tokens) yields the candidates in one sentence's tokens; it never decides: the lattice does.
    find(document) yields the edits of damage that shows its own repair, such as mojibake, each with the measured
    share of such edits that are right as its confidence. It is called on every text that has one of its
    cues, so it looks cheaply first.

    cues: characters that are odd or among text.document.MARKS, one of which is in every text in which find finds
        anything; where a text has none, find is not called. None: find is always called, and looks cheaply itself.
    removes_lines: its edits take out whole lines, and may take the numbers in them along.
    reports: what it finds is declined, whatever its confidence: seen and told, but for people to judge.
    """

    name: str
    stage: str
    propose: Propose = _nothing
    find: Find = _nothing
    cues: Set[str] | None = None
    removes_lines: bool = False
    reports: bool = False
