"""The kinds of damage, in the order in which they are repaired; one file each."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from textmend.artifacts.artifact import STAGES, Artifact
from textmend.config import ARTIFACTS

REGISTRY = ARTIFACTS


@cache
def load(name: str) -> Artifact:
    """Return the artifact of a name; its file is imported when it is first asked for."""
    artifact: Artifact = import_module(f"textmend.artifacts.{name}").ARTIFACT
    return artifact


__all__ = ["REGISTRY", "STAGES", "Artifact", "load"]
