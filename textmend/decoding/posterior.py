"""
The best path through each sentence of a trellis, and the posterior probability of every arc (forward–backward).

Baum et al. 1970; Viterbi 1967. Scores are in nats. All sentences are walked together, a place at a time.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from textmend.decoding.lattice import Trellis, column

NEVER = -1e30

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]


class Decoded(NamedTuple):
    """Of arcs the posterior probability and whether the best path takes them; of sentences ln of all paths' sum."""

    posterior: Floats
    best: npt.NDArray[np.bool_]
    total: Floats


class Runs(NamedTuple):
    """Edges of one place, in runs that share a state: the edges in order, where each run begins, and the state."""

    edges: Indices
    starts: Indices
    states: Indices
    run: Indices  # of each edge


class Decoder:
    """
    The columns of a trellis ordered for walking; decoded again and again under other arc scores.

    language: ln P of each edge's words in the language model.
    """

    def __init__(self, trellis: Trellis, language: Floats) -> None:
        self._source, self._target = column(trellis.source), column(trellis.target)
        self._arc = column(trellis.arc)
        self._begin, self._end = column(trellis.begin), column(trellis.end)
        self._arcs = len(trellis.arcs)
        place = column(trellis.place)
        self._states = len(place)
        self._language = language
        self._into = _runs(self._target, place)
        self._out_of = _runs(self._source, place)[::-1]

    def decode(self, arc_scores: Floats, language: float = 1.0) -> Decoded:
        """
        Return the best paths and posteriors.

        arc_scores are ln of the channel's probability of each arc; language is what ln P of the words counts.
        """
        score = language * self._language + np.append(arc_scores, 0.0)[self._arc]  # arc -1 ends a sentence
        forward, came_by = self._forward(score)
        backward = self._backward(score)
        total = forward[self._end]
        of_state = np.repeat(total, np.diff(np.append(self._begin, self._states)))
        mass = np.exp(forward[self._source] + score + backward[self._target] - of_state[self._source])
        posterior = np.bincount(self._arc + 1, mass, self._arcs + 1)[1:]
        return Decoded(np.minimum(posterior, 1.0), self._trace(came_by), total)

    def _forward(self, score: Floats) -> tuple[Floats, Indices]:
        """Return ln of the sum of the paths into each state, and the edge by which the best one comes."""
        forward, best = np.full(self._states, NEVER), np.full(self._states, NEVER)
        came_by = np.full(self._states, -1, np.intp)
        forward[self._begin] = best[self._begin] = 0.0
        for runs in self._into:
            source = self._source[runs.edges]
            step = score[runs.edges]
            forward[runs.states] = _sum(forward[source] + step, runs)
            reached = best[source] + step
            top = np.maximum.reduceat(reached, runs.starts)
            best[runs.states] = top
            winners = np.flatnonzero(reached == top[runs.run])[::-1]  # reversed: of equals the first is written last
            came_by[runs.states[runs.run[winners]]] = runs.edges[winners]
        return forward, came_by

    def _backward(self, score: Floats) -> Floats:
        """Return ln of the sum of the paths from each state to its sentence's end."""
        backward = np.full(self._states, NEVER)
        backward[self._end] = 0.0
        for runs in self._out_of:
            onward = score[runs.edges] + backward[self._target[runs.edges]]
            backward[runs.states] = _sum(onward, runs)
        return backward

    def _trace(self, came_by: Indices) -> npt.NDArray[np.bool_]:
        """Return which arcs lie on the best paths."""
        taken = np.zeros(self._arcs + 1, bool)
        states = self._end
        while len(states):
            edges = came_by[states]
            edges = edges[edges >= 0]
            taken[self._arc[edges]] = True
            states = self._source[edges]
        return taken[:-1]


def _sum(values: Floats, runs: Runs) -> Floats:
    """Return ln of the sum of e^values of each run."""
    top = np.maximum.reduceat(values, runs.starts)
    return top + np.log(np.add.reduceat(np.exp(values - top[runs.run]), runs.starts))


def _runs(states: Indices, place: Indices) -> list[Runs]:
    """Return the edges grouped by the place of one of their states, first place first, in runs of one state."""
    order = np.lexsort((states, place[states]))
    ordered = states[order]
    cuts = np.flatnonzero(np.diff(place[ordered])) + 1
    out = []
    for edges in np.split(order, cuts):
        own = states[edges]
        new = np.concatenate([[True], own[1:] != own[:-1]])
        starts = np.flatnonzero(new)
        out.append(Runs(edges, starts, own[starts], np.cumsum(new) - 1))
    return out
