"""The standfirst: each of the first sections in one sentence of its own wording, then the period in figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from communique.digest.comparisons import tally_claim
from communique.digest.interface import DigestOptions, Material, OutlineSection
from communique.digest.people import Naming
from communique.digest.tell import Refused, Told, as_claim, tell
from communique.digest.words import word_count
from communique.model import Claim, Happening, Role, Status, content_id

_SECTIONS = 3
_LEADS = 2
_LONGEST = 45  # words of a sentence that joins two


def front(
    sections: Sequence[OutlineSection],
    by_id: Mapping[str, Happening],
    material: Material,
    options: DigestOptions,
    refused: Refused,
    printed: frozenset[str],
) -> Iterator[tuple[Claim, str]]:
    """One sentence for each of the first sections, never one of ``printed``, and the count of partners."""
    naming, paragraph = Naming(names=material.names), 0
    for section in sections[:_SECTIONS]:
        told = _summary(section, by_id, material, options, naming, refused)
        if told is None or told.text in printed:
            continue
        paragraph += 1
        naming = naming.after(told.parties)
        yield as_claim(told, role=Role.STANDFIRST, section=0, paragraph=paragraph), told.slot
    count = tally_claim(material, paragraph + 1)
    if count is not None and count.computation is not None:
        slot = content_id("s", count.role.value, count.computation.id)
        if not refused.get(slot, 0):
            yield count, slot


def _summary(
    section: OutlineSection,
    by_id: Mapping[str, Happening],
    material: Material,
    options: DigestOptions,
    naming: Naming,
    refused: Refused,
) -> Told | None:
    """The weightiest happening of a section, with what its actor did besides where one sentence holds both."""
    mine = [by_id[c.happening_id] for c in section.choices if not _is_plan(by_id[c.happening_id])]
    known = naming.after(p for h in mine for p in h.content.parties)

    def words(happening: Happening, named: Naming, *, brief: bool = False) -> Told | None:
        return tell(
            happening, material, options, named, position=0, refused=refused, role=Role.STANDFIRST, undated=True,
            brief=brief,
        )  # fmt: skip

    leads = [(h, short) for h in mine if (short := words(h, known)) is not None]
    for happening, short in leads[:_LEADS]:
        lead = words(happening, naming)
        for _, other in leads:
            added = _added(short, other) if other is not short else ""
            joined = _joined(lead, other, added) if lead is not None and added else None
            if joined is not None and not refused.get(joined.slot, 0):
                return joined
    return words(leads[0][0], naming, brief=True) if leads else None


def _is_plan(happening: Happening) -> bool:
    return getattr(happening.content, "status", Status.HELD) is Status.PLANNED


def _added(one: Told, other: Told) -> str:
    """What the actor of one sentence did by the other; "" unless both open with the same one."""
    first, second = one.text.split(), other.text.split()
    subject = _subject(first)
    if (
        not subject
        or _subject(second) != subject
        or any(mark in one.text for mark in ("“", " that ", ", among others"))
    ):
        return ""
    return " ".join(second[len(subject) :])


def _joined(lead: Told, other: Told, added: str) -> Told | None:
    """ "Halve met Brek in Talin and said that …" """
    text = f"{lead.text.rstrip('.')} and {added}"
    if word_count(text) > _LONGEST:
        return None
    return replace(
        lead,
        text=text,
        passages=tuple(dict.fromkeys((*lead.passages[:2], *other.passages[:2]))),
        slot=content_id("s", "joined", lead.slot, other.slot),
        parties=(*lead.parties, *other.parties),
    )


def _subject(words: Sequence[str]) -> list[str]:
    """The name that a sentence opens with: capitalised words up to the verb; empty for a list of several."""
    end = next((i for i, word in enumerate(words) if word[:1].islower()), 0)
    opening = list(words[:end])
    return opening if opening and words[end] != "and" and not any("," in word for word in opening) else []
