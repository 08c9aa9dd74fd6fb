"""The lines around an issue: period, how it was made, what was left out; plain text for every format."""

from __future__ import annotations

from collections import Counter

from communique.digest.interface import Apparatus
from communique.digest.words import day_name, span_name
from communique.model import Issue, Outcome, Verdict


def period_line(issue: Issue, about: Apparatus) -> str:
    """ "Belarus · 3 to 24 November 2014 · No. 1 · texts published up to 27 November 2014"."""
    parts = [about.country or issue.focus, span_name(issue.window.start, issue.window.end), f"No. {issue.number}"]
    return " · ".join([*parts, f"texts published up to {day_name(issue.cutoff)}"])


def made_lines(issue: Issue, about: Apparatus) -> list[str]:
    """How the issue came about, in counts."""
    printed = len(issue.claims)
    counts = Counter(verdict.outcome for verdict in _verdicts(issue).values())
    lines = [
        f"{printed} sentences and headings are printed; the checker reopened the passage or worked out the figure "
        "behind each.",
        f"{counts[Outcome.UNSUPPORTED]} sentences were refused and {counts[Outcome.UNCHECKED]} could not be checked; "
        "none of them is printed as fact.",
    ]
    notice = about.notice
    if notice.texts:
        lines.append(
            f"Read: {notice.texts} texts of {_counted(notice.sources, 'source')} in the period; "
            f"{notice.happenings} happenings concern the country, {notice.unused} of them are not told here."
        )
    lines += list(notice.gaps)
    if issue.versions:
        lines.append("Versions: " + ", ".join(f"{name} {version}" for name, version in issue.versions) + ".")
    return [*lines, f"Content hash {issue.content_hash[:16]}."]


def left_out_lines(issue: Issue) -> list[tuple[str, str]]:
    """Each sentence that was left out, with the checker's word on it."""
    verdicts = _verdicts(issue)
    return [(c.text, _why(verdicts.get(c.id))) for c in issue.left_out]


def _verdicts(issue: Issue) -> dict[str, Verdict]:
    """The verdicts on what was left out, by claim."""
    gone = {c.id for c in issue.left_out}
    return {v.claim_id: v for v in issue.verdicts if v.claim_id in gone}


def _why(verdict: Verdict | None) -> str:
    if verdict is None:
        return "not checked"
    if verdict.outcome is Outcome.SUPPORTED:
        return "supported, but what it belongs to fell"
    faults = [f"{r.feature}: {r.value}" if r.value else r.feature for r in verdict.reasons[:2]]
    return f"{verdict.outcome.value}{': ' + '; '.join(faults) if faults else ''}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
