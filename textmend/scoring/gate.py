"""
The gate: which sentences of a document went through a spinner?

The evidence for a sentence is ln P(it | spun) − ln P(it | clean): the sum over all its readings under the spinner's
channel against the text as it stands. Sentences are smoothed over the document by a chain of two states (Viterbi),
because spinning comes in stretches. The bounds lie between the spun and the clean development texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

BEGIN = 6.0  # nats: evidence it takes to begin a spun stretch
SWITCH = 6.0  # nats: evidence it takes to leave one
TOLL = 1.0  # nats that each sentence of a stretch must show, so that stretches do not reach into what says nothing
EDGE = 2.0  # nats that the first and the last sentence of a stretch show, where clean ones stand beside it
# Nats: no substitute says more, for one odd phrase may be right, and no sentence, however many it seems to have.
MOST, MOST_OF_ALL = 4.0, 16.0
MOST_OF_EACH = 3.0  # nats of a document's evidence that each different substitute may bear
LEAST = 7.0  # nats of it at which spinning is as probable as not, if hardly any replaceable word survived
# Nats that the log of replaced by surviving words is worth; their sum with the evidence at which it is, if some did.
# Of 9,300 clean documents of 100 words (government, technical prose, scripture, songs, jokes) none comes nearer than 7
# nats, of 20 texts written to trap the gate one to 2.6; of simulated ones, fully spun, .99 of the news and 1.00 of the
# blog ones are beyond, half-spun .91 and .86. Best of 6, 8, 10, 12, 16 and 20 at that distance.
SURVIVAL, BALANCE = 12.0, -7.0
KNOWN_TERM = -14.0  # ln P of one of ten thousand terms where a term stands (a hundredth of all words)
TERM, TERM_MOST = 3.0, 6.0  # nats from which a term counts as evidence, and the most that one counts
FEWEST_TERMS, TOKENS_A_TERM = 6, 60  # different ones: so many, and one in so many tokens
TERMS_ENOUGH = 24.0  # nats of all of them
# A thesaurus spinner's evidence and number of different words replaced, a token: .28 and .056 at least in the marked
# development texts; .20 and .045 in the clean texts that come nearest, of 500,000 words of scripture, songs and jokes.
SCATTERED, REPLACED = 0.22, 0.05
FEWEST_REPLACED = 5.5  # different words, expected
SPUN = 0.5  # probability below which no wording is touched
# Share of replaceable words replaced that the gate assumes: light spinning too must be seen. With .4, half-spun texts
# are seen less often at the same distance from clean ones; .8 is worse.
RATE = 0.2


def believed(evidence: float, replaced: float) -> float:
    """
    Return what a sentence says for spinning, in nats: its evidence, held down by the number of its substitutes.

    replaced: the number of different ones that are sure.

    >>> believed(9.0, 1.0), believed(9.0, 2.0), believed(-3.0, 0.5)
    (4.0, 8.0, -3.0)
    """
    return min(evidence, max(MOST, min(MOST * replaced, MOST_OF_ALL)))


def spun_sentences(evidence: Sequence[float]) -> list[bool]:
    """
    Return for each sentence whether it belongs to a spun stretch.

    >>> spun_sentences([-9.0, 6.0, 6.0, 0.0, 7.0, -20.0])
    [False, True, True, True, True, False]
    """
    clean, spun = 0.0, -BEGIN
    back: list[tuple[bool, bool]] = []  # for each sentence: was the state before spun, if now clean; if now spun
    for weight in evidence:
        weight -= TOLL
        back.append((spun - SWITCH > clean, clean - BEGIN <= spun))
        clean, spun = max(clean, spun - SWITCH), max(spun, clean - BEGIN) + weight
    state = spun > clean
    states = []
    for i in range(len(evidence) - 1, -1, -1):
        states.append(state)
        state = back[i][1] if state else back[i][0]
    return _trimmed(states[::-1], evidence)


def _trimmed(states: list[bool], evidence: Sequence[float]) -> list[bool]:
    """Return the states; beside clean sentences, a stretch begins and ends with one that speaks for it."""
    for order in (range(1, len(states)), range(len(states) - 2, -1, -1)):
        step = order.step
        for i in order:
            if states[i] and not states[i - step] and evidence[i] < EDGE:
                states[i] = False
    return states


def term_weight(cost: float, spoken: float) -> float:
    """Return ln of how much likelier a term is than the words observed in its place; spoken is ln P of these."""
    return KNOWN_TERM - cost - spoken


def tortured(weights: Sequence[float], tokens: int) -> float:
    """Return the probability that the terms of a text of so many tokens were paraphrased, from the terms' weights."""
    telling = [min(weight, TERM_MOST) for weight in weights if weight >= TERM]
    margin = min(sum(telling) - TERMS_ENOUGH, 4.0 * (len(telling) - max(FEWEST_TERMS, tokens / TOKENS_A_TERM) + 0.5))
    return _chance(margin / 2.0)


def probability(evidence: float, replaced: float, survived: float) -> float:
    """
    Return the probability that a document is spun, from what its spun stretches show.

    evidence: the sum of their sentences' weights, in nats; replaced: the number of different substitutes in them that
    are sure; survived: of words that the spinner's dictionary has and that are still there. Both the evidence and
    survival must speak for spinning: rare wording alone does not.

    >>> probability(20.0, 8.0, 6.0) > 0.9 > 0.1 > probability(20.0, 8.0, 140.0)
    True
    """
    shown = min(evidence, MOST_OF_EACH * replaced)
    margin = min(shown - LEAST, shown + SURVIVAL * log((replaced + 1.0) / (survived + 1.0)) - BALANCE)
    return _chance(margin / 1.5)


def densest(evidence: Sequence[float], lengths: Sequence[int]) -> range:
    """
    Return the run of sentences that says most for a thesaurus spinner: their evidence less SCATTERED / 2 a token.

    >>> densest([0.0, 9.0, 0.0, 12.0, 1.0], [20, 20, 20, 20, 20])
    range(1, 4)
    """
    best, highest, total, start = range(0), 0.0, 0.0, 0
    for i, (weight, length) in enumerate(zip(evidence, lengths, strict=True)):
        if total <= 0.0:
            total, start = 0.0, i
        total += weight - SCATTERED / 2 * length
        if total > highest:
            best, highest = range(start, i + 1), total
    return best


def scattered(evidence: float, replaced: float, tokens: int) -> float:
    """
    Return the probability that a thesaurus spinner went through a run of so many tokens.

    evidence: of its sentences, in nats; replaced: the expected number of different words that were replaced.
    """
    margin = min(
        evidence / SCATTERED - tokens,
        replaced / REPLACED - tokens,
        (replaced - FEWEST_REPLACED) / REPLACED,
    )
    return _chance(margin / 10.0)


def _chance(odds: float) -> float:
    """Return the probability of some log-odds, in nats, of which no more than thirty are believed."""
    return 1 / (1 + exp(-max(min(odds, 30.0), -30.0)))
