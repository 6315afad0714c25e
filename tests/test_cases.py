"""Every artifact's cases: clean text stays, damaged text is repaired, and known failures are asked for when mended."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import textmend

FILES = sorted((Path(__file__).parent / "cases").glob("*.toml"))


def cases(kind: str) -> list[Any]:
    """Return the cases of a kind as parameters, known failures as strict expected failures."""
    return [
        pytest.param(
            path.stem,
            case,
            id=f"{path.stem}: {case['label']}",
            marks=[pytest.mark.xfail(reason="known failure")] if case.get("known_failure") else [],
        )
        for path in FILES
        for case in tomllib.loads(path.read_text(encoding="utf-8"))[kind]
    ]


@pytest.mark.parametrize(("artifact", "case"), cases("clean"))
def test_clean_text_stays(artifact: str, case: dict[str, Any]) -> None:
    """
    A clean text comes out as the same object, alone and among others; unless it is damaged, but in another way.
    """
    text = case["text"]
    assert textmend.repair(text, artifacts=(artifact,)).text is text
    repair = textmend.repair(text)
    if other := case.get("elsewhere"):
        assert {edit.artifact for edit in repair.edits} == {other}
    else:
        assert repair.text is text


@pytest.mark.parametrize(("artifact", "case"), cases("damaged"))
def test_damaged_text_is_repaired(artifact: str, case: dict[str, Any]) -> None:
    """
    A damaged text becomes what was intended, and its edits say how; what is only reported is declined at any threshold.
    """
    kinds = (artifact, *case.get("with", ()))  # with: kinds that the text shows as well
    config = textmend.Config(artifacts=kinds, assume_spun=case.get("assume_spun", False))
    observed = case["observed"]
    if case.get("escaped"):  # what TOML cannot hold
        observed = observed.encode("ascii").decode("unicode_escape")
    repair = textmend.repair(observed, config)
    assert " ".join(repair.text.split()) == " ".join(case["intended"].split())
    assert textmend.apply(observed, repair.edits) == repair.text
    if reported := case.get("reported"):
        assert [edit.observed for edit in textmend.repair(observed, config, min_confidence=0).declined] == reported
