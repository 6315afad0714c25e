"""
Fixed terms in a run of tokens whose words were replaced one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from textmend.lexicons.store import Lexicon
from textmend.lexicons.terms import END, Reading, Readings, Root, Terms, Trie
from textmend.matching.phrases import find_phrases, joined
from textmend.text.tokens import Token, is_word

LONGEST_READING = 3  # tokens that may stand for one word of a term
MOST_WORDS = 7  # of a term


class TermMatch(NamedTuple):
    """A term that may have been written at tokens[first:last]."""

    first: int
    last: int
    term: str
    cost: float  # nats: the sum over its replaced words
    replaced: int  # words of it that were replaced
    kept: int  # words of it that stand as they are


def find_terms(text: str, tokens: Sequence[Token], terms: Terms, words: Lexicon | None = None) -> list[TermMatch]:
    """
    Return every term that the tokens may stand for with at least one word replaced, cheapest first at each place.

    words: what a broad thesaurus has beside words of terms, if that is to count.
    """
    readings = [_readings(tokens, place, terms.readings) for place in range(len(tokens))]
    if words is not None:
        for match in find_phrases(text, tokens, words):
            choices = [Reading(source.intended, source.costs[0]) for source in words.sources(match.entry)]
            readings[match.first].append((match.last, choices))
    out: list[TermMatch] = []
    for first in range(len(tokens)):
        found: dict[tuple[int, str], TermMatch] = {}
        _walk(tokens, readings, terms.trie, TermMatch(first, first, "", 0.0, 0, 0), found)
        out += sorted(found.values(), key=lambda match: (match.cost, match.term))
    return [match for match in out if _plausible(text, tokens[match.first : match.last], terms.trie)]


def _readings(tokens: Sequence[Token], place: int, table: Readings) -> list[tuple[int, list[Reading]]]:
    """Return the readings of the phrases that begin at a place, with the place after each; hyphens count as nothing."""
    out: list[tuple[int, list[Reading]]] = []
    words: list[str] = []
    for last in range(place, min(place + 2 * LONGEST_READING - 1, len(tokens))):
        norm = tokens[last].norm
        if norm == "-" and words:
            continue
        if not (is_word(norm) or norm[0].isdigit()) or len(words) == LONGEST_READING:
            break
        words.append(norm)
        found = table.get(" ".join(words))
        if found:
            out.append((last + 1, found))
    return out


def _walk(
    tokens: Sequence[Token],
    readings: Sequence[list[tuple[int, list[Reading]]]],
    node: Trie | Root,
    so_far: TermMatch,
    found: dict[tuple[int, str], TermMatch],
) -> None:
    """Follow a trie of terms from a place on, as written and by readings, and note the terms that end."""
    term = node.get(END)
    if term and so_far.replaced:
        key = (so_far.last, str(term))
        if key not in found or found[key].cost > so_far.cost:
            found[key] = so_far._replace(term=str(term))
    place = so_far.last
    if place < len(tokens) and tokens[place].norm == "-" and place > so_far.first:
        place += 1
    if place >= len(tokens) or so_far.replaced + so_far.kept == MOST_WORDS:
        return
    following = node.get(tokens[place].norm)
    if isinstance(following, dict):
        _walk(tokens, readings, following, so_far._replace(last=place + 1, kept=so_far.kept + 1), found)
    for last, choices in readings[place]:
        for intended, cost in choices:
            following = node.get(intended)
            if isinstance(following, dict):
                step = so_far._replace(last=last, cost=so_far.cost + cost, replaced=so_far.replaced + 1)
                _walk(tokens, readings, following, step, found)


def _plausible(text: str, tokens: Sequence[Token], trie: Root) -> bool:
    """Tell whether nothing but white space or hyphens stands between tokens, and they are no term as they are."""
    node: Root | Trie | str | None = trie
    for token in tokens:
        if token.norm != "-":
            node = node.get(token.norm) if isinstance(node, dict | Root) else None
    if isinstance(node, dict) and END in node:
        return False
    return all(joined(text, a.end, b.start) for a, b in pairwise(tokens))
