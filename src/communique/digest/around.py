"""What is printed around an issue, made from the same records: the index with its appendix, and the notices."""

from __future__ import annotations

from collections.abc import Mapping

from communique.digest.comparisons import holes
from communique.digest.interface import Apparatus, Entry, IndexRow, Material, Notice
from communique.digest.names import edited
from communique.digest.people import Naming, parties_words
from communique.digest.recalled import is_recalled
from communique.digest.select import choose
from communique.digest.subjects import partner_name
from communique.digest.words import day_name, number, signed, span_name
from communique.model import (
    Arrow,
    Auxiliary,
    Completeness,
    Contribution,
    Encounter,
    Event,
    Happening,
    Issue,
    Score,
    Statement,
)

RECALLED = "only recalled by somebody who speaks"
REFUSED = "its sentence did not pass the checker"


def apparatus(material: Material, issue: Issue) -> Apparatus:
    """The index of every partner with scored happenings, best known first, the counts a reader needs, and the notices
    that cited sources declare.
    """
    material = edited(material)
    cited = {p.text_id for c in issue.claims for p in c.passages}
    by_id = {h.id: h for h in material.happenings}
    ranked = sorted(material.scores, key=lambda s: (-s.count, -abs(s.sum), s.partner))
    told = {h for c in issue.claims for h in c.happenings}
    marks = dict.fromkeys({h for c in issue.left_out if c.passages for h in c.happenings} - told, REFUSED)
    scored = [by_id[c.happening_id] for s in ranked for c in s.contributions if c.happening_id in by_id]
    marks = {h.id: RECALLED for h in scored if is_recalled(h, material)} | marks
    rows = tuple(_row(score, by_id, material, marks) for score in ranked if score.count)
    return Apparatus(country=material.names.display(material.focus), index=rows, notice=_notice(material, told, cited))


def _declared(material: Material, cited: set[str]) -> tuple[str, ...]:
    held = [material.sources.get(material.texts[t].source_id) for t in cited if t in material.texts]
    return tuple(sorted({source.notice for source in held if source is not None and source.notice}))


def _notice(material: Material, told: set[str], cited: set[str]) -> Notice:
    listed = {c.happening_id for c in choose(material)}
    mine = [h for h in material.happenings if h.id in listed]
    sources = material.sources_in(material.window)
    return Notice(
        declared=_declared(material, cited),
        texts=sum(material.window.holds(day) for _, day in material.record),
        sources=len(sources),
        happenings=len(mine),
        unused=sum(h.id not in told for h in mine),
        gaps=_gaps(material, sources),
    )


def _gaps(material: Material, inside: frozenset[str]) -> tuple[str, ...]:
    """Why silence proves nothing here, and what cannot be compared."""
    out = []
    held = [material.sources[s] for s in sorted(inside) if s in material.sources]
    partial = sum(s.completeness is not Completeness.FULL for s in held)
    if partial:
        out.append(
            f"{_of_sources(partial, len(held))} held only in part: "
            "what is not in them may still have happened, and no silence is read into them."
        )
    for hole in holes(material):
        out.append(
            f"No text of the record was published from {span_name(hole.start, hole.end)}; nothing is read into that."
        )
    missing = len(inside - material.sources_in(material.previous))
    if missing:
        out.append(
            f"Of the sources of this period {number(missing)} had nothing in the one before; they take no part in "
            "comparisons of counts."
        )
    return tuple(out)


def _of_sources(partial: int, held: int) -> str:
    if held == 1:
        return "The one source is"
    return f"{number(partial).capitalize()} of {number(held)} sources {'is' if partial == 1 else 'are'}"


def _row(score: Score, by_id: Mapping[str, Happening], material: Material, marks: Mapping[str, str]) -> IndexRow:
    listed = [c for c in score.contributions if _is_event(c, by_id)]
    entries = tuple(_entry(c, by_id[c.happening_id], material, marks.get(c.happening_id, "")) for c in listed)
    return IndexRow(name=partner_name(score.partner, material), score=score, moved=_moved(score), entries=entries)


def _is_event(scored: Contribution, by_id: Mapping[str, Happening]) -> bool:
    """Encounters and statements do not score; the events they go with are listed."""
    happening = by_id.get(scored.happening_id)
    return happening is not None and isinstance(happening.content, Event)


def _moved(score: Score) -> str:
    """One line on why the arrow points as it does."""
    if score.previous is None or score.arrow is Arrow.NONE:
        return "nothing to compare with"
    top = max(score.contributions, key=lambda c: (abs(c.points), str(c.day), c.type), default=None)
    lead = {Arrow.UP: "up from", Arrow.DOWN: "down from", Arrow.LEVEL: "level with"}[score.arrow]
    most = f"; the largest single item {_kind(top)} {signed(top.points)}" if top is not None and top.points else ""
    on = f" on {day_name(top.day, score.window.end.year)}" if most and top is not None and top.day else ""
    return f"{lead} {signed(score.previous)}{most}{on}"


def _kind(scored: Contribution) -> str:
    return f"{scored.type.lower()}{f' ({scored.mode})' if scored.mode else ''}"


def _entry(scored: Contribution, happening: Happening, material: Material, mark: str) -> Entry:
    why = [_kind(scored), scored.why, mark]
    if scored.auxiliary != Auxiliary.NONE.value:
        why.insert(1, scored.auxiliary)
    return Entry(
        happening_id=happening.id,
        day=scored.day,
        points=scored.points,
        what=_what(happening, material),
        why=", ".join(w for w in why if w),
        passages=happening.readings,
    )


def _what(happening: Happening, material: Material) -> str:
    """Who and whom, without claiming more."""
    naming, content = Naming(names=material.names, bare=True), happening.content
    match content:
        case Event():
            one, other = (parties_words(p, naming, None) for p in (content.actors, content.recipients))
            return f"{one} → {other}" if other else one
        case Encounter():
            return parties_words(content.participants, naming, None)
        case Statement():
            return parties_words((content.speaker,), naming, None)
