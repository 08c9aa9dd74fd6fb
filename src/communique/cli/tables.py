"""The tables: events, statements, sources, articles, stories, problems, index."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli import parts
from communique.cli.show import (
    HERE,
    ActorOption,
    CsvOption,
    DeskOption,
    JsonOption,
    LimitOption,
    PartnerOption,
    SinceOption,
    UntilOption,
    rows,
)
from communique.errors import NoDataError, UsageError
from communique.model import Event, Happening, Participation, Score, Statement, Text, Window, last_looks

if TYPE_CHECKING:
    from communique.wiring import RecordNames


def register(app: typer.Typer) -> None:
    """Add the verbs of this group."""
    for verb in (events, statements, sources, articles, stories, problems):
        app.command(name=verb.__name__)(verb)
    app.command(name="index")(index)


def events(
    desk: DeskOption = HERE, since: SinceOption = None, until: UntilOption = None, actor: ActorOption = None,
    partner: PartnerOption = None, limit: LimitOption = None, as_json: JsonOption = False, as_csv: CsvOption = False,
) -> None:  # fmt: skip
    """PLOVER events: who acted on whom, when and where.

    Example: communique events --since 2014-11-01 --partner RUS
    """
    found = [_event(one, names) for one, names in _happenings(desk, "event", since, until, actor, partner, limit)]
    columns = ("id", "day", "type", "mode", "auxiliary", "actors", "recipients", "place", "origins")
    rows(found, title="events", columns=columns, as_json=as_json, as_csv=as_csv)


def statements(
    desk: DeskOption = HERE, since: SinceOption = None, until: UntilOption = None, actor: ActorOption = None,
    partner: PartnerOption = None, limit: LimitOption = None, as_json: JsonOption = False, as_csv: CsvOption = False,
) -> None:  # fmt: skip
    """Who said what, about whom, or declined to.

    Example: communique statements --actor BLR --limit 20
    """
    found = [
        _statement(one, names) for one, names in _happenings(desk, "statement", since, until, actor, partner, limit)
    ]
    columns = ("id", "day", "speaker", "act", "target", "words", "origins")
    rows(found, title="statements", columns=columns, as_json=as_json, as_csv=as_csv)


def sources(desk: DeskOption = HERE, as_json: JsonOption = False, as_csv: CsvOption = False) -> None:
    """Who is read: owner, official or not, completeness, and the last look.

    Example: communique sources
    """
    with parts.desks.Desk(desk) as opened:
        last = last_looks(opened.store.checks())
        texts = opened.store.texts_per_source()
        found: list[dict[str, Any]] = [
            {
                "id": one.id, "name": one.name, "owner": one.owner, "country": one.country, "official": one.official,
                "language": one.language, "completeness": one.completeness.value, "texts": texts.get(one.id, 0),
                "last_look": last[one.id].day if one.id in last else None,
                "outcome": last[one.id].outcome.value if one.id in last else None, "location": one.location,
            }
            for one in opened.store.sources()
        ]  # fmt: skip
    columns = ("id", "name", "country", "official", "completeness", "texts", "last_look", "outcome")
    rows(found, title="sources", columns=columns, as_json=as_json, as_csv=as_csv)


def articles(
    desk: DeskOption = HERE, since: SinceOption = None, until: UntilOption = None,
    find: Annotated[str | None, typer.Option("--find", help="Only texts with these words.")] = None,
    limit: LimitOption = None, as_json: JsonOption = False, as_csv: CsvOption = False,
) -> None:  # fmt: skip
    """The texts that were read.

    Example: communique articles --since 2014-11-01 --find "joint session"
    """
    with parts.desks.Desk(desk) as opened:
        mask = opened.stages.mask
        if find:
            hits = opened.store.search(find, limit or 50)
            matches = [
                {
                    "id": h.text_id,
                    "day": h.published,
                    "title": mask(h.title),
                    "snippet": mask(h.snippet),
                    "address": h.address,
                }
                for h in hits
            ]
            rows(matches, title="articles", columns=("id", "day", "title", "snippet"), as_json=as_json, as_csv=as_csv)
            return
        texts = opened.store.texts(since=since, until=until, limit=limit)
        found = [
            {
                "id": t.id, "day": t.published, "title": mask(t.title), "source": t.source_id, "language": t.language,
                "length": len(t.body), "address": t.address, "sha256": t.sha256,
            }
            for t in texts
        ]  # fmt: skip
    rows(found, title="articles", columns=("id", "day", "title", "source", "length"), as_json=as_json, as_csv=as_csv)


def stories(
    desk: DeskOption = HERE,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: LimitOption = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Which texts are about one thing, most told first.

    Example: communique stories --since 2014-11-01 --until 2014-11-24
    """
    with parts.desks.Desk(desk) as opened:
        texts = {text.id: text for text in opened.store.texts(since=since, until=until)}
        owners = {source.id: source.origin for source in opened.store.sources()}
    groups = parts.merge.stories((text.id, f"{text.title}\n{text.body}", text.published) for text in texts.values())
    found = [_story([texts[one] for one in group], owners) for group in groups]
    found.sort(key=lambda row: (-row["count"], row["first"], row["title"]))
    columns = ("title", "first", "last", "count", "publishers")
    rows(found[:limit], title="stories", columns=columns, as_json=as_json, as_csv=as_csv)


