"""
Signs of spinning: the cheap first look that lets clean text go.

Every word, pair and triple that a spinner makes more frequent or rarer has a weight, ln P(it | spun) / P(it | clean),
for either of two ways of spinning (a wording spinner's and a thesaurus spinner's), computed from the lexicons and the
language model by scoring/build_signs.py. Words that spinners replace weigh against spinning: in spun text hardly any
survive. A text is worth a closer look if the weights of any stretch of it rise far enough (the largest sum of a run, as
in CUSUM; Page 1954), so that a page spun only in part is seen too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, reduce
from itertools import chain, repeat
from math import log
from pathlib import Path
from string import punctuation

import numpy as np
import numpy.typing as npt

from textmend import binary
from textmend.lexicons import terms, words
from textmend.text import Document

# A file for each way of spinning: a wording spinner's and a thesaurus spinner's.
PATH, THESAURUS = Path(__file__).parent / "spun.signs", Path(__file__).parent / "thesaurus.signs"
LENGTHS = ("words", "pairs", "triples")
FIRST_LOOK = (3.5, 6.5)  # nats, by way: rise of the words alone below which pairs are not looked at
LENGTH, LENGTH_TOLL = 400, 3.0  # tokens, nats: the largest rise of a clean text grows with the logarithm of its length
SUSPICIOUS = (9.0, 13.0)  # nats, by way: rise of words, pairs and triples together

# Different words that stand for technical ones and are rare elsewhere: so many, and one in so many tokens. The tortured
# development abstracts have 4 to 8 in 180 tokens, 99 % of 900 clean texts of 200 words under 5.
FEWEST_TECHNICAL, TOKENS_A_TECHNICAL = 3, 80
WORDS_OF_A_LETTER = ("a", "i")
MARKS = (*punctuation, *"“”‘’–—…", "'s")

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


@binary.once
def load() -> Signs:
    """Return the signs that ship with textmend, loaded once; raises CorruptFileError where they are damaged."""
    return Signs(PATH, THESAURUS)


def numbers_of(document: Document) -> Numbers:
    """Return the numbers of a document's tokens; ask document.once, so that they are looked up once for all gates."""
    return load().numbers(document.norms)


class Signs:
    """
    Weights of words, pairs and triples, in nats, for each way of spinning.

    Their words, odd technical words and the common words and marks of English have numbers, from 1; all others are 0.
    """

    def __init__(self, *paths: Path) -> None:
        self._files = [binary.read(path, "signs")[1] for path in paths]
        common, technical = words.load().common(), terms.load().signs()
        singles = [bytes(file["words"]).decode().split() for file in self._files]
        every = [*MARKS, *common, *chain.from_iterable(singles), *technical]
        self._numbers = dict(
            zip(every, range(1, len(every) + 1), strict=True)
        )  # the last one, where a word comes twice
        self._base = len(every) + 1
        self._weights = np.zeros((len(paths), self._base), np.float32)
        for way, (file, own) in enumerate(zip(self._files, singles, strict=True)):
            self._weights[way, [self._numbers[word] for word in own]] = np.frombuffer(file["words weights"], np.float32)
        self._technical = self._flags(technical)
        # Neither marks nor common words; what has no number is, and so are letters by themselves.
        self.rare = ~self._flags([*MARKS, *(word for word in common if len(word) > 1 or word in WORDS_OF_A_LETTER)])

    def _flags(self, norms: Iterable[str]) -> Flags:
        """Return by number which words are among some."""
        flags = np.zeros(self._base, bool)
        flags[[self._numbers[norm] for norm in norms]] = True
        return flags

    def numbers(self, norms: Sequence[str]) -> Numbers:
        """Return the number of each word or mark."""
        return np.fromiter(map(self._numbers.get, norms, repeat(0)), np.int32, len(norms))

    @cached_property
    def _phrases(self) -> list[_Phrases]:
        return [_Phrases(length, self._files) for length in LENGTHS[1:]]

    def suspicious(self, numbers: Numbers, norms: Sequence[str]) -> tuple[bool, ...]:
        """Tell for each way of spinning whether a text, as its tokens' numbers and norms, is worth a closer look."""
        single = self._weights.take(numbers, axis=1)
        hopeful = [rise >= least for rise, least in zip(largest_rises(single), FIRST_LOOK, strict=True)]
        if not any(hopeful):
            return tuple(hopeful)
        more = LENGTH_TOLL * log(max(len(numbers) / LENGTH, 1.0))
        longer = np.zeros_like(single)
        for phrases in self._phrases:
            phrases.add(longer, norms)
        return tuple(
            hope and rise >= least + more
            for hope, rise, least in zip(hopeful, largest_rises(single + longer), SUSPICIOUS, strict=True)
        )

    def technical(self, numbers: Numbers) -> bool:
        """Tell whether a text has enough odd technical words to look for broken terms."""
        found = np.unique(numbers[self._technical[numbers]])
        return len(found) >= max(FEWEST_TECHNICAL, len(numbers) / TOKENS_A_TECHNICAL)


