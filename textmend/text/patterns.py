"""
Patterns that are compiled when they are first used: a clean text needs few of the hundred that there are, and to
compile them all takes a third of the time of a first repair.
"""

from __future__ import annotations

import re
from typing import Any, cast

METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class _Lazy:
    """A pattern to be; from its first use on it has the methods of the compiled one."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Compile the pattern; called for names that are not there, which is once."""
        compiled = re.compile(*self._source)
        for method in METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazily(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """
    Return a pattern that re.compile makes of its arguments, when it is first used.

    >>> lazily("a+").fullmatch("aa") is not None
    True
    """
    return cast("re.Pattern[str]", _Lazy(pattern, flags))
