"""A new kind of damage is one file, one line of the registry, one file of cases."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from textmend import artifacts
from textmend.config import ARTIFACTS, DIALECTS
from textmend.lexicons.rows import WORDING_DIALECTS

TESTS = Path(__file__).parent
FILES = {
    path.stem
    for path in (TESTS.parent / "textmend" / "artifacts").glob("*.py")
    if path.stem not in ("__init__", "artifact")
}


def test_every_artifact_is_registered_once() -> None:
    """
    The registry, the options of Config and the files of the room name the same kinds.
    """
    assert sorted(artifacts.REGISTRY) == sorted(FILES) == sorted(ARTIFACTS)
    assert (*WORDING_DIALECTS, "thesaurus") == DIALECTS


@pytest.mark.parametrize("name", artifacts.REGISTRY)
def test_an_artifact_is_what_its_name_says(name: str) -> None:
    """
    A file's artifact has the file's name and a known stage.
    """
    artifact = artifacts.load(name)
    assert artifact.name == name
    assert artifact.stage in artifacts.STAGES


@pytest.mark.parametrize("name", artifacts.REGISTRY)
def test_an_artifact_has_at_least_as_many_clean_cases_as_damaged(name: str) -> None:
    """
    Every kind has its file of cases, and clean text is never the minority.
    """
    cases = tomllib.loads((TESTS / "cases" / f"{name}.toml").read_text(encoding="utf-8"))
    assert len(cases["clean"]) >= len(cases["damaged"]) > 0
