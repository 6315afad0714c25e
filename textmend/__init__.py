"""
textmend: measures the quality of English text and repairs what robots did to it.

    >>> import textmend
    >>> textmend.repair("Nothing is wrong here.").edits
    ()

The names below are all there is; importing the package loads none of its data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from textmend.config import Config
    from textmend.edits import Edit, apply
    from textmend.extras import MissingExtraError
    from textmend.pipeline import assess, repair, repair_many
    from textmend.quality.quality import Quality
    from textmend.result import Repair

_HOMES = {
    "Config": "textmend.config",
    "Edit": "textmend.edits",
    "MissingExtraError": "textmend.extras",
    "Quality": "textmend.quality.quality",
    "Repair": "textmend.result",
    "apply": "textmend.edits",
    "assess": "textmend.pipeline",
    "repair": "textmend.pipeline",
    "repair_many": "textmend.pipeline",
}

__all__ = ["Config", "Edit", "MissingExtraError", "Quality", "Repair", "apply", "assess", "repair", "repair_many"]


def __getattr__(name: str) -> Any:
    """Import a public name from its home when it is first asked for (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'textmend' has no attribute {name!r}; it has {', '.join(__all__)}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
