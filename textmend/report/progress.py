"""A progress bar over files, for people who wait at a terminal; rich, of the extra textmend[neural], draws it."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable, Sequence


def tracked(names: Sequence[str], description: str) -> Iterable[str]:
    """Return names to be walked through with a bar on standard error; without one where nobody would see it."""
    if sys.stderr is None or not sys.stderr.isatty() or importlib.util.find_spec("rich") is None:
        return names
    from rich.console import Console
    from rich.progress import track

    shown: Iterable[str] = track(names, description, console=Console(stderr=True), transient=True)
    return shown
