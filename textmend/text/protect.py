"""
Protected spans: what no repair may touch, whatever it looks like.

URLs, e-mail addresses, code and templates, numbers with marks of their own, @names, #tags, and the
terms that the user names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from textmend.text.patterns import lazily
from textmend.text.spans import Span, merged

PATTERNS = tuple(
    lazily(pattern, flags)
    for pattern, flags in (
        (  # a link ends at a quotation mark, also at a misread one
            r"(?:(?:https?|ftp)://|\bwww\.)[^\s<>\"”â]*+(?:â(?!€)[^\s<>\"”â]*+)*+",
            re.I,
        ),
        (
            r"(?<![\w.-])[\w-]++(?:\.[\w-]++)*\.(?:com|org|net|gov|edu|io|co|info|html?|py|js|tex|sty|json)\b(?:/\S*+)?",
            re.I,
        ),
        (r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)*+", 0),
        (r"(?<![\w&])(?<!amp;)[@#]\w++", 0),
        (r"```.*?(?:```|\Z)", re.S),
        (r"`[^`\n]++`", 0),
        (r"</?[a-zA-Z][^<>\n]{0,500}>", 0),  # mark-up
        (r"\{\{[^{}\n]*+\}\}|\{%[^{}\n]*+%\}|\$\{[^{}\n]*+\}|%\(\w++\)s", 0),  # templates
        (r"\\(?!u[\da-fA-F]{4}|x[\da-fA-F]{2})[a-zA-Z]++\*?(?:\[[^\]\n]*+\])?(?:\{[^{}\n]*+\})*+", 0),  # TeX
        (r"\w\{[^{}\n]{0,500}\}|(?<!\w)\w++\([^()\n]{0,500}\)(?=[;{.])", 0),  # f{x}, call();
        (r"(?<!\w)_*+(?!mce_SELRES_)[^\W_]++(?:_++[^\W_]++)++", 0),  # snake_case; not the bookmarks of an editor
    )
)
NUMBERS = lazily(
    r"(?<!&)(?<!amp;)[$€£¥#]\s?\d++(?:[.,]\d++)*+|\d++(?:[.,:/]\d++)++"
    r"|(?<!%)(?<!%[\da-fA-F])\d++%(?![89a-fA-F][\da-fA-F]%)"  # 20%, not the %80% of a URL escape
)
# One of these must be there for any of the above to match; looking for them is the cheap door.
CUES = lazily(r"://|www\.|[@#`<{\\$€£¥_(%]|\d[.,:/]\d|\.[a-z]", re.I)


def protected_spans(text: str, terms: Iterable[str] = (), numbers: bool = True) -> list[Span]:
    """
    Return the protected spans of a text, sorted and disjoint.

    terms are the user's own, matched exactly; numbers=False leaves the numbers out: a line of page furniture may go
    with the hour or the price in it, but never with a link, an address or code.
    """
    spans: list[Span] = []
    if CUES.search(text):
        for pattern in (*PATTERNS, NUMBERS) if numbers else PATTERNS:
            spans += (Span(m.start(), m.end()) for m in pattern.finditer(text))
    for term in terms:
        spans += (Span(m.start(), m.end()) for m in re.finditer(re.escape(term), text))
    return merged(spans)
