"""Language codes: what is declared, made regular, and what can be told from the words."""

from __future__ import annotations

import functools
import re
from typing import Protocol

_CODE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
_THREE = {"eng": "en", "rus": "ru", "bel": "be", "ukr": "uk", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de"}
_ENOUGH_LETTERS = 60
_LOOKED_AT = 3000
_SURE = 0.9
_TAKEN_FOR = frozenset({"pcm"})  # Nigerian Pidgin: short English news is taken for it


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def regular(code: str) -> str:
    """The two-letter code of a declared language (``en-US`` → ``en``), or ``""`` when it is none."""
    match = _CODE.match(code.strip())
    found = match.group(0).lower() if match else ""
    return _THREE.get(found, found)


def identify(body: str) -> str:
    """The language of a text by its words, or ``""`` when there are too few letters to tell, or it is not sure."""
    head = body[:_LOOKED_AT]
    if sum(map(str.isalpha, head)) < _ENOUGH_LETTERS:
        return ""
    language, probability = _identifier().classify(head)
    return str(language) if probability >= _SURE and language not in _TAKEN_FOR else ""


@functools.cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 – slow to load, not always needed

    loaded: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return loaded
