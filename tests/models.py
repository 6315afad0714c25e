"""Models of whole sentences that are easy to foresee, for tests of what is decided by one."""

from __future__ import annotations

from collections.abc import Sequence

from textmend.scoring.context_model import Query


class Liking:
    """A model that likes some words and knows nothing else; it remembers what it was asked."""

    def __init__(self, *words: str, nats: float = 50.0) -> None:
        self.words, self.nats = words, nats
        self.asked: list[tuple[str, Query]] = []

    def continuations(self, passage: str, queries: Sequence[Query]) -> list[list[float]]:
        """Return so many nats for each liked word in a text, as a language model's reader."""
        self.asked += [(passage, query) for query in queries]
        return [[sum(self.nats for word in self.words if word in text) for text in query.texts] for query in queries]


class Fickle:
    """A model that likes another choice each time that it is asked."""

    def __init__(self) -> None:
        self.turn = 0

    def continuations(self, passage: str, queries: Sequence[Query]) -> list[list[float]]:
        """Return many nats for every other text, now of the even and now of the odd ones."""
        self.turn += 1
        return [[50.0 * ((self.turn + i) % 2) for i, _ in enumerate(query.texts)] for query in queries]
