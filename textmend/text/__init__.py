"""The text model: tokens, sentences, paragraphs, protected spans, letter case."""

from textmend.text.case import fit_case
from textmend.text.document import Document
from textmend.text.sentences import paragraphs, sentences
from textmend.text.spans import Span, touches
from textmend.text.tokens import Token, is_word, normal_form, normal_forms, tokenize

__all__ = [
    "Document",
    "Span",
    "Token",
    "fit_case",
    "is_word",
    "normal_form",
    "normal_forms",
    "paragraphs",
    "sentences",
    "tokenize",
    "touches",
]
