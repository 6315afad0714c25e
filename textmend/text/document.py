"""
A document: a text and what is known of its structure, each part made once, when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, TypeVar

from textmend.text.protect import protected_spans
from textmend.text.sentences import paragraphs
from textmend.text.spans import Span
from textmend.text.tokens import Token, is_latin, normal_forms, tokenize

Found = TypeVar("Found")

MARKS = frozenset("&%\\?[@/")  # of ASCII, what kinds of damage have that are not odd otherwise
PLAIN = bytes({*b"\t\n\r", *range(0x20, 0x7F)}.difference(map(ord, MARKS)))
SENTENCE_ENDS = '.?!”",'
HEAD = 4  # characters of a line's beginning that are looked at for all lines together


class Document:
    """A text with its tokens, paragraphs and protected spans."""

    def __init__(self, text: str, protect: Iterable[str] = ()) -> None:
        self.text = text
        self.protect = tuple(protect)
        self._found: dict[Callable[[Document], Any], Any] = {}

    def once(self, find: Callable[[Document], Found]) -> Found:
        """Return what a function finds out about the document; it is called when that is first asked for."""
        if find not in self._found:
            self._found[find] = find(self)
        found: Found = self._found[find]
        return found

    @cached_property
    def cues(self) -> frozenset[str]:
        """The characters of the text that are odd or among MARKS: the cheap first look at its bytes."""
        return frozenset(
            self.text.encode("utf-8", "surrogatepass").translate(None, PLAIN).decode("utf-8", "surrogatepass")
        )

    @cached_property
    def odd(self) -> frozenset[str]:
        """The characters of the text but for printable ASCII, tabs and line ends."""
        return self.cues - MARKS

    @cached_property
    def norms(self) -> list[str]:
        """The normal forms of all tokens, without offsets: the cheap first look."""
        return normal_forms(self.text, is_latin(self.odd))

    @cached_property
    def lines(self) -> list[str]:
        """What stands between the line breaks, but for empty lines."""
        return list(filter(None, self.text.split("\n")))

    @cached_property
    def open_lines(self) -> list[str]:
        """The lines that do not end as sentences do."""
        return [line for line in self.lines if line[-1] not in SENTENCE_ENDS]

    @cached_property
    def heads(self) -> frozenset[str]:
        """How the lines begin, behind white space: HEAD characters of each."""
        return frozenset([line.lstrip()[:HEAD] for line in self.lines])

    @cached_property
    def tokens(self) -> list[Token]:
        """All tokens with their offsets."""
        return tokenize(self.text)

    @cached_property
    def paragraphs(self) -> list[Span]:
        """The paragraphs that hold any text."""
        return paragraphs(self.text)

    @cached_property
    def protected(self) -> list[Span]:
        """The spans that no repair may touch."""
        return protected_spans(self.text, self.protect)

    @cached_property
    def irremovable(self) -> list[Span]:
        """The protected spans that are not numbers: what no line may be removed with."""
        return protected_spans(self.text, self.protect, numbers=False)
