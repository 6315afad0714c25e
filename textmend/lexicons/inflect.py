"""
Inflected forms of words and phrases, for building the lexicon; the only file that imports lemminflect.

lemminflect (Brad Jascob, MIT) is needed to build textmend's lexicon, not to run textmend.
"""

from __future__ import annotations

from functools import cache

from textmend.lexicons.frequency import zipf

# Penn Treebank tags of the forms that each part of speech has.
FORMS = {
    "noun": ("NN", "NNS"),
    "verb": ("VB", "VBZ", "VBG", "VBD", "VBN"),
    "adj": ("JJ", "JJR", "JJS"),
    "adv": ("RB",),
    "form": ("",),
}
BASE = frozenset(("NN", "VB", "JJ", "RB", ""))
# The head of a noun phrase stands before the first of these: points of view.
PREPOSITIONS = frozenset(["of", "for", "in", "to", "with", "on", "at", "from", "by"])
RARE_FORM = 1.5  # Zipf frequency below which a comparative is not English


def inflections(phrase: str, pos: str, tag: str) -> tuple[str, ...]:
    """
    Return the spellings of a phrase's form with a tag; of a verb phrase the first word is inflected, of a noun
    phrase its head.

    >>> inflections("make an attempt", "verb", "VBZ"), inflections("international location", "noun", "NNS")
    (('makes an attempt',), ('international locations',))
    >>> inflections("big", "adj", "JJR"), inflections("expensive", "adj", "JJR")
    (('bigger',), ('more expensive',))
    """
    if tag in BASE:
        return (phrase,)
    words = phrase.split(" ")
    at = 0 if pos == "verb" else _head(words) if pos == "noun" else len(words) - 1
    forms = _forms(words[at], tag)
    return tuple(" ".join([*words[:at], form, *words[at + 1 :]]) for form in forms)


def _head(words: list[str]) -> int:
    """Return the index of a noun phrase's head."""
    for i, word in enumerate(words[1:], 1):
        if word in PREPOSITIONS:
            return i - 1
    return len(words) - 1


@cache
def _forms(word: str, tag: str) -> tuple[str, ...]:
    """Return the spellings of one word's form."""
    from lemminflect import getInflection

    if not word.isalpha() or word[0].isupper():
        if "-" in word and word.rsplit("-", 1)[1].isalpha():  # co-worker, well-being
            start, end = word.rsplit("-", 1)
            return tuple(f"{start}-{form}" for form in _forms(end, tag))
        return ()
    forms = tuple(getInflection(word, tag))
    if tag == "NNS" and len(forms) > 1:  # it offers nouns without a plural as they are
        forms = tuple(form for form in forms if form != word)
    if tag in ("JJR", "JJS"):
        regular = tuple(form for form in forms if form != word and zipf(form) >= RARE_FORM)  # not: expensiver
        return regular or (f"{'more' if tag == 'JJR' else 'most'} {word}",)
    return forms
