"""
The wording of a document, decoded in the way of spinning that it shows: by a wording spinner, by a thesaurus spinner,
or in its technical terms alone.

Each way has a cheap first look; what it costs more is imported only for texts that pass it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textmend import artifacts
from textmend.config import Config
from textmend.scoring import context_model, gate, signs
from textmend.text import Document

if TYPE_CHECKING:
    from textmend.decoding.spun import SpunDecoding


def decode_wording(document: Document, config: Config) -> SpunDecoding | None:
    """Return the likeliest decoding of a document's wording; None where nothing that is asked for has left signs."""
    return _likeliest(_decoded(document, config), config.assume_spun)


def _decoded(document: Document, config: Config) -> Iterator[SpunDecoding]:
    """Yield what each way of spinning makes of a document, of those that are asked for and that it has signs of."""
    asked, dialect, assumed = config.artifacts, config.dialect, config.assume_spun
    numbers = document.once(signs.numbers_of)
    *wording, scattered = signs.load().suspicious(numbers)
    kinds = [artifacts.load(name) for name in asked if name in ("spun_term", "spun_phrase")]
    if kinds and dialect != "thesaurus" and (any(wording) or assumed):
        from textmend.decoding.spun import decode_spun

        yield decode_spun(document, kinds, assumed, dialect, context_model.asked_for(config))
    if (
        "spun_synonym" in asked
        and dialect in (None, "thesaurus")
        and (scattered or (assumed and (dialect or not kinds)))
    ):
        from textmend.decoding.thesaurus import decode_thesaurus

        yield decode_thesaurus(document, artifacts.load("spun_synonym"), assumed, context_model.asked_for(config))
    if "spun_term" in asked and dialect is None and signs.load().technical(numbers):
        from textmend.decoding.tortured import decode_tortured

        yield decode_tortured(document, context_model.asked_for(config))


def _likeliest(found: Iterable[SpunDecoding], assume_spun: bool) -> SpunDecoding | None:
    """
    Return the first decoding that finds a text spun, None without any.

    Where none does: the likeliest, or, if the text is spun all the same, the first.
    """
    best = None
    for decoded in found:
        if decoded.probability >= gate.SPUN:
            return decoded
        if best is None or (decoded.probability > best.probability and not assume_spun):
            best = decoded
    return best
