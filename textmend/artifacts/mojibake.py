"""
Mojibake: UTF-8 that was read as another encoding, once or several times: `Itâ€™s`, `cafÃ©`.

Each run of characters beyond ASCII is read back through the code pages. A sequence that gives a mark of punctuation is
damage by itself; of others ftfy's heuristic judges, which knows that `NESTLÉ®` and `AHÅ™` are right as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from textmend.artifacts.artifact import Artifact
from textmend.edits import Edit
from textmend.matching.code_pages import LEADS, MARKS, MARKS_ONLY, CodePage, Piece, code_pages, runs
from textmend.text import Document, Span
from textmend.text.patterns import lazily

CONFIDENCE = 0.99  # judged; no line of benchmarks/encoding.py gets worse by it
AROUND = 2  # characters on either side that the heuristic looks at
LAYERS = 6  # of misreading at most
LONGEST = 1_000  # characters of a group whose context is judged at once
CYRILLIC = lazily(r"[\u0400-\u04ff]")
# What letters and no-break spaces begin with in some code pages; it takes English letters around them.
ENGLISH_AROUND = {
    "Windows-1250": lazily(r"Ă[A-ZÀ-ÖĽŁŽŠŞŤŹŻ]"),
    "Windows-1251": lazily(r"В[\xa0§©«»°±]"),
    "code page 437": lazily(r"[├┬]"),
    "code page 850": lazily(r"[├┬]"),
}
INNER_MARKS = ",.;:!?)’”"
GBK = lazily("鈥[\u4e00-\u9fff]")  # bytes E2 80 and two more; the character is hardly ever written
EMOJI = "\U0001f000"  # from here on; no four letters make one by chance
C1 = lazily(r"[\x80-\x9f]")
INVISIBLE = "\xad\u200b\u2060\ufeff"  # would have to go anyway


def find(document: Document) -> Iterator[Edit]:
    """Yield an edit for each misread character."""
    if "鈥" in document.odd:
        yield from _gbk(document.text)
    text = document.text
    if not _goes_on(text, LEADS & document.odd):
        return
    shown = frozenset(page.name for page in code_pages() if any(witness in text for witness in page.witnesses))
    for match in runs().finditer(text):
        page, groups = _reading(text, Span(*match.span()), shown)
        for group in groups:
            yield from _edits(text, page, group, shown)


def _goes_on(text: str, leads: Set[str]) -> bool:
    """Tell whether any of some characters has another character beyond ASCII behind it: a run begins so."""
    for lead in leads:
        at = text.find(lead)
        while at >= 0:
            if text[at + 1 : at + 2] > "\x7f":
                return True
            at = text.find(lead, at + 1)
    return False


def _reading(text: str, run: Span, shown: frozenset[str]) -> tuple[CodePage, list[list[Piece]]]:
    """Return the code page that accounts for most of a run, and the groups of damaged sequences that it shows there."""
    best: tuple[CodePage, list[list[Piece]]] = (code_pages()[0], [])
    most = 0
    for page in code_pages():
        pieces = page.pieces(text[run.start : run.end], run.start)
        groups = [group for group in _groups(pieces) if _damaged(text, page, group, shown)]
        covered = sum(group[-1].span.end - group[0].span.start for group in groups)
        if covered > most:
            best, most = (page, groups), covered
        if most == run.end - run.start:
            break
    return best


def _groups(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces in groups without a gap, of a bounded length."""
    at = 0
    for i in range(1, len(pieces) + 1):
        gap = i == len(pieces) or pieces[i].span.start != pieces[i - 1].span.end
        if gap or pieces[i].span.end - pieces[at].span.start > LONGEST:
            yield list(pieces[at:i])
            at = i