class _Phrases:
    """The phrases of a length, each packed into one integer of numbers of its words, in order, with their weights."""

    def __init__(self, length: str, files: Sequence[Mapping[str, memoryview]]) -> None:
        lines = [bytes(file[length]).decode().split("\n") for file in files]
        phrases = list(dict.fromkeys(chain(*lines)))
        words_of = " ".join(phrases).split(" ")
        self._numbers = dict(zip(words_of, range(1, len(words_of) + 1), strict=True))
        self._base = len(words_of) + 1
        numbers = np.array([*map(self._numbers.__getitem__, words_of)]).reshape(len(phrases), -1).T
        self._may_stand = np.zeros((len(numbers), self._base), bool)  # of each place in a phrase, the words there
        for may_stand, there in zip(self._may_stand, numbers, strict=True):
            may_stand[there] = True
        packed = self._packed(numbers, self._base)
        order = np.argsort(packed)
        self._keys = packed[order]
        places = {phrase: place for place, phrase in enumerate(phrases)}
        weights = np.zeros((len(files), len(phrases)), np.float32)
        for way, (file, own) in enumerate(zip(files, lines, strict=True)):
            weights[way, [places[phrase] for phrase in own]] = np.frombuffer(file[f"{length} weights"], np.float32)
        self._weights = weights[:, order]

    def add(self, out: Floats, norms: Sequence[str]) -> None:
        """Add the weight of the phrase that begins at each token."""
        numbers = np.fromiter(map(self._numbers.get, norms, repeat(0)), np.int64, len(norms))
        starts = np.arange(max(0, len(numbers) - len(self._may_stand) + 1))
        for place, may_stand in enumerate(self._may_stand):
            starts = starts[may_stand[numbers[starts + place]]]
        packed = self._packed([numbers[starts + place] for place in range(len(self._may_stand))], self._base)
        at = np.minimum(np.searchsorted(self._keys, packed), len(self._keys) - 1)
        found = self._keys[at] == packed
        out[:, starts[found]] += self._weights[:, at[found]]

    @staticmethod
    def _packed(columns: Iterable[npt.NDArray[np.int64]], base: int) -> npt.NDArray[np.int64]:
        """Return the numbers of words in a row as one integer."""
        return reduce(lambda packed, numbers: packed * base + numbers, columns)


def largest_rises(weights: Floats) -> list[float]:
    """
    Return the largest sum of any run of weights of each row, 0 for none.

    >>> largest_rises(np.array([[-1, 2, -1, 3, -9, 1], [0, 0, 0, -1, -1, -1]], np.float32))
    [4.0, 0.0]
    """
    sums = np.zeros((len(weights), weights.shape[1] + 1))
    np.cumsum(weights, axis=1, out=sums[:, 1:])
    return [float((row - np.minimum.accumulate(row)).max()) for row in sums]
