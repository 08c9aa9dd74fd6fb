"""Reopening: every passage of a claim, every input of a computation, every sentence under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from pathlib import Path

from communique.desks import Desk
from communique.digest import Citation, PrintedSentence, explicit, is_meeting, read_markdown
from communique.digest import recompute as worked_out
from communique.errors import NoDataError
from communique.model import Claim, Computation, Outcome, Passage, Reading, Reason, Record, Text, Verdict, Window
from communique.store import Filters
from communique.verify import Checker, CheckerOptions, Finding, check_citation, recompute
from communique.wiring import HouseNames, HouseReader

_TOGETHER = 48
"""Claims whose sentences and passages are parsed in one batch."""


class Checked(Record, frozen=True, kw_only=True):
    """The checker's word on one printed sentence; ``line`` is 0 for stored issues."""

    sentence: str
    line: int
    outcome: Outcome
    reasons: tuple[Reason, ...] = ()


class _Arithmetic:
    """The digest's arithmetic behind the checker's port."""

    def recompute(self, computation: Computation, readings: Mapping[str, Reading]) -> Mapping[str, str] | None:
        return worked_out(computation, readings)


class Judge:
    """Judges claims one after another and remembers what it found, since headings rest on other claims.

    Sentences that the program composed are checked strictly: every ground but the harmless ones refuses. Those that
    anybody else wrote are weighed, with the trained head.
    """

    def __init__(self, desk: Desk, readings: Mapping[str, Reading], texts: Mapping[str, Text]) -> None:
        sources = {source.id: source for source in desk.store.sources()}
        reader, base, least = HouseReader(desk.stages, sources), desk.stages.base, desk.settings.checker.threshold
        self._composed = Checker(reader, base, CheckerOptions(threshold=least, strict=True))
        self._anybodys = Checker(reader, base, CheckerOptions(threshold=least), encoder=desk.stages.encoder)
        self._readings, self._texts, self._store = readings, texts, desk.store
        self.mask, self._roles = desk.stages.mask, _named_again(desk)
        self.found: dict[str, Outcome] = {}

    def judge_all(self, claims: Iterable[Claim]) -> dict[str, Verdict]:
        """Verdicts by claim id, in an order in which each claim comes after those it rests on."""
        out: dict[str, Verdict] = {}
        waiting = iter(claims)
        while group := tuple(islice(waiting, _TOGETHER)):
            self._composed.ahead((claim.text, claim.passages) for claim in group if claim.passages)
            out |= {claim.id: self.judge(claim) for claim in group}
        return out

    def judge(self, claim: Claim) -> Verdict:
        """The verdict on a claim; those it rests on must have been judged before."""
        verdict = self._finding(claim).verdict(claim.id)
        self.found[claim.id] = verdict.outcome
        return verdict

    def _finding(self, claim: Claim) -> Finding:
        if self.mask(claim.text) != claim.text:
            return _finding(Outcome.UNSUPPORTED, "withheld", "", "it names a person whom this desk was told to forget")
        if claim.passages and claim.computation is not None:
            return self.both(claim.text, claim.passages, claim.computation, self._texts)
        if claim.passages:
            return self.against(claim.text, claim.passages, self._texts)
        if claim.computation is not None:
            return self.work_out(claim.computation)
        missing = Reason(feature="no citation", detail="the sentence cites neither a passage nor a computation")
        return Finding(outcome=Outcome.UNCHECKED, reasons=(missing,))

    def both(
        self,
        sentence: str,
        passages: tuple[Passage, ...],
        computation: Computation,
        texts: Mapping[str, Text],
        *,
        composed: bool = True,
    ) -> Finding:
        """A sentence that opens with a distance ("The next day"): the distance is worked out again, and the sentence
        is held against its passages with the day that it stands for.
        """
        finding = self.work_out(computation)
        if finding.outcome is not Outcome.SUPPORTED:
            return finding
        dated = explicit(sentence, computation)
        if dated is None:
            detail = "the sentence does not open with the distance that was worked out"
            return _finding(Outcome.UNSUPPORTED, "opening", dict(computation.result).get("phrase", ""), detail)
        return self.against(dated, passages, texts, composed=composed)

    def against(
        self, sentence: str, passages: tuple[Passage, ...], texts: Mapping[str, Text], *, composed: bool = True
    ) -> Finding:
        """A sentence against its passages. An office that stands for a withheld name is checked together with the name,
        as strictly as if it were printed.
        """
        for role, named in self._roles.items():
            sentence = re.sub(rf"\b{re.escape(role)}\b", named, sentence, flags=re.IGNORECASE)
        return (self._composed if composed else self._anybodys).check(sentence, passages, texts)

    def work_out(self, computation: Computation) -> Finding:
        """A computation from the readings it lists, each of them reopened at its passage."""
        if computation.kind == "absence" and (there := self._found_after_all(computation)):
            return _finding(Outcome.UNSUPPORTED, "absence", there, "a contact of the period is on record")
        stands = {one: self._stands(one) for one in computation.readings if one in self._readings}
        return recompute(
            computation,
            readings=self._readings,
            arithmetic=_Arithmetic(),
            readings_found=stands,
            claims_found=self.found,
        )

    def _found_after_all(self, computation: Computation) -> str:
        """The day of a contact that the store holds in the period for which none is said to be found; "" if none."""
        arguments = dict(computation.arguments)
        start, _, end = arguments["period"].partition("/")
        window = Window(start=date.fromisoformat(start), end=date.fromisoformat(end))
        held = self._store.happenings(Filters(since=window.start, until=window.end))
        met = (h.content for h in held if is_meeting(h.content, arguments["focus"], arguments["partner"], window))
        return next((m.when.to_iso() or "" for m in met if m.when is not None), "")

    def _stands(self, reading_id: str) -> Outcome:
        wrong = check_citation(self._readings[reading_id].passage, self._texts)
        return Outcome.UNSUPPORTED if wrong else Outcome.SUPPORTED


