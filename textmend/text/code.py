"""
Code: whether a line reads as a program, a data file or a pattern rather than as prose.
"""

from __future__ import annotations

from textmend.text.patterns import lazily

SIGNS = lazily(
    r"^\s*[{}]|[{}]\s*$|\{[^{}\n]{0,200}[:;=][^{}\n]{0,200}\}|\\\s*$|(?:[)\]\"\']|=[^;&\n]{1,80});\s*$|=\s*[\"'(\[&]"
    r"|[\"']\s*:\s*[\"'\d\[tfn]|\(\s*[rbuf]?[\"']|[\w)\]]\s*(?:==|!=|:=|=>|->|\+=|&&|\|\|)"
    r"|^\s*(?:import|from|def|class|return|print|var|let|const|function|if|elif|for|while|echo|export)\b.*[(:=]"
    r"|\[[^\]\n]*\\[ux][\da-fA-F]|^\s*(?:\$|>>>|#!|//|/\*)"
)
LONGEST = 1_000  # code points of a line that are looked at together


class CodeLines:
    """The lines of a text that read as code; each is looked at once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[int, bool] = {}

    def hold(self, place: int) -> bool:
        """
        Tell whether a place stands in a line of code.

        >>> CodeLines('name = "It\\\\u2019s"').hold(12), CodeLines("It\\\\u2019s a name").hold(2)
        (True, False)
        """
        block = place // LONGEST * LONGEST
        start = max(block, self._text.rfind("\n", block, place) + 1)
        if start not in self._known:
            end = self._text.find("\n", start, block + LONGEST)
            line = self._text[start : end if end >= 0 else block + LONGEST]
            self._known[start] = SIGNS.search(line) is not None
        return self._known[start]
