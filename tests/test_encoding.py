"""The encoding stage: every row of the catalogue is repaired, ftfy agrees, the signal tells of it."""

from __future__ import annotations

import unicodedata

import ftfy
import pytest

import textmend
from benchmarks import encoding
from benchmarks.encoding import ROWS, Row

EXACT = 0.98  # of the lines of a row of which nothing is lost; the rest are no-break spaces alone, without English
CONTEXT = 0.9  # of the lines of a row in which the words around tell which mark was lost
READ_BACK = [row for row in ROWS if row.knowable and not row.name.startswith("apostrophes")]
FROM_CONTEXT = [row for row in ROWS if row.name.startswith("apostrophes")]
OTHERS = [row for row in ROWS if not row.knowable]


@pytest.mark.parametrize("row", READ_BACK, ids=lambda row: row.name)
def test_what_shows_its_own_repair_comes_back_exactly(row: Row) -> None:
    """
    Of damage that loses nothing all is repaired, and nothing gets worse.
    """
    result = encoding.score(row)
    assert result["exact"] >= EXACT
    assert result["worse"] == 0


@pytest.mark.parametrize("row", FROM_CONTEXT, ids=lambda row: row.name)
def test_lost_apostrophes_are_told_by_their_words(row: Row) -> None:
    """
    Lost apostrophes come back in nine lines of ten, one line alone, and nothing gets worse.
    """
    result = encoding.score(row)
    assert result["exact"] >= CONTEXT
    assert result["worse"] == 0


@pytest.mark.parametrize("row", OTHERS, ids=lambda row: row.name)
def test_of_what_is_lost_most_is_told_by_the_text(row: Row) -> None:
    """
    Of marks that were all lost alike more than half come back.
    """
    result = encoding.score(row)
    assert result["damage repaired"] > 0.5
    assert result["worse"] == 0


@pytest.mark.parametrize("line", encoding.lines())
def test_ftfy_agrees(line: str) -> None:
    """
    Where ftfy repairs UTF-8 read as Windows-1252 exactly, so does textmend, and both leave the clean line alone.
    """
    damaged = encoding.misread("cp1252")(line)
    if ftfy.fix_encoding(damaged) == line:
        assert textmend.repair(damaged, artifacts=encoding.KINDS).text == line
    assert textmend.repair(line, artifacts=encoding.KINDS).text is line


def test_an_edit_is_one_damaged_character() -> None:
    """
    Each misread character is an edit of its own, and the reason names both encodings and both characters.
    """
    repair = textmend.repair("â€œItâ€™s theirâ€\x9d")
    assert [(edit.observed, edit.replacement) for edit in repair.edits] == [
        ("â€œ", "“"),
        ("â€™", "’"),
        ("â€\x9d", "”"),
    ]
    assert repair.edits[1].reason == "UTF-8 read as Windows-1252: “â€™” was “’”"


def test_damage_in_damage_is_one_edit() -> None:
    """
    A misread character that was then written as entities is mended in two steps and told as one.
    """
    (edit,) = textmend.repair("caf&Atilde;&copy; noir").edits
    assert (edit.observed, edit.replacement) == ("&Atilde;&copy;", "é")


def test_the_signal_tells_how_much_is_damaged() -> None:
    """
    A clean text has no signal, a damaged one fails with examples, and lost characters count.
    """
    clean = "It’s a café, and it’s open. " * 20
    (signal,) = [signal for signal in textmend.assess(clean).signals if signal.name == "encoding"]
    assert (signal.value, signal.failed) == (0.0, False)
    quality = textmend.assess(encoding.misread("cp1252")(clean))
    (signal,) = [signal for signal in quality.signals if signal.name == "encoding"]
    assert signal.value > 0.9
    assert signal.failed
    assert "“â€™” for “’”" in signal.reason
    assert signal.reason in quality.reasons
    signals = textmend.assess("Comt\ufffd and m\ufffdche were served there. " * 3).signals
    assert [signal.failed for signal in signals if signal.name == "encoding"] == [True]


def test_clean_text_keeps_its_form() -> None:
    """
    Quotes, dashes, line ends, no-break spaces and composed letters stay as they are.
    """
    text = '“Curly” and "straight", – — --, a\r\nb\rc, 5\xa0km, caf\xe9 \u2028 Å \u212b'
    assert textmend.repair(text).text is text
    assert unicodedata.is_normalized("NFC", "caf\xe9")
