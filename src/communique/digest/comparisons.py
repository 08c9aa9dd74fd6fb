"""What the record says against the time before: counts of meetings, how often two people met, the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from communique.digest.compose_encounters import in_person
from communique.digest.computations import make, meetings, recompute, tally
from communique.digest.contacts import is_meeting, spread
from communique.digest.interface import Material
from communique.digest.names import short_form
from communique.digest.passages import readings_of
from communique.digest.people import Naming
from communique.digest.scoring import scored_happenings, scoring
from communique.digest.subjects import ELSEWHERE, partner_name
from communique.digest.tell import Told, claim
from communique.digest.vouched import Vouched
from communique.digest.words import capital, day_name, join, number, ordinal, signed, span_name, times, with_article
from communique.model import (
    FORMS,
    ActorKind,
    Arrow,
    Claim,
    Completeness,
    Encounter,
    Happening,
    Participation,
    Role,
    Score,
    Status,
    Voice,
    Window,
)

_FEW = 2  # partners or contacts below which a count of them says nothing
_LONG = 28  # days after which a contact is the first since
_HOLE = 15  # days without any text over which nothing is said of what did not happen


def shared_sources(material: Material) -> frozenset[str]:
    """Sources with texts in the period and in the one before: only these may be compared."""
    return material.sources_in(material.window) & material.sources_in(material.previous)


def is_whole(material: Material) -> bool:
    """True when every source of the period is held in full: else a count is a least number, and nothing is a first."""
    inside = material.sources_in(material.window)
    held = [material.sources[s] for s in inside if s in material.sources]
    return bool(held) and len(held) == len(inside) and all(s.completeness is Completeness.FULL for s in held)


def _least(material: Material) -> str:
    return "" if is_whole(material) else "at least "


def _told_by(happening: Happening, sources: frozenset[str], material: Material) -> bool:
    return any(material.texts[t].source_id in sources for t in happening.texts if t in material.texts)


def meetings_claim(material: Material, partner: str, section: int, paragraph: int, vouched: Vouched) -> Claim | None:
    """ "Belarus and Russia met three times on this record, against one in the period before"; needs a shared source."""
    sources = shared_sources(material)
    if partner == ELSEWHERE or not sources:
        return None
    windows = (material.window, material.previous)
    met = [
        h
        for h in material.happenings
        if any(is_meeting(h.content, material.focus, partner, w) for w in windows) and _told_by(h, sources, material)
    ]
    met = vouched.kept(met)
    computation = meetings(material.focus, partner, windows, met, material.readings)
    told = {key: int(value) for key, value in computation.result}
    now, before = told["period"], told["before"]
    if now == 0 or (now < _FEW and before < _FEW):
        return None
    ours, theirs = _country(material.focus, material), _country(partner, material)
    then = "as often as in" if now == before else f"against {times(before) if before else 'none'} in"
    against = f", {then} the period before" if is_whole(material) else ""
    pair = capital(f"{ours} and {theirs}")
    text = f"{pair} were in contact {_least(material)}{times(now)} on this record ({_forms(told)}){against}."
    return claim(
        text,
        voice=Voice.OUR_READING,
        role=Role.BODY,
        section=section,
        paragraph=paragraph,
        computation=computation,
        happenings=tuple(h.id for h in met),
    )


def _forms(told: Mapping[str, int]) -> str:
    """ "one visit and two calls"."""
    return join([f"{number(told[f])} {f}{'s' if told[f] > 1 else ''}" for f in FORMS if told.get(f)])


def tally_claim(material: Material, paragraph: int, vouched: Vouched) -> Claim | None:
    """ "From 5 to 18 May, Norvia was in contact with three partners on this record, most often with Estmark" """
    sources, windows = shared_sources(material), (material.window, material.previous)
    held = [h for h in material.happenings if isinstance(h.content, Encounter) and h.content.status is Status.HELD]
    held = [h for h in held if not vouched.denied(h)]
    mine = [h for h in held if material.window.holds(_anchor(h))]
    compared = bool(sources) and all(_told_by(h, sources, material) for h in mine)
    if compared:
        mine += [h for h in held if material.previous.holds(_anchor(h)) and _told_by(h, sources, material)]
    computation = tally(material.focus, (windows[0], windows[1] if compared else None), mine, material.readings)
    told = dict(computation.result)
    partners, most = int(told["partners"]), int(told["most"])
    if partners < _FEW:
        return None
    window = material.window
    span = span_name(window.start, window.end, window.end.year)
    often = f", most often with {_country(told['top'], material)} ({times(most)})" if told["top"] and most > 1 else ""
    before = told.get("before", "0") if is_whole(material) else "0"
    then = f", against {number(int(before))} in the period before" if before != "0" else ""
    who, many = _country(material.focus, material), f"{_least(material)}{number(partners)}"
    return claim(
        f"From {span}, {who} was in contact with {many} partners on this record{often}{then}.",
        voice=Voice.OUR_READING,
        role=Role.STANDFIRST,
        paragraph=paragraph,
        computation=computation,
        happenings=tuple(h.id for h in mine),
    )


def _country(code: str, material: Material) -> str:
    return with_article(partner_name(code, material))


def ordinal_claim(
    told: Told, material: Material, naming: Naming, vouched: Vouched, *, section: int, paragraph: int
) -> Claim | None:
    """ "It was the third meeting of A and B on this record, after those of 16 June and 30 August"."""
    happening = told.happening
    pair = _pair(happening, material.focus)
    if pair is None or any(short_form(naming.names, p) not in told.text for p in pair):
        return None
    earlier = sorted(
        (h for h in material.happenings if h.id != happening.id and _before(h, happening) and _same_pair(h, pair)),
        key=lambda h: (str(_anchor(h)), h.readings),
    )
    now = _anchor(happening)
    earlier = vouched.kept(earlier) if now is not None else []
    if not earlier or now is None:
        return None
    all_ = (*earlier, happening)
    arguments = tuple(("person", key) for key in sorted(p.key for p in pair))
    listed = [r for h in all_ for r in h.readings]
    result = recompute(make("ordinal", arguments, readings=listed, result=()), material.readings) or {}
    count = int(result.get("ordinal", "0"))
    days = spread(day for h in all_ if (day := _anchor(h)))
    if count < 2 or len(days) != count or (days[-1] - days[-2]).days < 1 or not _covered(days[-2], days[-1], material):
        return None
    computation = make("ordinal", arguments, readings=listed, result=tuple(result.items()))
    noun, names = _noun(all_, material), join([short_form(naming.names, p) for p in pair])
    return claim(
        _ordinal_words(noun, names, days, material),
        voice=Voice.OUR_READING,
        role=Role.BODY,
        section=section,
        paragraph=paragraph,
        computation=computation,
        happenings=tuple(h.id for h in all_),
    )


def _covered(start: date, end: date, material: Material) -> bool:
    """False where the record has nothing for so long between two days that a contact may have been missed."""
    return not any(start <= gap.start and gap.end <= end for gap in holes(material))


def holes(material: Material) -> tuple[Window, ...]:
    """Stretches of more than a fortnight in which no text of the record was published, up to the end of the period."""
    days = sorted({day for _, day in material.record if day <= material.window.end})
    return tuple(
        Window(start=one + timedelta(days=1), end=other - timedelta(days=1))
        for one, other in pairwise(days)
        if (other - one).days > _HOLE
    )


def _ordinal_words(noun: str, names: str, days: Sequence[date], material: Material) -> str:
    year = material.window.end.year
    if not is_whole(material):
        return f"An earlier {noun} of {names} on this record was on {day_name(days[-2], year)}."
    if (days[-1] - days[-2]).days >= _LONG:
        return f"It was the first {noun} of {names} on this record since {day_name(days[-2], year)}."
    return f"It was the {ordinal(len(days))} {noun} of {names} on this record, {_after(list(days[:-1]), year)}."


def _noun(met: Sequence[Happening], material: Material) -> str:
    """ "meeting" only where people stood face to face each time."""
    together = all(
        in_person(r.content, r.passage.quote)
        for h in met
        for r in readings_of(h, material)[:1]
        if isinstance(r.content, Encounter)
    )
    return "meeting" if together else "contact"


def _after(days: list[date], year: int) -> str:
    if len(days) > 3:
        return f"the last of them on {day_name(days[-1], year)}"
    return f"after {'that' if len(days) == 1 else 'those'} of {join([day_name(d, year) for d in days])}"


def _anchor(happening: Happening) -> date | None:
    return happening.content.when.anchor if happening.content.when else None


def _before(one: Happening, other: Happening) -> bool:
    first, second = one.content.when, other.content.when
    return bool(first and second and first.anchor and second.anchor and first.anchor < second.anchor)


def _pair(happening: Happening, focus: str) -> tuple[Participation, Participation] | None:
    met = happening.content
    if not isinstance(met, Encounter) or met.status is not Status.HELD:
        return None
    people = [p for p in met.participants if p.kind is ActorKind.PERSON and p.actor_id]
    ours = [p for p in people if p.country == focus]
    theirs = [p for p in people if p.country != focus]
    return (ours[0], theirs[0]) if ours and theirs else None


def _same_pair(happening: Happening, pair: tuple[Participation, Participation]) -> bool:
    met = happening.content
    if not isinstance(met, Encounter) or met.status is not Status.HELD:
        return False
    return {p.key for p in pair} <= {p.key for p in met.participants}


def score_claim(
    score: Score, material: Material, vouched: Vouched, *, role: Role, section: int, paragraph: int
) -> Claim | None:
    """The period's movement with one partner, as a figure of the index that can be recomputed.

    ``None`` too where one of the scored events is not borne out by its passage.
    """
    if score.count == 0 or not vouched.all(scored_happenings(score, material.happenings)):
        return None
    computation = scoring(score, material.happenings, material.previous)
    if computation is None:
        return None
    told = dict(computation.result)
    partner = _country(score.partner, material)
    against = _against(score, told.get("previous", ""))
    events = f"{number(score.count)} scored event{'s' if score.count != 1 else ''}"
    text = f"On the index, relations with {partner} stand at {signed(score.sum)} over {events}{against}."
    return claim(
        text,
        voice=Voice.OUR_READING,
        role=role,
        section=section,
        paragraph=paragraph,
        computation=computation,
        happenings=tuple(c.happening_id for c in score.contributions),
    )


def _against(score: Score, previous: str) -> str:
    if not previous or score.previous is None or score.arrow is Arrow.NONE:
        return ", with nothing yet to compare them with"
    if score.arrow is Arrow.LEVEL:
        return f", little changed from {signed(score.previous)} in the period before"
    verb = "up" if score.arrow is Arrow.UP else "down"
    return f", {verb} from {signed(score.previous)} in the period before"


def biggest_move(material: Material, subjects: Sequence[str]) -> Score | None:
    """The partner whose score moved most against the period before, else the one with most scored events.

    Partners with a section of their own (``subjects``) go before others.
    """
    scored = [s for s in material.scores if s.count]
    counted = [s for s in scored if s.partner in subjects] or scored
    moved = [s for s in counted if s.previous is not None and s.arrow in (Arrow.UP, Arrow.DOWN)]
    if moved:
        return max(moved, key=lambda s: (abs(s.sum - (s.previous or 0.0)), s.partner))
    return max(counted, key=lambda s: (s.count, abs(s.sum), s.partner), default=None)
