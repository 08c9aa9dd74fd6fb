"""The digest's vocabulary as data: articles, phrases, weights of the choice; loaded once."""

from communique.digest.data.load import Articles, Phrase, Phrases, Selection, articles, phrases, selection

__all__ = ["Articles", "Phrase", "Phrases", "Selection", "articles", "phrases", "selection"]
