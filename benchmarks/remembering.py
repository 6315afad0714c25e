"""A language model that remembers its answers, for benchmarks that repair a text again and again."""

from __future__ import annotations

from collections.abc import Sequence

from textmend.scoring import neural
from textmend.scoring.context_model import ContextModel, Query


class Remembering:
    """A model and what it answered."""

    def __init__(self, model: ContextModel) -> None:
        self._model = model
        self._answers: dict[tuple[str, tuple[Query, ...]], list[list[float]]] = {}

    def continuations(self, passage: str, queries: Sequence[Query]) -> list[list[float]]:
        """Return what the model says, asked once."""
        asked = (passage, tuple(queries))
        if asked not in self._answers:
            self._answers[asked] = self._model.continuations(passage, queries)
        return self._answers[asked]


def remember_neural() -> None:
    """Let the neural model remember."""
    neural.use(Remembering(neural.load()))
