"""Our reading of a section: what sets it apart, hedged by how much it rests on, worked out from records alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from communique.digest.bench import Bench
from communique.digest.comparisons import is_whole
from communique.digest.computations import make, rests_on
from communique.digest.data import phrases
from communique.digest.interface import Material, OutlineSection
from communique.digest.scoring import mixture, scored_happenings
from communique.digest.subjects import partner_name
from communique.digest.tell import claim
from communique.digest.words import capital, number, times, with_article
from communique.model import Act, Auxiliary, Claim, Computation, Event, Happening, Role, Score, Statement, Voice

_ENOUGH = 3  # events before a mixture says anything
_PAIR = 2
_MUCH = 6  # events from which it suggests rather than may mean


def readings(
    section: OutlineSection, bench: Bench, body: Sequence[Claim], counted: Claim | None, paragraph: int
) -> Iterator[tuple[str, Claim]]:
    """Readings that the record of a section allows, the most telling first, each with its kind."""
    material = bench.material
    partner = with_article(partner_name(section.subject, material))
    for kind, rests in _silences(body, material):
        yield kind, _claim(kind, section, paragraph, rests_on([rests.id]), rests.happenings, {}, "may")
    told = {k: int(v) for k, v in counted.computation.result} if counted and counted.computation else {}
    for kind in _by_contacts(told) if is_whole(material) else ():
        assert counted is not None and counted.computation is not None  # told is empty otherwise
        every = "both" if told["period"] == _PAIR else f"all {number(told['period'])}"
        slots = {"P": partner, "n": number(told["period"]), "all": every, "times": times(told["before"])}
        hedge = "suggests" if told["period"] >= _MUCH else "may mean"
        yield kind, _claim(kind, section, paragraph, counted.computation, counted.happenings, slots, hedge)
    score = next((s for s in material.scores if s.partner == section.subject), None)
    if score is not None and vouched_for(score, bench):
        yield from _by_score(section, score, material, paragraph, partner)


def vouched_for(score: Score, bench: Bench) -> bool:
    """True when every scored event is borne out by its passage."""
    return bench.vouched.all(scored_happenings(score, bench.material.happenings))


def _silences(body: Sequence[Claim], material: Material) -> Iterator[tuple[str, Claim]]:
    """A meeting that did not take place, an answer that was not given."""
    for item in body:
        happening = material.by_id.get(item.happenings[0]) if item.happenings and item.passages else None
        if happening is not None and _did_not(happening):
            yield "unmet", item
        elif happening is not None and _would_not(happening):
            yield "unsaid", item


def _did_not(happening: Happening) -> bool:
    content = happening.content
    return isinstance(content, Event) and content.type == "CONSULT" and content.auxiliary is Auxiliary.NEGATED


def _would_not(happening: Happening) -> bool:
    return isinstance(happening.content, Statement) and happening.content.act in (Act.DECLINE, Act.EVADE)


def _by_contacts(told: Mapping[str, int]) -> Iterator[str]:
    if not told:
        return
    now, before = told["period"], told["before"]
    if now > 1 and told["call"] == now:
        yield "calls"
    if now >= _ENOUGH and before == 0:
        yield "new"
    if before > 1 and now * 2 <= before:
        yield "fewer"
    if before and now >= before * 2:
        yield "more"


def _by_score(
    section: OutlineSection, score: Score, material: Material, paragraph: int, partner: str
) -> Iterator[tuple[str, Claim]]:
    computation = mixture(score, material.happenings)
    told = {key: int(value) for key, value in computation.result} if computation else {}
    kind = _kind(told) if told else None
    if kind is None or computation is None:
        return
    slots = {
        "P": partner,
        "n": number(told["events"]),
        "a": number(told["adding"]),
        "t": number(told["taking"]),
        "b": number(told["beyond words"]),
    }
    hedge = "suggests" if told["events"] >= _MUCH else "may mean"
    happenings = tuple(c.happening_id for c in score.contributions)
    yield kind, _claim(kind, section, paragraph, computation, happenings, slots, hedge)


def _kind(told: Mapping[str, int]) -> str | None:
    if told["events"] < _ENOUGH:
        return None
    if told["taking"]:
        return "mixed" if told["adding"] else "cold"
    return "deeds" if told["beyond words"] > 1 else None


def _claim(
    kind: str,
    section: OutlineSection,
    paragraph: int,
    computation: Computation,
    happenings: tuple[str, ...],
    slots: Mapping[str, str],
    hedge: str,
) -> Claim:
    # its own id: another sentence may rest on the same records
    own = make(
        computation.kind,
        (*computation.arguments, ("reading", kind)),
        readings=computation.readings,
        claims=computation.claims,
        result=computation.result,
    )
    return claim(
        capital(phrases().readings[kind].format(h=hedge, **slots)),
        voice=Voice.OUR_READING,
        role=Role.BODY,
        section=section.number,
        paragraph=paragraph,
        computation=own,
        happenings=happenings,
        hedge=hedge,
    )
