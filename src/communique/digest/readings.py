"""Our reading of a section: hedged by how much it rests on, and worked out from the scored events alone."""

from __future__ import annotations

from communique.digest.data import phrases
from communique.digest.interface import Material
from communique.digest.scoring import mixture
from communique.digest.subjects import partner_name
from communique.digest.tell import claim
from communique.digest.words import capital, number, with_article
from communique.model import Claim, Role, Score, Voice

_ENOUGH = 3  # events before a mixture says anything
_MUCH = 6  # events from which it suggests rather than may mean


def reading_claim(score: Score, material: Material, *, section: int, paragraph: int) -> Claim | None:
    """One hedged sentence on what the period with a partner was made of, or ``None`` when there is too little."""
    computation = mixture(score, material.happenings)
    if computation is None:
        return None
    told = {key: int(value) for key, value in computation.result}
    kind = _kind(told)
    if kind is None:
        return None
    forms = phrases().readings[kind]
    form = forms[section % len(forms)]
    hedge = "suggests" if told["events"] >= _MUCH else "may mean"
    text = form.format(
        n=number(told["events"]),
        a=number(told["adding"]),
        t=number(told["taking"]),
        b=number(told["beyond words"]),
        P=with_article(partner_name(score.partner, material)),
        h=hedge,
    )
    return claim(
        capital(text),
        voice=Voice.OUR_READING,
        role=Role.BODY,
        section=section,
        paragraph=paragraph,
        computation=computation,
        happenings=tuple(c.happening_id for c in score.contributions),
        hedge=hedge,
    )


def _kind(told: dict[str, int]) -> str | None:
    if told["events"] < _ENOUGH:
        return None
    if told["taking"]:
        return "mixed" if told["adding"] else None
    return "deeds" if told["beyond words"] else "talk"
