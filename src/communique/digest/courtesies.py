"""Courtesies and standing attitudes: true, and no news. They are weighed low and never open or head anything."""

from __future__ import annotations

import re
from functools import cache

from communique.digest.data import clause_rules
from communique.digest.interface import Material
from communique.digest.passages import readings_of
from communique.model import Act, Encounter, Event, Format, Happening, Statement


def is_courtesy(happening: Happening, material: Material) -> bool:
    """True for condolences, congratulations, anniversaries, greetings, thanks for a reception, and praise of ties."""
    content = happening.content
    if isinstance(content, Encounter):
        return content.format is Format.COURTESY_CALL
    if isinstance(content, Statement):
        return content.act is Act.OTHER or courteous(f"{content.cue} {content.words}")
    return _verbal(content) and any(courteous(r.passage.quote) for r in readings_of(happening, material)[:1])


def courteous(words: str) -> bool:
    """True where the words are those of a courtesy."""
    return _courtesies().search(words) is not None


def _verbal(event: Event) -> bool:
    return event.type in ("SUPPORT", "CONSULT", "AGREE", "REQUEST", "COOPERATE")


@cache
def _courtesies() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in clause_rules().courtesies), re.IGNORECASE)
