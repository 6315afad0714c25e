"""What a caller can choose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

# The kinds of damage, in the order in which they are repaired; here so that a Config costs no imports.
ARTIFACTS = (
    "html_entity",
    "escape",
    "surrogate_pair",
    "mojibake",
    "lossy_mojibake",
    "c1_control",
    "code_page_swap",
    "replacement_character",
    "question_mark",
    "control_character",
    "zero_width",
    "ligature",
    "fullwidth",
    "decomposed",
    "page_furniture",
    "glued_label",
    "glued_sentence",
    "spaced_mark",
    "agency_dash",
    "embed",
    "editorial_note",
    "line_end_hyphen",
    "split_word",
    "joined_words",
    "long_s",
    "character_confusion",
    "misread_word",
    "spun_term",
    "spun_phrase",
    "spun_synonym",
)
ON_REQUEST = frozenset({"agency_dash", "spaced_mark"})  # of these, what is looked for only where it is named
DEFAULT_ARTIFACTS = tuple(name for name in ARTIFACTS if name not in ON_REQUEST)
DIALECTS = ("news", "blog", "thesaurus")  # lexicons.rows.WORDING_DIALECTS and that of artifacts.spun_synonym
MODELS = ("ngram", "neural")
MIN_CONFIDENCE = 0.58
# The bound of each model. The neural one finds more to repair in lightly spun texts; from 0.6 on, 95 % of its edits on
# the dev news are right (benchmarks/accuracy.py).
MIN_CONFIDENCES = {"ngram": MIN_CONFIDENCE, "neural": 0.6}


@dataclass(frozen=True, slots=True)
class Config:
    """
    The options of a repair.

    artifacts: the kinds of damage to look for, by name; by default all but those of ON_REQUEST.
    min_confidence: edits below this probability (0 to 1) are declined, not made; by default what suits the model.
    protect: terms that no edit may touch, matched exactly as written.
    dialect: the kind of spinner, "news", "blog" or "thesaurus"; found out for each text if None.
    model: the language model that decides: "ngram", or "neural", which reads whole sentences, repairs more and takes
        seconds a spun text; it needs pip install 'textmend[neural]'.
    assume_spun: take every text for spun, without evidence; for sources that are known to be, down to a headline.

    Raises ValueError for a value that cannot be used, and says what can.
    """

    artifacts: tuple[str, ...] = DEFAULT_ARTIFACTS
    min_confidence: float = None  # type: ignore[assignment]  # a number once built: that of the model, if not given
    protect: tuple[str, ...] = ()
    assume_spun: bool = False
    dialect: str | None = None
    model: str = "ngram"

    def __post_init__(self) -> None:
        for name in ("artifacts", "protect"):
            value = getattr(self, name)
            if isinstance(value, str) or not isinstance(value, Iterable):
                raise ValueError(f"{name} is {value!r}; give a tuple of names, for example ({str(value)!r},)")
            object.__setattr__(self, name, tuple(dict.fromkeys(value)))
        unknown = [name for name in self.artifacts if name not in ARTIFACTS]
        if unknown:
            raise ValueError(f"unknown artifact {unknown[0]!r}; known are: {', '.join(ARTIFACTS)}")
        wrong = [term for term in self.protect if not isinstance(term, str) or not term]
        if wrong:
            raise ValueError(f"protect has {wrong[0]!r}; give non-empty strings")
        if not isinstance(self.assume_spun, bool):
            raise ValueError(f"assume_spun is {self.assume_spun!r}; give True or False")
        if self.dialect is not None and self.dialect not in DIALECTS:
            raise ValueError(f"unknown dialect {self.dialect!r}; known are: {', '.join(DIALECTS)}, or None to find out")
        if self.model not in MODELS:
            raise ValueError(f"unknown model {self.model!r}; known are: {', '.join(MODELS)}")
        if self.min_confidence is None:
            object.__setattr__(self, "min_confidence", MIN_CONFIDENCES[self.model])
        value = self.min_confidence
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
            raise ValueError(f"min_confidence is {value!r}; give a number from 0 to 1, for example 0.95")

    def with_options(self, **options: Any) -> Config:
        """Return this configuration with some fields changed; an unknown name is an error that lists the known."""
        known = [field.name for field in fields(self)]
        for name in options:
            if name not in known:
                raise TypeError(f"unknown option {name!r}; known are: {', '.join(known)}")
        if "model" in options and self.min_confidence == MIN_CONFIDENCES[self.model]:
            options.setdefault("min_confidence", None)  # it was the model's, so it changes with the model
        return replace(self, **options)
