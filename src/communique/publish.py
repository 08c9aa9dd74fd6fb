"""From stored happenings to a published issue, and back from an issue to its passages."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from communique.__about__ import __version__
from communique.digest import (
    Citation,
    DigestOptions,
    Material,
    PrintedSentence,
    apparatus,
    read_markdown,
    recompute,
    render_html,
    render_markdown,
    write,
)
from communique.errors import NoDataError, RefusedError, UsageError
from communique.merge import assemble
from communique.model import (
    Claim,
    Computation,
    Happening,
    Issue,
    Outcome,
    Passage,
    Reading,
    Reason,
    Record,
    Score,
    Text,
    Verdict,
    Window,
)
from communique.ontology import weights
from communique.pipeline import Desk
from communique.relations import partners, score
from communique.store import Filters
from communique.verify import Checker
from communique.wiring import HouseNames, HouseReader

LOOK_BACK = timedelta(days=120)
"""How far before the period the digest may look for comparisons."""


@dataclass(frozen=True, kw_only=True)
class Published:
    """An issue with the files it was written to."""

    issue: Issue
    paths: tuple[Path, ...]


class Checked(Record, frozen=True, kw_only=True):
    """The checker's word on one printed sentence; ``line`` is 0 for stored issues."""

    sentence: str
    line: int
    outcome: Outcome
    reasons: tuple[Reason, ...] = ()


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
    return Published(issue=issue, paths=_write_files(issue, material, out, formats))


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
        names=HouseNames(desk.stages.base),
        series=desk.settings.desk.series,
        number=len(desk.store.issues()) + 1,
        as_of_run=as_of,
        versions=(("code", __version__), *desk.stages.versions()),
    )


def _checker(desk: Desk) -> Checker:
    sources = {source.id: source for source in desk.store.sources()}
    return Checker(HouseReader(desk.stages, sources), desk.stages.base)


def _check(
    desk: Desk, readings: Mapping[str, Reading], texts: Mapping[str, Text]
) -> Callable[[tuple[Claim, ...]], tuple[Verdict, ...]]:
    checker = _checker(desk)

    def check(claims: tuple[Claim, ...], /) -> tuple[Verdict, ...]:
        passing = desk.progress.track(claims, total=len(claims), step="check")
        return tuple(_judge(checker, claim, readings, texts) for claim in passing)

    return check


def _judge(checker: Checker, claim: Claim, readings: Mapping[str, Reading], texts: Mapping[str, Text]) -> Verdict:
    if claim.passages:
        return checker.check(claim.text, claim.passages, texts).verdict(claim.id)
    if claim.computation is not None:
        outcome, reasons = _recomputed(claim.computation, readings)
        return Verdict(claim_id=claim.id, outcome=outcome, reasons=reasons)
    missing = Reason(feature="no citation", detail="the sentence cites neither a passage nor a computation")
    return Verdict(claim_id=claim.id, outcome=Outcome.UNCHECKED, reasons=(missing,))


def _recomputed(computation: Computation, readings: Mapping[str, Reading]) -> tuple[Outcome, tuple[Reason, ...]]:
    again = recompute(computation, readings)
    if again is None:
        return Outcome.UNCHECKED, (
            Reason(feature="computation", detail=f"{computation.kind} cannot be worked out here"),
        )
    wrong = [(key, value, again.get(key)) for key, value in computation.result if again.get(key) != value]
    if not wrong:
        return Outcome.SUPPORTED, (Reason(feature="computation", value=computation.id, detail="works out the same"),)
    return Outcome.UNSUPPORTED, tuple(
        Reason(feature="computation", value=key, detail=f"printed {said}, worked out {found}")
        for key, said, found in wrong
    )


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


FORMATS = {"html": render_html, "md": render_markdown}
"""Output formats by the ending of their files."""


def _write_files(issue: Issue, material: Material, out: Path, formats: tuple[str, ...]) -> tuple[Path, ...]:
    about = apparatus(material, issue)
    stem = f"{issue.focus.lower()}-{issue.window.start}-{issue.window.end}"
    paths = []
    for ending in formats:
        path = out / f"{stem}.{ending}"
        path.write_text(FORMATS[ending](issue, material.texts, material.sources, about), encoding="utf-8")
        paths.append(path)
    return tuple(paths)


