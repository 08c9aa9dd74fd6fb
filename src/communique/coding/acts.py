"""Words to acts: which of the 13 acts a passage performs, and how it stands towards its target."""

from __future__ import annotations

import re
from functools import cache

from communique.coding.lexicon import load_yaml
from communique.model import Act

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


@cache
def _rules() -> tuple[tuple[Act, int, str, re.Pattern[str]], ...]:
    rows = load_yaml("speech.yaml")["rules"]
    return tuple((Act(r["act"]), int(r["polarity"]), r["in"], re.compile(r["re"])) for r in rows)


def speech_version() -> str:
    """Version of the rules."""
    return str(load_yaml("speech.yaml")["version"])


def judge(cue: str, content: str) -> tuple[Act, int, str]:
    """Act, polarity and the words that decided it, from the words around the content and the content itself."""
    texts = {"cue": _plain(cue), "content": _plain(content)}
    texts["any"] = f"{texts['cue']} {texts['content']}"
    for act, polarity, where, pattern in _rules():
        found = pattern.search(texts[where])
        if found:
            return act, polarity, found.group()
    return Act.INFORM, 0, ""


def _plain(words: str) -> str:
    return " ".join(words.translate(_PLAIN).casefold().split())
