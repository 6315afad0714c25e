"""Scanned text as users meet it: what is repaired, what is said of it, and what is left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest

import textmend
from tests.laws.texts import SCANNED
from textmend.lexicons import confusions, words
from textmend.matching import glyphs
from textmend.text import Document

SPANISH = """Estamos trabajando para que todos los niños tengan acceso a la educación. El presidente dijo que no hay
dinero para la escuela, y que los padres deben pagar los libros de texto y el transporte de los alumnos."""


def test_a_scanned_text_is_called_so_and_its_reasons_show_words() -> None:
    """
    The signal fails on a scanned text, names words that are in it, and passes on the repaired text.
    """
    quality = textmend.assess(SCANNED)
    signal = next(signal for signal in quality.signals if signal.name == "oov_lower")
    assert signal.failed
    assert 0 < signal.value <= 1
    assert signal.reason in quality.reasons
    assert "“tbe”" in signal.reason
    repaired = textmend.assess(textmend.repair(SCANNED).text)
    assert not next(signal for signal in repaired.signals if signal.name == "oov_lower").failed


def test_another_language_is_left_alone_and_said_so() -> None:
    """
    Text that is not English is not repaired, and its quality says why.
    """
    repair = textmend.repair(SPANISH)
    assert repair.text is SPANISH
    assert any("English" in reason for reason in repair.quality.reasons)


def test_a_scanned_page_of_a_long_text_is_repaired_where_it_stands() -> None:
    """
    A long text is mended in parts, and the offsets of its edits are the text's own.
    """
    text = "\n\n".join([SCANNED] * 40)
    repair = textmend.repair(text)
    assert len(repair.edits) >= 40 * 8
    assert "govemment" not in repair.text
    assert repair.revert() == text
    assert all(a.end <= b.start for a, b in pairwise(repair.edits))


def test_code_in_a_long_scanned_text_stays() -> None:
    """
    What only the whole of a long text shows to be code is not touched in any of its parts, however often it is read.
    """
    listing = "\n\n".join([SCANNED] * 22)
    text = f"{SCANNED}\n\n```\n{listing}\n```\n\n{SCANNED}\n\n{SCANNED}"
    repair = textmend.repair(text)
    assert listing in repair.text
    assert len(repair.edits) >= 3 * 8


def test_reasons_say_what_was_read_for_what() -> None:
    """
    An edit of misread letters names them.
    """
    edit = next(edit for edit in textmend.repair(SCANNED).edits if edit.observed == "govemment")
    assert edit.replacement == "government"
    assert "“m” for “rn”" in edit.reason


@pytest.mark.parametrize("threshold", [0.2, 0.4, 0.7, 0.99])
def test_a_threshold_only_filters(threshold: float) -> None:
    """
    The edits at any threshold are those at the lowest that are sure enough.
    """
    every = textmend.repair(SCANNED, min_confidence=0).edits
    assert textmend.repair(SCANNED, min_confidence=threshold).edits == tuple(
        edit for edit in every if edit.confidence >= threshold
    )


def test_kinds_that_are_not_asked_for_make_no_edits() -> None:
    """
    The kinds named in the options are the only ones that edit.
    """
    repair = textmend.repair(SCANNED, artifacts=("misread_word", "spun_phrase"))
    assert {edit.artifact for edit in repair.edits} == {"misread_word"}


@pytest.mark.parametrize(
    "word", "webpage buildup payout colour organisation snowplough mitochondrial don't putin norway wi-fi i.e.".split()
)
def test_words_and_names_are_known(word: str) -> None:
    """
    Compounds, British spellings, technical terms and names are known words.
    """
    assert words.load().unknown(set(Document(word).norms)) == []


def test_every_word_of_the_list_is_something() -> None:
    """
    To be in the list is to be a word, a name or both: what is not known is what is not in it.
    """
    assert words.load()._key_flags.all()


@pytest.mark.parametrize("word", "thc aud ofthe tbe ot inthe govemment".split())
def test_what_scanners_made_of_words_is_not_known(word: str) -> None:
    """
    Misreadings and joined words are not words, however often texts have them.
    """
    assert words.load().unknown({word}) == [word]


def test_confusions_are_sorted_and_cost_something() -> None:
    """
    The table of confusions has one row a pair, in order, each with its cost, and reads no letter as itself.
    """
    lines = confusions.PATH.read_text(encoding="utf-8").splitlines()[1:]
    pairs = [tuple(line.split("\t")[:2]) for line in lines]
    assert pairs == sorted(set(pairs))
    for rows in confusions.load().values():
        assert all(row.cost > 0 and row.intended != row.observed for row in rows)


@pytest.mark.parametrize(
    ("observed", "intended"),
    [("dernocrat", "democrat"), ("1ike", "like"), ("accivily", "activity"), ("«hich", "which"), ("pohcj", "policy")],
)
def test_a_misread_word_is_reached_through_its_confusions(observed: str, intended: str) -> None:
    """
    What was printed is among the readings, with the confusions that stand in the observed word, in order.
    """
    reading = next(reading for reading in glyphs.readings(observed) if reading.intended == intended)
    assert sum(confusion.cost for confusion in reading.confusions) == pytest.approx(reading.cost, abs=0.01)
    made, at = "", 0
    for confusion in reading.confusions:
        place = observed.index(confusion.observed, at)
        made += observed[at:place] + confusion.intended
        at = place + len(confusion.observed)
    assert len(made + observed[at:]) == len(intended)