def _named_again(desk: Desk) -> dict[str, str]:
    """What our own voice prints for people whose names are withheld → the same with the name."""
    base, found = desk.stages.base, dict[str, set[str]]()
    names = HouseNames(base, desk.settings.digest.names)
    for actor_id in base.forgotten:
        name = base.spelled(actor_id)
        for happening in desk.store.happenings(Filters(actor=actor_id)) if name else ():
            for party in happening.content.parties:
                if party.actor_id == actor_id:
                    role = names.person(party)
                    office = role.removeprefix("the ") if party.office else ""
                    found.setdefault(role, set()).add(f"{office} {name}".strip())
    return {role: next(iter(one)) for role, one in sorted(found.items()) if len(one) == 1}


def verify_issue(desk: Desk, which: str) -> tuple[Checked, ...]:
    """Reopen every passage of a stored issue and work out every computation; raises ``NoDataError`` if unknown."""
    issue = desk.store.issue(which)
    if issue is None:
        numbers = ", ".join(str(one.number) for one in desk.store.issues()) or "none yet"
        raise NoDataError(f"no issue {which}", advice=f"Issues of this desk: {numbers}.")
    judge = _judge_of(desk, issue.claims)
    ordered = sorted(issue.claims, key=_rests_on)
    passing = desk.progress.track(ordered, total=len(ordered), step="verify")
    verdicts = judge.judge_all(passing)
    return tuple(
        Checked(sentence=claim.text, line=0, outcome=verdicts[claim.id].outcome, reasons=verdicts[claim.id].reasons)
        for claim in issue.claims
    )


def _judge_of(desk: Desk, claims: Iterable[Claim]) -> Judge:
    """A judge with all that these claims lean on."""
    held = tuple(claims)
    listed = [one for claim in held if claim.computation for one in claim.computation.readings]
    readings = desk.store.readings_by_id(listed)
    passages = [p for claim in held for p in claim.passages] + [reading.passage for reading in readings.values()]
    return Judge(desk, readings, desk.store.texts_by_id([passage.text_id for passage in passages]))


def _rests_on(claim: Claim) -> bool:
    return claim.computation is not None and bool(claim.computation.claims)


