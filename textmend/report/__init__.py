"""Repairs and qualities for people and programs."""
