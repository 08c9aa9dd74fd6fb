"""The standfirst: each of the first sections in one sentence of its own wording, then the period in figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.digest.bench import Bench
from communique.digest.comparisons import biggest_move, score_claim, tally_claim
from communique.digest.courtesies import courteous, is_courtesy
from communique.digest.interface import OutlineSection
from communique.digest.people import Naming
from communique.digest.recalled import is_recalled
from communique.digest.stories import is_contact, is_plan
from communique.digest.tell import Told, as_claim, tell
from communique.digest.words import word_count
from communique.model import Claim, Happening, Role, content_id

_SECTIONS = 3
_LEADS = 3
_LONGEST = 45  # words of a sentence that joins two

Pair = tuple[Claim, str]


def miniature(sections: Sequence[OutlineSection], bench: Bench, naming: Naming) -> tuple[list[Pair], Naming]:
    """One sentence for each of the first sections, and who has been introduced by them."""
    out: list[Pair] = []
    for section in sections[:_SECTIONS]:
        told = _summary(section, bench, naming)
        if told is not None:
            naming = naming.after_words(told.parties, told.text)
            out.append((as_claim(told, role=Role.STANDFIRST, section=0, paragraph=len(out) + 1), told.slot))
    return out, naming


def front(bench: Bench, sections: Sequence[OutlineSection], opening: Sequence[Pair]) -> Iterator[Pair]:
    """The count of partners, and the index where it moved most among the sections."""
    paragraph = max((item.paragraph for item, _ in opening), default=0) + 1
    yield from bench.computed(tally_claim(bench.material, paragraph, bench.vouched))
    moved = biggest_move(bench.material, [s.subject for s in sections])
    if moved is not None and moved.previous is not None:
        item = score_claim(moved, bench.material, bench.vouched, role=Role.STANDFIRST, section=0, paragraph=paragraph)
        yield from bench.computed(item)


def _summary(section: OutlineSection, bench: Bench, naming: Naming) -> Told | None:
    """The weightiest happening of a section, with what its actor did besides where one sentence holds both."""
    mine = [bench.material.by_id[c.happening_id] for c in section.choices]
    mine = [h for h in mine if not is_plan(h) and not is_courtesy(h, bench.material)]
    mine = [h for h in mine if not is_recalled(h, bench.material)]
    known = naming.after(p for h in mine for p in h.content.parties)
    leads = [(h, short) for h in mine if (short := _words(h, known, bench)) is not None]
    leads = [(h, short) for h, short in leads if not courteous(short.text)]
    leads.sort(key=lambda pair: not is_contact(pair[0]))
    for happening, short in leads[:_LEADS]:
        lead = _words(happening, naming, bench)
        named = naming.after_words(lead.parties, lead.text) if lead is not None else naming
        for second, other in leads:
            added = _added(short, other) if other is not short else ""
            full = _words(second, named, bench) if lead is not None and added else None
            added = _added(short, full) if full is not None else ""
            joined = _joined(lead, full, added) if lead is not None and full is not None and added else None
            if joined is not None and not bench.refused.get(joined.slot, 0):
                return joined
    return _words(leads[0][0], naming, bench, brief=True) if leads else None


def _words(happening: Happening, naming: Naming, bench: Bench, *, brief: bool = False) -> Told | None:
    return tell(
        happening, bench.material, bench.options, naming, position=0, refused=bench.refused, role=Role.STANDFIRST,
        undated=True, brief=brief,
    )  # fmt: skip


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
