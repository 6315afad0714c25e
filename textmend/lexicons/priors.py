"""
What the sources say of a spinner's dictionary before anything was seen: lists, guesses and chances taken together.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from textmend.lexicons.chances import EDITORS, read_chances, together
from textmend.lexicons.guesses import Substitutes, blended, read_guesses

CHANCES_OF = "news"  # the dialect whose headwords chances.tsv judges


class Priors(NamedTuple):
    """By dialect, P(observed | intended is replaced), and P(its dictionary has it) of headwords that editors judged."""

    channels: Mapping[str, Mapping[str, Substitutes]]
    judged: Mapping[str, Mapping[str, float]]


def priors(lists: Mapping[str, Mapping[str, Substitutes]], editors: Collection[str] = EDITORS) -> Priors:
    """Return the lists of each dialect as some editors' guesses weigh them, and what these editors judge."""
    guesses, chances = read_guesses(editors=editors), read_chances(editors=editors)
    judged = {}
    for dialect in lists:
        own = {headword: [guess.known] for headword, guess in guesses.get(dialect, {}).items()}
        if dialect == CHANCES_OF:
            for headword, chance in chances.items():
                own.setdefault(headword, []).append(chance)
        judged[dialect] = {headword: together(shares) for headword, shares in own.items()}
    return Priors({dialect: blended(listed, guesses.get(dialect, {})) for dialect, listed in lists.items()}, judged)