def verify_file(desk: Desk, path: Path) -> tuple[Checked, ...]:
    """The same for a Markdown issue, perhaps changed by hand: each sentence is read against its own notes.

    A heading holds while it stands unchanged and every sentence it rests on still stands, unchanged, in the file.
    """
    try:
        printed = read_markdown(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise NoDataError(f"{path} cannot be read: {error}") from error
    if not printed:
        raise NoDataError(f"{path} holds no sentences", advice="Name a Markdown file that `digest` wrote.")
    claims = tuple(claim for issue in desk.store.issues() for claim in issue.claims)
    file = _File(desk, claims)
    ordered = sorted(range(len(printed)), key=lambda number: file.leans(printed[number]))
    passing = desk.progress.track(ordered, total=len(ordered), step="verify")
    found = {number: file.checked(printed[number]) for number in passing}
    return tuple(found[number] for number in range(len(printed)))


class _File:
    """A Markdown issue against the desk it was written from."""

    def __init__(self, desk: Desk, claims: tuple[Claim, ...]) -> None:
        self._texts = {text.sha256: text for text in desk.store.texts(latest_only=False)}
        self._computed = {claim.computation.id: claim for claim in claims if claim.computation}
        self._said: dict[str, list[str]] = {}
        for claim in claims:
            self._said.setdefault(claim.text, []).append(claim.id)
        self._judge = _judge_of(desk, claims)

    def leans(self, one: PrintedSentence) -> bool:
        """True for what rests on other sentences of the file, and so is looked at after them."""
        claims = [self._computed.get(name) for name in one.computations]
        return any(claim is not None and _rests_on(claim) for claim in claims)

    def checked(self, one: PrintedSentence) -> Checked:
        """The finding on one printed sentence; the claims it repeats word for word share it."""
        finding = self._finding(one)
        for claim_id in self._said.get(one.text, ()):
            self._judge.found[claim_id] = finding.outcome
        return Checked(sentence=one.text, line=one.line, outcome=finding.outcome, reasons=finding.reasons)

    def _finding(self, one: PrintedSentence) -> Finding:
        if one.broken:
            reasons = tuple(Reason(feature="note", value=name, detail="cannot be read") for name in one.broken)
            return Finding(outcome=Outcome.UNSUPPORTED, reasons=reasons)
        if one.citations:
            return self._cited(one.text, one.citations, one.computations)
        if not one.computations:
            return _finding(Outcome.UNCHECKED, "no note", "", "the sentence has no note, so nothing to open")
        findings = [self._computation(one.text, name) for name in one.computations]
        return next((f for f in findings if f.outcome is not Outcome.SUPPORTED), findings[0])

    def _computation(self, sentence: str, name: str) -> Finding:
        claim = self._computed.get(name)
        if claim is None or claim.computation is None:
            return _finding(Outcome.UNCHECKED, "computation", name, "not known to this desk")
        if claim.text != sentence:
            return _finding(Outcome.UNSUPPORTED, "changed", "", f"the computation was printed as: {claim.text}")
        return self._judge.work_out(claim.computation)

    def _cited(self, sentence: str, citations: tuple[Citation, ...], computations: tuple[str, ...] = ()) -> Finding:
        passages, texts = [], {}
        for cited in citations:
            text = self._texts.get(cited.text_sha256)
            if text is None:
                return _finding(Outcome.UNCHECKED, "citation", cited.address, "this version of the text is not here")
            held = text.body[cited.start : cited.end]
            if cited.quote not in (held, self._judge.mask(held)):
                detail = "the note's quote does not stand at its place in the text"
                return _finding(Outcome.UNSUPPORTED, "citation", cited.quote[:80], detail)
            passages.append(Passage.cut(text.id, text.body, cited.start, cited.end))
            texts[text.id] = text
        composed = sentence in self._said
        for name in computations:
            known = self._computed.get(name)
            if known is None or known.computation is None:
                return _finding(Outcome.UNCHECKED, "computation", name, "not known to this desk")
            return self._judge.both(sentence, tuple(passages), known.computation, texts, composed=composed)
        return self._judge.against(sentence, tuple(passages), texts, composed=composed)


def _finding(outcome: Outcome, feature: str, value: str, detail: str) -> Finding:
    return Finding(outcome=outcome, reasons=(Reason(feature=feature, value=value, detail=detail),))
