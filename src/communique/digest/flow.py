"""How sentences follow on each other: "The same day", "A week later", and what the same speaker had said before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.digest.computations import earlier
from communique.digest.data import clause_rules
from communique.digest.interface import DigestOptions, Material
from communique.digest.people import Naming
from communique.digest.tell import Refused, Told, claim, tell
from communique.digest.words import REPORTED, capital, day_name
from communique.model import Act, Basis, Claim, Computation, Happening, Role, Statement, content_id

_NEAREST, _FURTHEST = 3, 56  # days back in which an earlier word of the same speaker is looked for
_RECENT = 28  # days in which a change of tone is "only" so long ago
_DAYS_APART = (0, 1, 2, 3, 7)  # distances that are told instead of a day
_OPENING = re.compile(r"^On \d{1,2} [A-Z][a-z]+(?: \d{4})?, ")
_WORD = re.compile(r"[a-z]{5,}")
_SILENT = (Act.DECLINE, Act.EVADE)


def connected(before: Told | None, told: Told, material: Material, refused: Refused) -> tuple[str, Computation] | None:
    """The sentence with its distance from the one before instead of its day, and the computation behind it."""
    day = told.happening.content.when
    if before is None or day is None or not day.is_one_day or refused.get(joint_slot(told), 0):
        return None
    if before.text.startswith(REPORTED):
        return None  # the reader would reckon from the day of the report
    opening = f"On {day_name(day.start, material.window.end.year)}, " if day.start else ""
    if not opening or not told.text.startswith(opening):
        return None
    computation = earlier(before.happening, told.happening, material.readings)
    result = dict(computation.result)
    if result.get("day") != (day.start.isoformat() if day.start else "") or int(result["days"]) not in _DAYS_APART:
        return None
    return f"{capital(result['phrase'])}, {told.text[len(opening) :]}", computation


def joint_slot(told: Told) -> str:
    """Where a refusal of the connected form is remembered; the plain form has a slot of its own."""
    return content_id("s", "connected", told.slot)


def had_said(
    told: Told,
    material: Material,
    options: DigestOptions,
    naming: Naming,
    refused: Refused,
    *,
    section: int,
    paragraph: int,
) -> Iterator[tuple[Claim, str]]:
    """ "Only three weeks earlier, X said that …": the same speaker on the same subject, in another tone first."""
    for happening, turned in sorted(_before(told, material), key=lambda pair: (not pair[1], _since(pair[0], told))):
        then = tell(happening, material, options, naming, position=0, refused=refused)
        if then is None or _OPENING.match(then.text) is None:
            continue
        computation = earlier(told.happening, happening, material.readings)
        result, slot = dict(computation.result), content_id("s", "earlier", told.slot, then.slot)
        if not result or refused.get(slot, 0):
            continue
        only = "Only " if turned and -int(result["days"]) <= _RECENT else ""
        phrase = f"{only}{result['phrase'] if only else capital(result['phrase'])}, "
        item = claim(
            phrase + _OPENING.sub("", then.text),
            voice=then.voice,
            role=Role.BODY,
            section=section,
            paragraph=paragraph,
            passages=then.passages,
            computation=computation,
            happenings=(happening.id,),
        )
        yield item, slot
        return


def _before(told: Told, material: Material) -> Iterator[tuple[Happening, bool]]:
    """Earlier statements of the speaker on the same subject, and whether the tone was another."""
    now = told.happening.content
    if not isinstance(now, Statement) or now.when is None or not now.when.is_one_day:
        return
    for happening in material.happenings:
        then = happening.content
        if not isinstance(then, Statement) or then.speaker.key != now.speaker.key or happening is told.happening:
            continue
        dated = then.when is not None and then.when.is_one_day and then.when.basis is not Basis.PRINT
        if dated and _NEAREST <= _since(happening, told) <= _FURTHEST and _same_subject(then, now):
            yield happening, _turned(then, now)


def _since(happening: Happening, told: Told) -> int:
    then, now = happening.content.when, told.happening.content.when
    return (now.start - then.start).days if then and now and then.start and now.start else -1


def _same_subject(one: Statement, other: Statement) -> bool:
    """The same target and a word of substance in common; where somebody would not say, the target is enough."""
    own = other.speaker.country
    targets = ({p.key for p in said.target_parties if p.country != own} for said in (one, other))
    shared = set.intersection(*targets)
    words = set(_WORD.findall(one.words.casefold())) & set(_WORD.findall(f"{other.words} {other.question}".casefold()))
    words -= clause_rules().emptywords | {w for p in other.target_parties for w in p.name.casefold().split()}
    return bool(shared) and (bool(words) or other.act in _SILENT)


def _turned(then: Statement, now: Statement) -> bool:
    """True where the tone changed: for against, plain against silent."""
    return then.polarity * now.polarity < 0 or (now.act in _SILENT) != (then.act in _SILENT)
