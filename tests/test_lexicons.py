"""The lexicon's sources are rows that stand alone, and its binary is what they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from textmend import binary
from textmend.lexicons import build, store
from textmend.lexicons.inflect import FORMS, inflections
from textmend.lexicons.rows import DIALECTS, FOLDER, HEADER, KINDS, MAX_RANK, Row, read_rows
from textmend.scoring import build_signs, signs
from textmend.text import normal_forms

ROWS = list(read_rows())


def own_forms(row: Row) -> Iterator[list[str]]:
    """Yield the tokens of every inflected form of a row's intended phrase."""
    for tag in FORMS[row.pos]:
        for form in inflections(row.intended, row.pos, tag):
            yield normal_forms(form)


def test_a_headword_is_long_lists_worth() -> None:
    """
    There are at least 1,500 headwords, and inflection multiplies them.
    """
    headwords = {row.intended for row in ROWS}
    assert len(headwords) >= 1500
    assert store.load().meta["intended"] > len(headwords)


def test_rows_are_sorted_and_none_stands_twice() -> None:
    """
    Each source file is sorted by headword, part of speech and rank, and no pair of phrases comes twice in a list.
    """
    for path in sorted(FOLDER.glob("*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [line.split("\t") for line in lines[1:]]
        keys = [(row[0], row[1], row[5], int(row[2])) for row in rows]
        assert keys == sorted(keys), path.name
        assert tuple(lines[0].split("\t")) == HEADER
    pairs = Counter((row.intended, row.pos, row.dialect, row.observed.lower()) for row in ROWS)
    assert [pair for pair, count in pairs.items() if count > 1] == []


def test_ranks_count_from_one() -> None:
    """
    A list's ranks are 1, 2, 3 … and no list is longer than twelve.
    """
    lists: dict[tuple[str, str, str], list[int]] = {}
    for row in ROWS:
        lists.setdefault((row.intended, row.pos, row.dialect), []).append(row.rank)
    assert [name for name, ranks in lists.items() if ranks != list(range(1, len(ranks) + 1))] == []
    assert max(map(len, lists.values())) <= MAX_RANK


def test_kinds_dialects_and_parts_of_speech_are_known() -> None:
    """
    Every row's kind, dialect and part of speech is one of the documented.
    """
    assert {row.kind for row in ROWS} <= set(KINDS)
    assert {row.dialect for row in ROWS} <= set(DIALECTS)
    assert {row.pos for row in ROWS} <= set(FORMS)


def test_no_row_maps_a_phrase_to_itself_or_to_a_form_of_itself() -> None:
    """
    A substitute is another phrase than its headword and all the headword's inflected forms.
    """
    assert [row for row in ROWS if normal_forms(row.observed) in own_forms(row)] == []


def test_every_phrase_is_tokens_that_the_tokeniser_makes() -> None:
    """
    Joining a phrase's tokens gives the phrase, so that it can be found in text.
    """

    def joined(phrase: str) -> str:
        return "".join(normal_forms(phrase))

    wrong = [
        row
        for row in ROWS
        for phrase in (row.intended, row.observed)
        if joined(phrase) != phrase.lower().replace(" ", "") or not 1 <= len(normal_forms(phrase)) <= build.MAX_TOKENS
    ]
    assert wrong == []


def test_the_lexicon_file_is_what_the_sources_make(tmp_path: Path) -> None:
    """
    Building again gives the file that ships, byte for byte.
    """
    build.main(["--output", str(tmp_path / "again")])
    assert (tmp_path / "again").read_bytes() == store.PATH.read_bytes()


def test_the_signs_file_is_what_the_sources_make(tmp_path: Path) -> None:
    """
    Building the signs again gives the file that ships, byte for byte.
    """
    build_signs.main(["--output", str(tmp_path / "again")])
    assert (tmp_path / "again").read_bytes() == signs.PATH.read_bytes()


@pytest.mark.parametrize("damage", ["truncated", "flipped", "empty", "alien"])
def test_a_damaged_file_is_refused(tmp_path: Path, damage: str) -> None:
    """
    A lexicon file that was changed in any way is reported as corrupt, not used.
    """
    data = store.PATH.read_bytes()
    changed = {
        "truncated": data[: len(data) // 2],
        "flipped": data[:-40] + bytes([data[-40] ^ 1]) + data[-39:],
        "empty": b"",
        "alien": b"PK\x03\x04" + data[4:],
    }[damage]
    path = tmp_path / "spun.lexicon"
    path.write_bytes(changed)
    with pytest.raises(binary.CorruptFileError, match="corrupt"):
        store.Lexicon(path)
