"""
Misread words: a scanner read letters as others that look like them, and what came out is another word (`arc`, for
`are`).

Channel: as of character confusions, one of them a word. Only the context can tell, and only in a text with many
misreadings that are no words is it asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textmend.artifacts.artifact import Artifact
from textmend.edits import Candidate
from textmend.lexicons import words
from textmend.matching.glyphs import readings, told
from textmend.text import Document, Span, Token
from textmend.text.glyph_case import glyph_case
from textmend.text.sentences import ABBREVIATIONS

DEAREST = 9.0  # nats of one confusion: rarer ones make more false alarms than repairs
LONGEST = 12  # letters: longer words are hardly ever another word with one letter wrong


def propose(document: Document, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Yield for each known word the words of which it is one misreading."""
    flags = words.load().flags([token.norm for token in tokens])
    for token in tokens:
        if token.norm in ABBREVIATIONS:  # Mr, Dr, Co
            continue
        if flags[token.norm] and 1 < len(token.norm) <= LONGEST and token.norm.isalpha():
            observed = document.text[token.start : token.end]
            if observed[1:].islower():
                for reading in readings(token.norm, 1):
                    if (
                        reading.cost <= DEAREST
                        and reading.flags & words.WORD
                        and not _respelled(token.norm, reading.intended)
                    ):
                        yield Candidate(
                            Span(token.start, token.end),
                            observed,
                            glyph_case(observed, reading.intended),
                            NAME,
                            reading.cost,
                            told(reading.confusions),
                        )


def _respelled(observed: str, intended: str) -> bool:
    """Tell whether two words are one in British and in American spelling: organise, organize."""
    return observed.replace("is", "iz").replace("ys", "yz") == intended.replace("is", "iz").replace("ys", "yz")


NAME = "misread_word"
ARTIFACT = Artifact(NAME, stage="glyph", propose=propose)
