"""What closes a section: our reading of it, hedged, and its figures; no formula stands twice in an issue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.digest.absences import absences
from communique.digest.bench import Bench
from communique.digest.comparisons import meetings_claim, score_claim
from communique.digest.interface import OutlineSection
from communique.digest.readings import readings
from communique.digest.subjects import ELSEWHERE
from communique.digest.tell import Refused
from communique.model import Arrow, Claim, Role, content_id


def closing(
    section: OutlineSection, bench: Bench, body: Sequence[Claim], paragraph: int, used: set[str]
) -> list[tuple[Claim, str]]:
    """Our reading and one figure. ``used``: kinds of readings, and figures, that the issue has already; it grows."""
    out: list[tuple[Claim, str]] = []
    material, refused = bench.material, bench.refused
    counted = meetings_claim(material, section.subject, section.number, paragraph, bench.vouched)
    for kind, item in readings(section, bench, body, counted, paragraph):
        if kind not in used and _open(item, refused):
            used.add(kind)
            out.append((item, _slot(item)))
            break
    shown = {item.computation.readings for item, _ in out if item.computation}
    if section.subject == ELSEWHERE:
        missed = absences(material, section.number, paragraph)
        out += [(item, _slot(item)) for item in missed if _open(item, refused)]
    for item in _figures(section, bench, counted, paragraph):
        new = item.computation is not None and item.computation.readings not in shown and item.text not in used
        if new and _open(item, refused):
            return [*out, (item, _slot(item))]
    return out


def _figures(section: OutlineSection, bench: Bench, counted: Claim | None, paragraph: int) -> Iterator[Claim]:
    """The count of contacts where it tells more than the sentences do, else the index where it moved."""
    if counted is not None and section.subject != ELSEWHERE:
        yield counted
    score = next((s for s in bench.material.scores if s.partner == section.subject), None)
    if score is not None and score.previous is not None and score.arrow in (Arrow.UP, Arrow.DOWN):
        item = score_claim(
            score, bench.material, bench.vouched, role=Role.BODY, section=section.number, paragraph=paragraph
        )
        if item is not None:
            yield item


def _slot(item: Claim) -> str:
    return content_id("s", item.role.value, item.text if item.computation is None else item.computation.id, item.hedge)


def _open(item: Claim, refused: Refused) -> bool:
    return refused.get(_slot(item), 0) == 0
