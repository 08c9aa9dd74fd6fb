"""A parser that keeps what it has parsed: many sentences of an issue cite the same passages."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator

from communique.annotate.interface import SentenceParser
from communique.model import Token


class RememberedParses:
    """Over another parser. What is asked for at once is parsed in one batch: a third of the time of one by one."""

    def __init__(self, parser: SentenceParser, *, most: int = 1024) -> None:
        """``most``: how many sentences are kept (about 10 kB each)."""
        self._parser, self._most = parser, most
        self._kept: OrderedDict[str, tuple[Token, ...]] = OrderedDict()

    @property
    def name(self) -> str:
        """Name of the model."""
        return self._parser.name

    @property
    def version(self) -> str:
        """Version of the model and of whatever else decides its output."""
        return self._parser.version

    def parse(self, sentences: Iterable[str]) -> Iterator[tuple[Token, ...]]:
        """Tokens for each sentence, in order."""
        wanted = list(sentences)
        found = {one: self._kept[one] for one in wanted if one in self._kept}
        missing = list(dict.fromkeys(one for one in wanted if one not in found))
        found |= dict(zip(missing, self._parser.parse(missing), strict=True)) if missing else {}
        for one, tokens in found.items():
            self._kept[one] = tokens
            self._kept.move_to_end(one)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        yield from (found[one] for one in wanted)
