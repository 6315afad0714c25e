"""
What a language model must be able to do to judge readings in their context: the n-gram model and the neural one do.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from textmend.config import Config


class Query(NamedTuple):
    """A place in a passage, and the texts that may go on from there; each begins with the white space before it."""

    at: int  # code points of the passage before the place
    texts: tuple[str, ...]


class ContextModel(Protocol):
    """A language model that reads text as it is printed."""

    def continuations(self, passage: str, queries: Sequence[Query]) -> list[list[float]]:
        """Return ln P(text | passage[:at]) for each text of each query, in nats."""


def asked_for(config: Config) -> ContextModel | None:
    """Return the model that decides what lattices leave open, if one is asked for; it is loaded when it is asked."""
    return _WhenAsked() if config.model == "neural" else None


class _WhenAsked:
    """The neural model, loaded by its first question: most texts have none."""

    def continuations(self, passage: str, queries: Sequence[Query]) -> list[list[float]]:
        """Return what the model says."""
        from textmend.scoring import neural

        return neural.load().continuations(passage, queries)
