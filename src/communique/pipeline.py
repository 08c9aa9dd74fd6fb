"""The whole run on one screen: fetch → ingest → code → merge, each step resumable and safe to kill.

Every step asks the store what is still to do and writes each item in one transaction, so a run that dies is simply
run again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from communique.config import Settings
from communique.desks import Desk
from communique.ingest import Deduplicator, Fetcher, FetchOptions, Incoming, read_source
from communique.merge import Mint, assemble, constraints, follow, link, plan
from communique.model import (
    Check,
    CheckOutcome,
    Decision,
    MergeStep,
    Problem,
    Reading,
    Skipped,
    Source,
    Text,
    last_looks,
)
from communique.store import Coding

WEB_KINDS = frozenset({"page", "feed"})


def run(
    desk: Desk, steps: tuple[str, ...] = ("fetch", "ingest", "code", "merge"), *, even_if_not_due: bool = False
) -> Counter[str]:
    """All that is due, in order; returns counts: read, new, unchanged, coded, skipped by reason, failed by cause."""
    models = bool({"code", "merge"} & set(steps))
    with desk.running("+".join(steps), models=models) as counts:
        if "fetch" in steps:
            _collect(desk, _due(desk, counts, even_if_not_due), counts, step="fetch")
        if "ingest" in steps:
            _collect(desk, _read_from(desk, web=False), counts, step="ingest")
        if "code" in steps:
            _code(desk, counts)
        if "merge" in steps:
            merge_readings(desk, counts)
    return counts


def _read_from(desk: Desk, *, web: bool) -> list[Source]:
    return [source for source in desk.store.sources() if source.location and (source.kind in WEB_KINDS) == web]


def _due(desk: Desk, counts: Counter[str], even_if_not_due: bool) -> list[Source]:
    """The web sources to read now. Others leave a check that says so; files are always read, which costs nothing."""
    now, last = desk.clock(), last_looks(desk.store.checks())
    due = []
    for source in _read_from(desk, web=True):
        if even_if_not_due or is_due(source, last.get(source.id), now.date()):
            due.append(source)
            continue
        not_due = Check(source_id=source.id, at=now, day=now.date(), outcome=CheckOutcome.NOT_DUE)
        desk.store.add_check(not_due)
        counts[f"skipped: {CheckOutcome.NOT_DUE.value}"] += 1
    return due


def is_due(source: Source, last: Check | None, today: date) -> bool:
    """Whether a source should be read: no cadence, never read, not read well, or not within its cadence (days)."""
    if source.cadence_days is None or last is None or last.outcome not in {CheckOutcome.OK, CheckOutcome.EMPTY}:
        return True
    return today - last.day >= timedelta(days=source.cadence_days)


def _collect(desk: Desk, sources: list[Source], counts: Counter[str], *, step: str) -> None:
    if not sources:
        return
    fetcher = Fetcher(_fetch_options(desk.settings), desk.clock)
    links = Deduplicator()
    for text_id, digest, signature in desk.store.signatures():
        links.add(text_id, digest, signature)
    for source in desk.progress.track(sources, total=len(sources), step=step):
        _look_at(desk, source, fetcher, links, counts)


def _look_at(desk: Desk, source: Source, fetcher: Fetcher, links: Deduplicator, counts: Counter[str]) -> None:
    """Read one source; the check stands as ``tried`` until it is known what came of it. Every fetch leaves its own."""
    started = desk.clock()
    tried = Check(source_id=source.id, at=started, day=started.date(), outcome=CheckOutcome.TRIED)
    number = desk.store.add_check(tried)
    held = {article.address for article in desk.store.articles()} if source.kind == "feed" else set[str]()
    last: Check | None = None
    for item in read_source(
        source, fetcher=fetcher, clock=desk.clock, published=source.published, known=held.__contains__
    ):
        match item:
            case Incoming():
                _keep(desk, item, links, counts)
            case Problem():
                counts[f"failed: {item.cause}"] += 1
                desk.store.add_problems([item])
            case Skipped():
                counts[f"skipped: {item.reason}"] += 1
                desk.store.add_skipped([item])
            case Check():
                if last is not None:
                    desk.store.add_check(last)
                last = item
    desk.store.finish_check(number, last or tried)


def _keep(desk: Desk, item: Incoming, links: Deduplicator, counts: Counter[str]) -> None:
    counts["read"] += 1
    desk.store.add_source(item.source)
    signature = links.signature(item.text.body)
    duplicates = links.find(item.text)
    if desk.store.save_text(item.text, item.raw, signature=signature, duplicates=duplicates):
        links.add(item.text.id, item.text.sha256, signature)
        counts["new"] += 1
    else:
        counts["unchanged"] += 1


def _code(desk: Desk, counts: Counter[str]) -> None:
    coder, base, version = desk.stages.coder, desk.stages.base, desk.coder_version
    texts = list(desk.waiting())
    homes = {source.id: source.country for source in desk.store.sources()}
    passing = desk.progress.track(texts, total=len(texts), step="code")
    for text, item in zip(texts, desk.stages.documents(passing, homes), strict=True):
        items = (_unread(text, item),) if isinstance(item, Problem) else tuple(coder.code(item))
        coding = _coding(text.id, items, coder.name, version, base.version)
        counts["coded"] += not isinstance(item, Problem)
        counts["readings"] += len(coding.readings)
        counts.update(f"skipped: {skip.reason}" for skip in coding.skipped)
        counts.update(f"failed: {problem.cause}" for problem in coding.problems)
        desk.store.save_coding(coding)


def _unread(text: Text, problem: Problem) -> Problem | Skipped:
    """A text in a language nobody here reads is left out, which is no fault; everything else is."""
    if problem.cause != "language":
        return problem
    return Skipped(stage=problem.stage, subject=text.id, reason=f"language {text.language}", detail=text.address)


def _coding(
    text_id: str, items: tuple[Reading | Skipped | Problem, ...], coder: str, version: str, base: str
) -> Coding:
    return Coding(
        text_id=text_id,
        coder=coder,
        coder_version=version,
        base_version=base,
        readings=tuple(item for item in items if isinstance(item, Reading)),
        skipped=tuple(item for item in items if isinstance(item, Skipped)),
        problems=tuple(item for item in items if isinstance(item, Problem)),
    )


def merge_readings(
    desk: Desk,
    counts: Counter[str],
    *,
    decision: Decision | None = None,
    first: Sequence[MergeStep] = (),
    mint: Mint | None = None,
) -> tuple[MergeStep, ...]:
    """Readings → happenings; one transaction, decided from the whole set, so that order of arrival plays no part.

    A ``decision`` of an editor is stored with the steps that carry it out, ``first`` of which are its own. Returns all
    steps. The desk must be held (:meth:`Desk.running`).
    """
    desk.progress.say("merging reports into happenings")
    told = desk.store.told()
    membership = follow(desk.store.membership(), first)
    replaced = sorted(set(membership) - {one.reading.id for one in told})
    former = desk.store.told_by_id(replaced)
    bound = constraints((*desk.store.decisions(), *((decision,) if decision else ())), told)
    steps = (*first, *plan(told, membership, mint or desk.store.minter(), former=former, bound=bound))
    by_id = {one.reading.id: one for one in told}
    groups: dict[str, list[str]] = {}
    for reading, happening in follow(membership, steps[len(first) :]).items():
        if reading in by_id:
            groups.setdefault(happening, []).append(reading)
    happenings = [assemble(key, [by_id[one] for one in sorted(ids)]) for key, ids in sorted(groups.items())]
    links = link(happenings, by_id)
    desk.store.apply_steps(steps, happenings, links=links, decision=decision, unbound=bound.unbound)
    counts["happenings"] = len(happenings)
    counts.update(f"failed: {problem.cause}" for problem in bound.unbound)
    return steps


def _fetch_options(settings: Settings) -> FetchOptions:
    fetch = settings.fetch
    return FetchOptions(
        user_agent=fetch.user_agent,
        total_seconds=fetch.timeout,
        max_bytes=fetch.max_bytes,
        max_redirects=fetch.max_redirects,
        allow_loopback=fetch.allow_loopback,
    )
