"""Writing for terminals: colours where they are wanted, and nothing that a file's bytes could make a terminal do."""

from __future__ import annotations

import os
from typing import IO

from textmend.text.patterns import lazily

RED, GREEN, CYAN, RESET = "\x1b[31m", "\x1b[32m", "\x1b[36m", "\x1b[0m"
RED_INVERSE, GREEN_INVERSE = "\x1b[1;7;31m", "\x1b[1;7;32m"
UNSAFE = lazily(r"[^\t\n -~\u00a0-\U0010ffff]|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def wants_colour(stream: IO[str]) -> bool:
    """Tell whether colours belong on a stream: a terminal, and NO_COLOR is not set (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def visible(text: str) -> str:
    """
    Return a text with control, bidi and undecodable characters as visible escapes.

    >>> visible("a\\x1b]52;c\\x07")
    'a\\\\x1b]52;c\\\\x07'
    """
    return UNSAFE.sub(lambda m: m[0].encode("unicode_escape").decode(), text)
