"""Phrases of the lexicon in tokens."""