def _damaged(text: str, page: CodePage, group: Sequence[Piece], shown: frozenset[str]) -> bool:
    """Tell whether a group of sequences is damage rather than text that happens to look like it."""
    start, end = group[0].span.start, group[-1].span.end
    before, observed, after = text[max(0, start - AROUND) : start], text[start:end], text[end : end + AROUND]
    if CYRILLIC.search(observed) and CYRILLIC.search(before[-1:] + after[:1]):
        return False  # words in Cyrillic are full of sequences; damage has English around it
    if any(MARKS.match(piece.intended) or piece.intended >= EMOJI for piece in group):
        return True
    if any("\u0250" <= piece.intended < "\u0370" or "\u0530" <= piece.intended < "\u0590" for piece in group):
        return False  # phonetic signs, modifiers, Armenian: nobody wrote them there
    if page.name in shown and all("\xa0" <= piece.intended <= "\xff" for piece in group):
        return True
    if page.name in ENGLISH_AROUND and ENGLISH_AROUND[page.name].match(observed):
        inside = (before[-1:].isalpha() or before[-1:] in INNER_MARKS) and after[:1].isalpha()
        return inside or (before[-1:].isalpha() and group[0].intended.isalpha())
    if page.name in MARKS_ONLY:
        return False
    from ftfy.badness import is_bad

    return bool(is_bad(f"{before}{observed}{after}"))


def _edits(text: str, page: CodePage, group: Sequence[Piece], shown: frozenset[str]) -> Iterator[Edit]:
    """Yield the edits of a group: one a character, or one for all where it was misread more than once."""
    start, end = group[0].span.start, group[-1].span.end
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    once = "".join(piece.intended for piece in group)
    final, layers = once, 1
    while layers < LAYERS and (again := _undone(before, final, after, shown)) != final:
        final, layers = again, layers + 1
    if layers > 1:
        yield from _edit(text, Span(start, end), final, f"UTF-8 misread {layers} times, first as {page.name}")
    else:
        for piece in group:
            yield from _edit(text, piece.span, piece.intended, f"UTF-8 read as {page.name}")


def _undone(before: str, text: str, after: str, shown: frozenset[str]) -> str:
    """Return a text with one more layer of misreading taken off, in its context."""
    whole, start = f"{before}{text}{after}", len(before)
    _, groups = _reading(whole, Span(start, start + len(text)), shown)
    parts, last = [], start
    for piece in (piece for group in groups for piece in group):
        parts += [whole[last : piece.span.start], piece.intended]
        last = piece.span.end
    return "".join([*parts, whole[last : start + len(text)]])


def _edit(text: str, span: Span, intended: str, how: str) -> Iterator[Edit]:
    """Yield the edit of a sequence, as short as it can be: of `Â£` only the `Â` goes."""
    observed = text[span.start : span.end]
    intended = C1.sub(lambda match: match[0].encode("latin-1").decode("cp1252", "ignore") or match[0], intended)
    if C1.search(intended):  # a byte that means nothing: the sequence is something else
        return
    reason = f"{how}: “{observed}” was “{intended}”"
    while observed and intended and observed[-1] == intended[-1]:
        observed, intended = observed[:-1], intended[:-1]
    if any(character in INVISIBLE for character in intended):
        intended = "".join(character for character in intended if character not in INVISIBLE)
        reason = f"{how}: an invisible character"
    if observed:
        yield Edit(span.start, span.start + len(observed), observed, intended, NAME, CONFIDENCE, reason)


def _gbk(text: str) -> Iterator[Edit]:
    """Yield the marks that were read as GBK together with the letter behind them: `It鈥檚`."""
    for match in GBK.finditer(text):
        read = match[0].encode("gb18030")
        if read.startswith(b"\xe2\x80") and len(read) == 4 and 0x90 <= read[2] < 0xC0 and read[3] < 0x80:
            intended = read.decode("utf-8")
            reason = f"UTF-8 read as GBK: “{match[0]}” was “{intended}”"
            yield Edit(*match.span(), match[0], intended, NAME, CONFIDENCE, reason)


NAME = "mojibake"
ARTIFACT = Artifact(NAME, stage="encoding", find=find, cues=LEADS | {"鈥"})
