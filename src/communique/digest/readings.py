"""Our reading of a section: hedged by how much it rests on, and worked out from the scored events alone."""

from __future__ import annotations

from communique.digest.interface import Material
from communique.digest.scoring import mixture
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
    words = _words(told, with_article(material.names.display(score.partner)))
    if words is None:
        return None
    text, hedge = words
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


def _words(told: dict[str, int], partner: str) -> tuple[str, str] | None:
    events, beyond, taking = told["events"], told["beyond words"], told["taking"]
    if events < _ENOUGH:
        return None
    hedge = "suggests" if events >= _MUCH else "may mean"
    scored = f"the {number(events)} scored events with {partner}"
    if taking and told["adding"]:
        counts = f"{number(told['adding'])} added points and {number(taking)} took them away"
        return f"Of {scored}, {counts}, which {hedge} that cooperation and friction ran side by side.", hedge
    if not beyond and not taking:
        return (
            f"None of {scored} went beyond words and meetings, which {hedge} that the substance is still to come."
        ), hedge
    if not taking:
        return f"{number(beyond)} of {scored} went beyond words, which {hedge} more than courtesy.", hedge
    return None
