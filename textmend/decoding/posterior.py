"""
The best path through a lattice, and the posterior probability of every arc (forward–backward).

Baum et al. 1970; Viterbi 1967. Scores are in nats.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple

from textmend.decoding.lattice import Lattice

NEVER = -1e30


class Decoded(NamedTuple):
    """The least-cost path as arc numbers in order, each arc's posterior probability, and ln of all paths' sum."""

    path: list[int]
    posterior: list[float]
    total: float


def decode(lattice: Lattice, arc_scores: Sequence[float], triple_scores: Sequence[float]) -> Decoded:
    """
    Return the best path and the arcs' posteriors.

    arc_scores are ln of the channel's probability of each arc; triple_scores ln of the language model's, by number.
    Edges stand in the order in which they can be walked, because a lattice is built from left to right.
    """
    edges = lattice.edges
    scores = [arc_scores[edge.arc] + sum([triple_scores[triple] for triple in edge.triples]) for edge in edges]
    forward = [NEVER] * lattice.states
    best = [NEVER] * lattice.states
    came_by = [-1] * lattice.states
    forward[0] = best[0] = 0.0
    for i, (source, target, _, _) in enumerate(edges):
        score = scores[i]
        forward[target] = _add(forward[target], forward[source] + score)
        reached = best[source] + score
        if reached > best[target]:
            best[target] = reached
            came_by[target] = i
    backward = [NEVER] * lattice.states
    total, last, top = NEVER, 0, NEVER
    for state, triple in lattice.final:
        end = triple_scores[triple]
        backward[state] = end
        total = _add(total, forward[state] + end)
        if best[state] + end > top:
            top, last = best[state] + end, state
    posterior = [0.0] * len(lattice.arcs)
    for i in range(len(edges) - 1, -1, -1):
        source, target, arc, _ = edges[i]
        onward = scores[i] + backward[target]
        backward[source] = _add(backward[source], onward)
        mass = forward[source] + onward - total
        if mass > -20.0:
            posterior[arc] += exp(mass)
    return Decoded(_trace(lattice, came_by, last), [min(value, 1.0) for value in posterior], total)


def _add(a: float, b: float) -> float:
    """Return ln(e^a + e^b)."""
    if a < b:
        a, b = b, a
    difference = b - a
    return a if difference < -20.0 else a + log(1.0 + exp(difference))


def _trace(lattice: Lattice, came_by: list[int], state: int) -> list[int]:
    """Return the arcs of the best path that ends in a state, in order."""
    path = []
    while came_by[state] >= 0:
        edge = lattice.edges[came_by[state]]
        path.append(edge.arc)
        state = edge.source
    return path[::-1]
