"""
Split words: a space was put into a word (`dem ocrats`), or moved into the word beside it (`th einformation`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textmend.artifacts.artifact import Artifact
from textmend.edits import Candidate
from textmend.lexicons import words
from textmend.matching.glyphs import readings, told
from textmend.text import Document, Span, Token
from textmend.text.glyph_case import glyph_case

MADE_UP_SPACE = 1.5  # nats a space beyond the first
MOVED = 3.0  # nats
DEAREST = 10.0  # nats of the misreadings of a broken word
BOTH_WORDS = 2.0  # nats where no piece shows by itself that it is one
MOST_PIECES = 12
LONGEST = 24  # letters
LOST_APOSTROPHE = frozenset(("s", "t", "d", "m", "re", "ve", "ll"))  # what is left of don't: another kind of damage
WHOLE_LETTERS = ("a", "i")


def propose(document: Document, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Yield for each run of words with spaces between the one word that they are, or the words spaced otherwise."""
    known = words.load()
    flags = known.flags([token.norm for token in tokens])
    for first, last in _runs(document.text, tokens, flags):
        span = Span(tokens[first].start, tokens[last - 1].end)
        observed = document.text[span.start : span.end]
        norms = [token.norm for token in tokens[first:last]]
        joined = "".join(norms)
        pieces = document.text[span.start : span.end].split()
        if len(pieces) != len(norms):
            continue
        if last - first == 2 and (norms[1] in LOST_APOSTROPHE or any(len(p) == 1 and p.isupper() for p in pieces)):
            continue  # don t, J E
        odd = any(is_piece(norm, flags) for norm in norms)
        flag = known.flags([joined])[joined]
        if flag & words.WORD or (flag and observed[0].isupper()):
            cost = MADE_UP_SPACE * (last - first - 2) + (0.0 if odd else BOTH_WORDS)
            yield Candidate(span, observed, "".join(pieces), NAME, cost, "space put in")
        if last - first == 2 and not flag and all(is_piece(norm, flags) for norm in norms) and joined.isalpha():
            yield from _misread(span, observed, joined)
        if last - first == 2 and odd and "\n" not in observed:
            yield from _moved(span, observed, norms, known)


def _misread(span: Span, observed: str, joined: str) -> Iterator[Candidate]:
    """Yield the words that two pieces are together, a letter or two misread."""
    for reading in readings(joined, 2):
        if reading.cost <= DEAREST and (reading.flags & words.WORD or observed[0].isupper()):
            why = f"space put in, {told(reading.confusions)}"
            yield Candidate(span, observed, glyph_case(observed, reading.intended), NAME, reading.cost, why)


def _moved(span: Span, observed: str, norms: Sequence[str], known: words.Words) -> Iterator[Candidate]:
    """Yield two words with the space between them elsewhere."""
    joined, letters = "".join(norms), "".join(observed.split())
    halves = {i: (joined[:i], joined[i:]) for i in range(1, len(joined)) if i != len(norms[0])}
    flags = known.flags(sorted({half for pair in halves.values() for half in pair}))
    for i, pair in halves.items():
        if all(flags[half] & words.WORD and (len(half) > 1 or half in WHOLE_LETTERS) for half in pair):
            yield Candidate(span, observed, f"{letters[:i]} {letters[i:]}", NAME, MOVED, "space in the wrong place")


def is_piece(norm: str, flags: dict[str, int]) -> bool:
    """Tell whether a token is a piece of a word rather than a word."""
    return not flags[norm] or (len(norm) == 1 and norm not in WHOLE_LETTERS)


def _runs(text: str, tokens: Sequence[Token], flags: dict[str, int]) -> Iterator[tuple[int, int]]:
    """Yield runs of words with only a space between: any two, and more where most are pieces."""
    for first, token in enumerate(tokens):
        if not token.norm.isalpha():
            continue
        last, length = first + 1, len(token.norm)
        pieces = int(is_piece(token.norm, flags))
        while last < len(tokens) and last - first < MOST_PIECES:
            gap = text[tokens[last - 1].end : tokens[last].start]
            norm = tokens[last].norm
            length += len(norm)
            if not gap.isspace() or len(gap) > 2 or not norm.isalpha() or length > LONGEST:
                break
            if text[tokens[last].start].isupper() and not text[token.start : token.end].isupper():
                break
            pieces += is_piece(norm, flags)
            last += 1
            if "\n" in gap and not pieces:
                break
            if last - first == 2 or pieces:
                yield first, last


NAME = "split_word"
ARTIFACT = Artifact(NAME, stage="layout", propose=propose)
