"""The lexicon's sources are rows that stand alone, and its binary is what they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from textmend import binary
from textmend.lexicons import build, build_terms, chances, guesses, observations, spellings, store, terms
from textmend.lexicons.inflect import FORMS, inflections
from textmend.lexicons.rows import DIALECTS, FOLDER, HEADER, KINDS, MAX_RANK, WORDING_DIALECTS, Row, read_rows
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
    There are at least 5,000 headwords and 8,000 fixed terms, and inflection multiplies both.
    """
    headwords = {row.intended for row in ROWS if row.dialect in WORDING_DIALECTS}
    assert len(headwords) >= 5000
    assert store.load().meta["intended"] > len(headwords)
    lines = [
        line for path in (FOLDER / "terms").glob("*.txt") for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert terms.load().meta["terms"] > len(lines) >= 8000


@pytest.mark.parametrize("path", sorted((FOLDER / "terms").glob("*.txt")), ids=lambda path: path.stem)
def test_terms_are_sorted_and_have_several_words(path: Path) -> None:
    """
    Each list of terms is sorted, none stands twice, and none is a single word.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert [line for line in lines if len(line.split(" ")) < 2 or line != line.strip()] == []


def test_what_was_seen_and_judged_is_sorted_and_well_formed() -> None:
    """
    The counts from marked texts and the editors' chances are sorted tables whose every row can be read.
    """
    for path in (observations.PATH, chances.PATH):
        lines = path.read_text(encoding="utf-8").splitlines()[1:]
        assert [line.split("\t") for line in lines] == sorted(line.split("\t") for line in lines)
    assert set(observations.read_counts()) <= set(WORDING_DIALECTS)
    assert all(0 < share < 1 for share in chances.read_chances().values())


def test_a_bad_row_is_named(tmp_path: Path) -> None:
    """
    Readers of the tables say which file and line they cannot read.
    """
    path = tmp_path / "bad.tsv"
    path.write_text(f"{chances.HEADER}\nsaid\t9\t9\nweeks\tnever\t0\n")
    with pytest.raises(ValueError, match=r"bad\.tsv:3"):
        chances.read_chances(path)
    path.write_text(f"{guesses.HEADER}\nnews\tfirst\tsaid\tmany\tmentioned=90\n")
    with pytest.raises(ValueError, match=r"bad\.tsv:2"):
        guesses.read_guesses(path)
    path.write_text(f"{observations.HEADER}\nnews\tsaid\tmentioned\n")
    with pytest.raises(ValueError, match=r"bad\.tsv:2"):
        observations.read_counts(path)


def test_guesses_are_sorted_and_of_headwords_that_the_lists_have() -> None:
    """
    The guesses stand once an editor, in order; each is of a headword in the lists, and none prints the headword itself.
    """
    rows = [line.split("\t") for line in guesses.PATH.read_text(encoding="utf-8").splitlines()[1:]]
    assert [row[:3] for row in rows] == sorted({tuple(row[:3]): row[:3] for row in rows}.values())
    assert {row[1] for row in rows} == set(chances.EDITORS)
    lists = build.expand(ROWS)
    for dialect, found in guesses.read_guesses().items():
        assert set(found) <= set(lists[dialect])
        for headword, guess in found.items():
            assert 0 < guess.known < 1
            assert sum(guess.substitutes.values()) == pytest.approx(1.0)
            assert normal_forms(headword) not in map(normal_forms, guess.substitutes)


def test_an_editor_who_has_read_a_text_can_be_left_out() -> None:
    """
    Benchmarks ask for one editor's guesses and chances alone.
    """
    both = guesses.read_guesses()["news"]
    first, second = (guesses.read_guesses(editors=(editor,))["news"] for editor in chances.EDITORS)
    assert set(both) == set(first) | set(second)
    headword = next(headword for headword in first if headword in second and first[headword] != second[headword])
    low, high = sorted((first[headword].known, second[headword].known))
    assert low <= both[headword].known <= high
    assert chances.read_chances(editors=()) == {}


def test_guesses_add_substitutes_and_shift_shares() -> None:
    """
    A guess moves probability between the listed substitutes and to new ones; without any the list stays as it is.
    """
    lists = {
        "glad": {"happy": (0.8, "synonym"), "bright": (0.2, "wrong sense")},
        "sad": {"unhappy": (1.0, "synonym")},
    }
    out = guesses.blended(lists, {"glad": guesses.Guess(0.9, {"pleased": 0.5, "bright": 0.5})})
    assert out["sad"] == lists["sad"]
    assert out["glad"]["bright"][0] > 0.2
    assert out["glad"]["bright"][1] == "wrong sense"
    assert out["glad"]["pleased"][0] == pytest.approx(0.5 * guesses.SHARE)
    assert sum(p for p, _ in out["glad"].values()) == pytest.approx(1.0)


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


def test_the_terms_file_is_what_the_sources_make(tmp_path: Path) -> None:
    """
    Building the terms again gives the file that ships, byte for byte.
    """
    build_terms.main(["--output", str(tmp_path / "again")])
    assert (tmp_path / "again").read_bytes() == terms.PATH.read_bytes()


def test_terms_are_read_one_by_one_as_they_are_all_together() -> None:
    """
    What is read of the terms when it is asked for is what reading all of them gives.
    """
    held = terms.load()
    steps = iter(held._sections["costs"])
    for line in held._lines("readings"):
        observed, *intended = line.split("\t")
        assert held.readings.get(observed) == [(word, next(steps) * terms.STEP) for word in intended]
    assert next(steps, None) is None
    assert held.readings.get("\t") is None
    for line in held._lines("terms"):
        phrase, _, term = line.partition("\t")
        first, *rest = phrase.split(" ")
        node = held.trie.get(first)
        for word in rest:
            assert isinstance(node, dict)
            node = node.get(word)  # type: ignore[assignment]
        assert isinstance(node, dict)
        assert node[terms.END] == term
    assert held.trie.get(terms.END) is None


def test_the_signs_files_are_what_the_sources_make(tmp_path: Path) -> None:
    """
    Building the signs again gives the files that ship, byte for byte.
    """
    build_signs.main(["--folder", str(tmp_path)])
    for path in (*signs.WORDING, signs.INDEX):
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()


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


def test_spellings_are_sorted_pairs_that_lead_back() -> None:
    """
    Every American spelling has one British one, no word is both, and the file is sorted.
    """
    rows = [line.split("\t") for line in spellings.PATH.read_text(encoding="utf-8").splitlines()[1:]]
    american, british = [row[0] for row in rows], [row[1] for row in rows]
    assert american == sorted(set(american))
    assert len(set(british)) == len(british)
    assert not set(american) & set(british)
