"""From stored happenings to a published issue."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from communique.__about__ import __version__
from communique.desks import Desk
from communique.digest import FORMATS, DigestOptions, Material, apparatus, write
from communique.errors import NoDataError, RefusedError, UsageError
from communique.merge import assemble
from communique.model import (
    Claim,
    Happening,
    Issue,
    Reading,
    Score,
    Text,
    Verdict,
    Window,
)
from communique.ontology import weights
from communique.relations import partners, score
from communique.reopen import Judge
from communique.store import Filters
from communique.wiring import HouseNames

LOOK_BACK = timedelta(days=120)
"""How far before the period the digest may look for comparisons."""


@dataclass(frozen=True, kw_only=True)
class Published:
    """An issue with the files it was written to."""

    issue: Issue
    paths: tuple[Path, ...]


def previous_window(window: Window) -> Window:
    """The period of the same length that ends the day before."""
    length = window.end - window.start
    end = window.start - timedelta(days=1)
    return Window(start=end - length, end=end)


def scores_of(desk: Desk, window: Window, happenings: tuple[Happening, ...] | None = None) -> tuple[Score, ...]:
    """One score per partner of the desk's country, strongest first."""
    before = previous_window(window)
    if happenings is None:
        happenings = desk.store.happenings(Filters(kind="event", since=before.start, until=window.end))
    focus, table = desk.settings.desk.country, weights(desk.settings.relations.weights)
    rollup = desk.stages.base.rollup
    found = [
        score(happenings, focus=focus, partner=one, window=window, previous=before, weights=table, rollup=rollup)
        for one in partners(happenings, focus, window, rollup)
    ]
    return tuple(sorted(found, key=lambda one: (-one.count, -abs(one.sum), one.partner)))


def publish(
    desk: Desk,
    window: Window,
    *,
    out: Path,
    cutoff: date | None = None,
    as_of: str | None = None,
    formats: tuple[str, ...] = ("html", "md"),
) -> Published:
    """Draft, verify, store and write an issue.

    Raises ``NoDataError`` when nothing happened in the period and ``RefusedError`` when no sentence may be published.
    """
    limit = cutoff or window.end + timedelta(days=desk.settings.digest.cutoff_days)
    if limit < window.start:
        raise UsageError(f"the cut-off {limit} lies before the period", advice="Give a later --cutoff.")
    material = _material(desk, window, limit, as_of)
    if not any(window.holds(h.content.when.anchor if h.content.when else None) for h in material.happenings):
        raise NoDataError(
            f"nothing is recorded between {window.start} and {window.end}",
            advice="See `communique events`; add texts and say `communique run`.",
        )
    desk.progress.say("writing and checking")
    options = DigestOptions(words=desk.settings.digest.words, sections=desk.settings.digest.max_sections)
    written = write(material, options, _check(desk, material.readings, material.texts))
    if not any(claim.passages for claim in written.issue.claims):
        raise RefusedError(
            "no sentence of this issue is supported by its passage",
            advice="See `communique events` and `communique problems`.",
        )
    _writable(out)
    with desk.store.lock():
        issue = desk.store.save_issue(written.issue)
    return Published(issue=issue, paths=_write_files(issue, material, out, formats, desk.stages.mask))


def _material(desk: Desk, window: Window, cutoff: date, as_of: str | None) -> Material:
    since = min(window.start - LOOK_BACK, previous_window(window).start)
    filters = Filters(since=since, until=window.end, cutoff=cutoff, as_of_run=as_of)
    happenings = desk.store.happenings(filters, assemble)
    readings = desk.store.readings_by_id([one for h in happenings for one in h.readings])
    texts = desk.store.texts_by_id([reading.passage.text_id for reading in readings.values()])
    return Material(
        focus=desk.settings.desk.country,
        window=window,
        previous=previous_window(window),
        cutoff=cutoff,
        happenings=happenings,
        readings=readings,
        texts=texts,
        sources={source.id: source for source in desk.store.sources()},
        scores=scores_of(desk, window, happenings),
        names=HouseNames(desk.stages.base, desk.settings.digest.names),
        series=desk.settings.desk.series,
        number=len(desk.store.issues()) + 1,
        as_of_run=as_of,
        versions=(("code", __version__), *desk.stages.versions()),
        held=desk.store.days_held(since, max(cutoff, window.end)),
    )


def _check(
    desk: Desk, readings: Mapping[str, Reading], texts: Mapping[str, Text]
) -> Callable[[tuple[Claim, ...]], tuple[Verdict, ...]]:
    judge = Judge(desk, readings, texts)

    def check(claims: tuple[Claim, ...], /) -> tuple[Verdict, ...]:
        found = judge.judge_all(desk.progress.track(claims, total=len(claims), step="check"))
        return tuple(found[claim.id] for claim in claims)

    return check


def _writable(out: Path) -> None:
    """Make the folder before the issue is stored; raises ``UsageError`` where nothing can be written."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        if not os.access(out, os.W_OK):
            raise PermissionError(13, "no permission to write")
    except OSError as error:
        raise UsageError(
            f"{out} cannot be written: {error.strerror}", advice="Choose another folder with --out."
        ) from error


def _write_files(
    issue: Issue, material: Material, out: Path, formats: tuple[str, ...], mask: Callable[[str], str]
) -> tuple[Path, ...]:
    """The whole page is masked, so that no way into it leads past the names a desk was told to forget."""
    about = apparatus(material, issue)
    stem = f"{issue.focus.lower()}-{issue.window.start}-{issue.window.end}"
    paths = []
    for ending in formats:
        path = out / f"{stem}.{ending}"
        path.write_text(mask(FORMATS[ending](issue, material.texts, material.sources, about)), encoding="utf-8")
        paths.append(path)
    return tuple(paths)
