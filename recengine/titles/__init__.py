"""Fuzzy title lookup: which movie a person means, and whether to ask back."""

from recengine.titles.index import TitleIndex, TitleMatch, TitleSearch, TitleSpan

__all__ = ["TitleIndex", "TitleMatch", "TitleSearch", "TitleSpan"]
