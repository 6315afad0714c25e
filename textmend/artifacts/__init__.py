"""The kinds of damage, in the order in which they are repaired; one file each."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from textmend.artifacts.artifact import STAGES, Artifact

REGISTRY = (
    "line_end_hyphen",
    "split_word",
    "joined_words",
    "long_s",
    "character_confusion",
    "misread_word",
    "spun_term",
    "spun_phrase",
)


@cache
def load(name: str) -> Artifact:
    """Return the artifact of a name; its file is imported when it is first asked for."""
    artifact: Artifact = import_module(f"textmend.artifacts.{name}").ARTIFACT
    return artifact


__all__ = ["REGISTRY", "STAGES", "Artifact", "load"]
