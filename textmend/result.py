"""The result of a repair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from textmend.edits import Edit, apply
from textmend.quality.quality import Quality


@dataclass(frozen=True, slots=True)
class Repair:
    """
    A repaired text and all that was done to it.

    text is the repaired text (the input itself, the same object, where nothing changed); edits are what was
    changed; declined is what was seen but not trusted; quality is the quality of the input; source is the input.
    """

    source: str
    text: str
    edits: tuple[Edit, ...]
    declined: tuple[Edit, ...]
    quality: Quality

    def revert(self, *edits: Edit) -> str:
        """
        Return the text with the given edits undone; without arguments all are, which gives back the input.

        Raises ValueError for an edit that is not one of this repair's.
        """
        for edit in edits:
            if edit not in self.edits:
                raise ValueError(f"{edit!r} is not an edit of this repair; pass members of repair.edits")
        if not edits or len(set(edits)) == len(self.edits):
            return self.source
        return apply(self.source, [edit for edit in self.edits if edit not in edits])

    def to_dict(self) -> dict[str, Any]:
        """Return the repair as plain values, for JSON; the input itself is not repeated."""
        return {
            "text": self.text,
            "edits": [edit.to_dict() for edit in self.edits],
            "declined": [edit.to_dict() for edit in self.declined],
            "quality": self.quality.to_dict(),
        }
