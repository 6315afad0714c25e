"""
Variants: phrases of the lexicon that are misspelt or hyphenated in the text, at a price.

Spinners' dictionaries have slips of their own (`enviornment`), and spun words get into compounds (`decision-makers`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from textmend.artifacts import Artifact
from textmend.decoding.sentences import Sentence, free
from textmend.edits import Candidate
from textmend.lexicons import store
from textmend.matching.fuzzy import nearest
from textmend.scoring.language_model import UNKNOWN, LanguageModel
from textmend.scoring.vocabulary import fold
from textmend.text import Document, Token, is_word, touches
from textmend.text.keys import token_key

MISSPELT = 3.0  # nats; one word of the marked development texts is misspelt in twenty thousand that are spun
SPELLED = 1.0  # nats: a slip is oftener the author's than the spinner's
HYPHENATED = 1.0  # nats
NAME = "spun_phrase"


def with_variants(
    document: Document, sentences: Sequence[Sentence], artifacts: Sequence[Artifact], model: LanguageModel
) -> list[Sentence]:
    """Return the sentences with the candidates that misspelt and hyphenated phrases give."""
    unknown = _unknown(document, sentences, model)
    spelled = {word: right for word in sorted(unknown) if (right := nearest(word, _as_long(word)))}
    return [
        sentence._replace(candidates=[*sentence.candidates, *_proposed(document, sentence, artifacts, spelled)])
        for sentence in sentences
    ]


def _as_long(word: str) -> list[str]:
    """Return the words that spinners print and that are as long as a word, or a letter longer or shorter."""
    known = store.load().words
    return [other for length in (len(word) - 1, len(word), len(word) + 1) for other in known.get(length, ())]


def _unknown(document: Document, sentences: Sequence[Sentence], model: LanguageModel) -> set[str]:
    """Return the lower-case words that the language model does not know."""
    words = {t.norm for s in sentences for t in s.tokens if is_word(t.norm) and document.text[t.start].islower()}
    ordered = sorted(words)
    if not ordered:
        return set()
    scores = model.single(np.array([token_key(fold(word)) for word in ordered], np.uint64))
    return {word for word, score in zip(ordered, scores.tolist(), strict=True) if score <= UNKNOWN}


def _proposed(
    document: Document, sentence: Sentence, artifacts: Sequence[Artifact], spelled: dict[str, str]
) -> Iterator[Candidate]:
    """Yield what the artifacts propose for a sentence as it would be without slips, and without hyphens."""
    tokens = [token._replace(norm=spelled.get(token.norm, token.norm)) for token in sentence.tokens]
    mended = [new for old, new in zip(sentence.tokens, tokens, strict=True) if old.norm != new.norm]
    if mended:
        yield from _dearer(free(document, tokens, artifacts), mended, MISSPELT)
        for token in mended:
            if touches(token.span, document.protected):
                continue
            observed = document.text[token.start : token.end]
            yield Candidate(token.span, observed, token.norm, NAME, SPELLED, "misspelling")
    hyphens = [b for a, b, c in zip(tokens, tokens[1:], tokens[2:], strict=False) if _joins(document.text, a, b, c)]
    if hyphens:
        whole = [token for token in tokens if token not in hyphens]
        yield from _dearer(free(document, whole, artifacts), hyphens, HYPHENATED)


def _joins(text: str, before: Token, token: Token, behind: Token) -> bool:
    """Tell whether a token is a hyphen inside a compound."""
    return token.norm == "-" and before.end == token.start and token.end == behind.start


def _dearer(candidates: Iterable[Candidate], over: Sequence[Token], nats: float) -> Iterator[Candidate]:
    """Yield the candidates that hold one of some tokens, each at a price."""
    for candidate in candidates:
        if any(candidate.span.start <= token.start and token.end <= candidate.span.end for token in over):
            by_dialect = tuple(cost + nats for cost in candidate.by_dialect)
            yield candidate._replace(cost=candidate.cost + nats, by_dialect=by_dialect)
