"""
Code: whether a line reads as a program, a data file or a pattern rather than as prose.
"""

from __future__ import annotations

import re

SIGNS = re.compile(
    r"^\s*[{}]|[{}]\s*$|\{[^{}\n]{0,200}[:;=][^{}\n]{0,200}\}|\\\s*$|(?:[)\]\"\']|=[^;&\n]{1,80});\s*$|=\s*[\"'(\[&]|[\"']\s*:\s*[\"'\d\[tfn]|\(\s*[rbuf]?[\"']|[\w)\]]\s*(?:==|!=|:=|=>|->|\+=|&&|\|\|)"
    r"|^\s*(?:import|from|def|class|return|print|var|let|const|function|if|elif|for|while|echo|export)\b.*[(:=]"
    r"|\[[^\]\n]*\\[ux][\da-fA-F]|^\s*(?:\$|>>>|#!|//|/\*)"
)
LONGEST = 2_000  # code points of a line that are looked at on either side of a place


def in_code(text: str, at: int) -> bool:
    """
    Tell whether a place stands in a line of code.

    >>> in_code('name = "It\\\\u2019s"', 12), in_code("It\\\\u2019s a name", 2)
    (True, False)
    """
    start = text.rfind("\n", max(0, at - LONGEST), at) + 1 or max(0, at - LONGEST)
    end = text.find("\n", at, at + LONGEST)
    return SIGNS.search(text[start : end if end >= 0 else at + LONGEST]) is not None