def _story(texts: list[Text], owners: Mapping[str, str]) -> dict[str, Any]:
    """One story under the title of its first text."""
    told = sorted(texts, key=lambda text: (text.published or date.max, text.id))
    days = [text.published for text in told if text.published]
    return {
        "title": told[0].title, "first": min(days, default=None), "last": max(days, default=None), "count": len(told),
        "publishers": sorted({owners.get(text.source_id, text.source_id) for text in told}),
        "texts": [text.id for text in told],
    }  # fmt: skip


def problems(
    desk: DeskOption = HERE,
    skipped: Annotated[bool, typer.Option("--skipped", help="What was left out on purpose instead.")] = False,
    limit: LimitOption = None, as_json: JsonOption = False, as_csv: CsvOption = False,
) -> None:  # fmt: skip
    """What went wrong, where and why, and what to do.

    Example: communique problems --limit 20
    """
    with parts.desks.Desk(desk) as opened:
        if skipped:
            left = opened.store.skipped(limit=limit)
            found = [{"stage": s.stage, "reason": s.reason, "subject": s.subject, "detail": s.detail} for s in left]
            columns: tuple[str, ...] = ("stage", "reason", "subject", "detail")
        else:
            wrong = (*opened.stages.problems, *opened.store.unbound(), *opened.store.problems(limit=limit))
            found = [
                {"stage": p.stage, "cause": p.cause, "place": p.place, "detail": p.detail, "advice": p.advice}
                for p in wrong
            ]
            columns = ("stage", "cause", "place", "detail", "advice")
    rows(found, title="skipped" if skipped else "problems", columns=columns, as_json=as_json, as_csv=as_csv)


def index(
    desk: DeskOption = HERE, since: SinceOption = None, until: UntilOption = None, partner: PartnerOption = None,
    evidence: Annotated[bool, typer.Option("--evidence", help="One row per scored happening: it recomputes.")] = False,
    as_json: JsonOption = False, as_csv: CsvOption = False,
) -> None:  # fmt: skip
    """Signed sum, mean and count per partner, with an arrow against the period before.

    Example: communique index --since 2014-11-03 --until 2014-11-24 --evidence --csv
    """
    if since is None or until is None or since > until:
        raise UsageError("the index needs a period", advice="Give --since DAY and --until DAY, in this order.")
    with parts.desks.Desk(desk) as opened:
        scores = parts.publish.scores_of(opened, Window(start=since, end=until))
    chosen = [score for score in scores if partner in (None, score.partner)]
    if not chosen:
        raise NoDataError(
            "no happening falls into that period", advice="See `communique events` for the days there are."
        )
    if evidence:
        found = [row for score in chosen for row in _evidence(score)]
        columns: tuple[str, ...] = ("partner", "day", "type", "auxiliary", "direction", "points", "why", "happening")
    else:
        found = [_score(score) for score in chosen]
        columns = ("partner", "sum", "mean", "count", "plus", "minus", "previous", "arrow")
    rows(found, title="index", columns=columns, as_json=as_json, as_csv=as_csv)


def _happenings(
    desk: Any,
    kind: str,
    since: date | None,
    until: date | None,
    actor: str | None,
    partner: str | None,
    limit: int | None,
) -> list[tuple[Happening, RecordNames]]:
    filters = parts.store.Filters(kind=kind, since=since, until=until, actor=actor, partner=partner, limit=limit)
    with parts.desks.Desk(desk) as opened:
        found = opened.store.happenings(filters)
        names = parts.wiring.names_of(opened.stages, opened.settings.digest.names)
        return [(one, names) for one in found]


def _common(happening: Happening, names: RecordNames) -> dict[str, Any]:
    when = happening.content.when
    place = happening.content.place
    return {
        "id": happening.id,
        "day": when.to_iso() if when else None,
        "date_basis": when.basis.value if when else None,
        "place": names.place(place) if place else None,
        "origins": len(happening.origins),
        "readings": list(happening.readings),
    }


def _event(happening: Happening, names: RecordNames) -> Mapping[str, Any]:
    event = happening.content
    assert isinstance(event, Event)
    return {
        **_common(happening, names), "type": event.type, "mode": event.mode, "auxiliary": event.auxiliary.value,
        "contexts": list(event.contexts), "actors": _names(event.actors, names),
        "recipients": _names(event.recipients, names),
    }  # fmt: skip


def _statement(happening: Happening, names: RecordNames) -> Mapping[str, Any]:
    said = happening.content
    assert isinstance(said, Statement)
    return {
        **_common(happening, names), "speaker": _name(said.speaker, names), "act": said.act.value,
        "polarity": said.polarity,
        "target": said.target, "verbatim": said.verbatim, "words": names.quoted(said.words),
    }  # fmt: skip


def _names(parties: tuple[Participation, ...], names: RecordNames) -> list[str]:
    return [_name(one, names) for one in parties]


def _name(party: Participation, names: RecordNames) -> str:
    inside = ", ".join(names.beside(party))
    return f"{names.person(party)} ({inside})" if inside else names.person(party)


def _score(score: Score) -> Mapping[str, Any]:
    return {
        "partner": score.partner, "from": score.window.start, "to": score.window.end, "sum": score.sum,
        "mean": score.mean, "count": score.count, "plus": score.plus, "minus": score.minus,
        "previous": score.previous, "arrow": score.arrow.value, "weights": score.weights,
    }  # fmt: skip


def _evidence(score: Score) -> list[Mapping[str, Any]]:
    return [
        {
            "partner": score.partner, "day": one.day, "type": one.type, "mode": one.mode, "auxiliary": one.auxiliary,
            "direction": one.direction, "points": one.points, "why": one.why, "happening": one.happening_id,
        }
        for one in score.contributions
    ]  # fmt: skip