def verify_issue(desk: Desk, which: str) -> tuple[Checked, ...]:
    """Reopen every passage of a stored issue and work out every computation; raises ``NoDataError`` if unknown."""
    issue = desk.store.issue(which)
    if issue is None:
        numbers = ", ".join(str(one.number) for one in desk.store.issues()) or "none yet"
        raise NoDataError(f"no issue {which}", advice=f"Issues of this desk: {numbers}.")
    ids = [one for claim in issue.claims if claim.computation for one in claim.computation.readings]
    readings = desk.store.readings_by_id(ids)
    texts = desk.store.texts_by_id([p.text_id for claim in issue.claims for p in claim.passages])
    checker, standing, checked = _checker(desk), set[str](), []
    bodies = [claim for claim in issue.claims if not _rests_on(claim)]
    for claim in desk.progress.track(bodies, total=len(bodies), step="verify"):
        verdict = _judge(checker, claim, readings, texts)
        standing |= {claim.id} if verdict.outcome is Outcome.SUPPORTED else set()
        checked.append(Checked(sentence=claim.text, line=0, outcome=verdict.outcome, reasons=verdict.reasons))
    return (*checked, *(_head(claim, standing) for claim in issue.claims if _rests_on(claim)))


def _rests_on(claim: Claim) -> bool:
    return claim.computation is not None and claim.computation.kind == "rests-on"


def _head(claim: Claim, standing: set[str]) -> Checked:
    needs = claim.computation.claims if claim.computation else ()
    fine = bool(needs) and set(needs) <= standing
    reason = Reason(feature="rests on", detail="a sentence it rests on no longer holds")
    outcome = Outcome.SUPPORTED if fine else Outcome.UNSUPPORTED
    return Checked(sentence=claim.text, line=0, outcome=outcome, reasons=() if fine else (reason,))


def verify_file(desk: Desk, path: Path) -> tuple[Checked, ...]:
    """The same for a Markdown issue, perhaps changed by hand: each sentence is read against its own notes."""
    try:
        printed = read_markdown(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise NoDataError(f"{path} cannot be read: {error}") from error
    if not printed:
        raise NoDataError(f"{path} holds no sentences", advice="Name a Markdown file that `digest` wrote.")
    by_hash = {text.sha256: text for text in desk.store.texts(latest_only=False)}
    computed = {c.computation.id: c for issue in desk.store.issues() for c in issue.claims if c.computation}
    checker = _checker(desk)
    passing = desk.progress.track(printed, total=len(printed), step="verify")
    return tuple(_printed(desk, checker, one, by_hash, computed) for one in passing)


def _printed(
    desk: Desk, checker: Checker, one: PrintedSentence, by_hash: Mapping[str, Text], computed: Mapping[str, Claim]
) -> Checked:
    outcome, reasons = _outcome(desk, checker, one, by_hash, computed)
    return Checked(sentence=one.text, line=one.line, outcome=outcome, reasons=reasons)


def _outcome(
    desk: Desk, checker: Checker, one: PrintedSentence, by_hash: Mapping[str, Text], computed: Mapping[str, Claim]
) -> tuple[Outcome, tuple[Reason, ...]]:
    if one.broken:
        return Outcome.UNSUPPORTED, tuple(
            Reason(feature="note", value=name, detail="cannot be read") for name in one.broken
        )
    if one.citations:
        return _cited(checker, one.text, one.citations, by_hash)
    if not one.computations:
        return Outcome.UNCHECKED, (Reason(feature="no note", detail="the sentence has no note, so nothing to open"),)
    for name in one.computations:
        claim = computed.get(name)
        if claim is None or claim.computation is None:
            return Outcome.UNCHECKED, (Reason(feature="computation", value=name, detail="not known to this desk"),)
        if claim.text != one.text:
            return Outcome.UNSUPPORTED, (
                Reason(feature="changed", detail=f"the computation was printed as: {claim.text}"),
            )
        if _rests_on(claim):
            continue
        outcome, reasons = _recomputed(claim.computation, desk.store.readings_by_id(claim.computation.readings))
        if outcome is not Outcome.SUPPORTED:
            return outcome, reasons
    return Outcome.SUPPORTED, ()


def _cited(
    checker: Checker, sentence: str, citations: tuple[Citation, ...], by_hash: Mapping[str, Text]
) -> tuple[Outcome, tuple[Reason, ...]]:
    passages, texts = [], {}
    for cited in citations:
        text = by_hash.get(cited.text_sha256)
        if text is None:
            detail = "this version of the text is not in the desk"
            return Outcome.UNCHECKED, (Reason(feature="citation", value=cited.address, detail=detail),)
        if text.body[cited.start : cited.end] != cited.quote:
            detail = "the note's quote does not stand at its place in the text"
            return Outcome.UNSUPPORTED, (Reason(feature="citation", value=cited.quote[:80], detail=detail),)
        passages.append(Passage.cut(text.id, text.body, cited.start, cited.end))
        texts[text.id] = text
    finding = checker.check(sentence, tuple(passages), texts)
    return finding.outcome, finding.reasons
