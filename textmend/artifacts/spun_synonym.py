"""
Spun synonyms: a thesaurus spinner put words of the wrong sense for some of the author's words: `curate` for minister.

Channel: word → another word of one of its WordNet synsets, inflected or not (lexicons/build_thesaurus.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textmend.artifacts.artifact import Artifact
from textmend.edits import Candidate
from textmend.lexicons import store
from textmend.matching.phrases import find_phrases
from textmend.text import Document, Span, Token


def propose(document: Document, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Yield every word that the thesaurus knows as another's substitute, with each word it may stand for."""
    lexicon = store.load(store.THESAURUS)
    for match in find_phrases(document.text, tokens, lexicon):
        span = Span(tokens[match.first].start, tokens[match.last - 1].end)
        observed = document.text[span.start : span.end]
        for source in lexicon.sources(match.entry):
            yield Candidate(span, observed, source.intended, NAME, source.costs[0], source.kind)


NAME = "spun_synonym"
ARTIFACT = Artifact(NAME, stage="wording", propose=propose)
