"""
Character confusions: a scanner read letters as others that look like them, and what came out is no word.

Channel: letters of the intended word → what they are read as, at the costs of lexicons/confusions.tsv; marks
inside a word (`govern~ment`, `«hich`) and a digit (`wor1d`) are misread letters too, or dirt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textmend.artifacts.artifact import Artifact
from textmend.edits import Candidate
from textmend.lexicons import words
from textmend.matching.chunks import Chunk, chunks
from textmend.matching.glyphs import readings, told
from textmend.text import Document, Token
from textmend.text.glyph_case import glyph_case

NAMED = 4.0  # nats: an unknown word with a capital is a name more often than not
MOST_MARKS = 2  # inside one word
MOJIBAKE = frozenset("âÃÂ\ufffd")  # what is left of characters decoded wrongly: another kind of damage


def propose(document: Document, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Yield for each chunk that is no known word the known words that it may be a reading of."""
    flags = words.load().flags([token.norm for token in tokens])
    for chunk in chunks(document.text, tokens):
        if not _damaged(chunk, tokens, flags):
            continue
        capital = chunk.observed[0].isupper()
        for reading in readings(chunk.observed.lower().replace("’", "'")):
            if capital or reading.flags & words.WORD:
                cost = reading.cost + (NAMED if capital else 0.0)
                intended = glyph_case(chunk.observed, reading.intended)
                yield Candidate(chunk.span, chunk.observed, intended, NAME, cost, told(reading.confusions))


def _damaged(chunk: Chunk, tokens: Sequence[Token], flags: dict[str, int]) -> bool:
    """Tell whether a chunk is no known word but may be what was read for one."""
    own = tokens[chunk.first : chunk.last]
    if not MOJIBAKE.isdisjoint(chunk.observed):
        return False
    if len(own) == 1:
        norm = own[0].norm
        return len(norm) > 1 and norm.isalpha() and not flags[norm] and not _shortened(chunk.observed)
    if len(own) == 2 and (flags[own[0].norm] or flags[own[1].norm]):  # «word
        return False
    marks = [token.norm for token in own if not token.norm[0].isalpha()]
    letters = sum(len(token.norm) for token in own if token.norm[0].isalpha())
    digits = sum(mark[0].isdigit() for mark in marks)
    plain = all(mark not in "-'’./&" and len(mark) == 1 for mark in marks)
    return plain and digits <= 1 and len(marks) <= MOST_MARKS and letters > 1 and not _shortened(chunk.observed)


def _shortened(observed: str) -> bool:
    """Tell whether a word is all capitals and short, as codes and abbreviations are."""
    return len(observed) < 5 and observed.upper() == observed


NAME = "character_confusion"
ARTIFACT = Artifact(NAME, stage="glyph", propose=propose)
