"""The body of a section: story by story, a contact first, then what was signed and said at it, then what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from communique.digest.bench import Bench
from communique.digest.comparisons import ordinal_claim
from communique.digest.courtesies import is_courtesy
from communique.digest.flow import connected, had_said, joint_slot
from communique.digest.group import grouped, tell_group
from communique.digest.interface import Material, OutlineSection
from communique.digest.passages import readings_of
from communique.digest.people import Naming
from communique.digest.stories import Story, is_plan, stories
from communique.digest.subjects import ELSEWHERE
from communique.digest.tell import Told, as_claim
from communique.model import ActorKind, Claim, Happening, Role

_PARAGRAPH = 3  # short stories that stand together in one paragraph
_LONGEST = 5  # sentences of one story
_ALONE = 14  # and of one that is its section's only one
_RUN = 4  # sentences of a story before a new paragraph

Pair = tuple[Claim, str]


def body(section: OutlineSection, bench: Bench, naming: Naming) -> tuple[list[Pair], Naming]:
    """The sentences of a section with their slots, and who has been introduced by its end."""
    units = _units(section, bench)
    few = section.subject != ELSEWHERE and sum(bool(s.rest) for unit in units for s in unit) < 2
    writer = _Writer(section, bench, naming, _ALONE if few else _LONGEST)
    for number, unit in _paragraphs(units):
        writer.write(unit, number * _ALONE)
    return writer.out, writer.naming


Unit = tuple[Story, ...]


def _units(section: OutlineSection, bench: Bench) -> list[Unit]:
    """Stories in order; bare meetings of one person on one day side by side, so that one sentence can tell them."""
    told = {s.lead.id: s for s in stories(section, bench.material)}

    def bare(happening: Happening) -> Told | None:
        return None if told[happening.id].rest else bench.bare(happening)

    groups = grouped([s.lead for s in told.values()], bench.material, bare, bench.refused)
    return [tuple(told[h.id] for h in group) for group in groups]


def _paragraphs(units: Sequence[Unit]) -> Iterator[tuple[int, Unit]]:
    """Paragraph numbers: a story with its words has one of its own, short ones share one."""
    number, length, before = 0, 0, None
    for unit in units:
        lead = unit[0]
        shares = before is not None and not (before.rest or lead.rest)
        length = length + 1 if shares and length < _PARAGRAPH else 1
        number += length == 1
        before = lead
        yield number, unit


class _Writer:
    """Writes unit after unit and remembers who is known, what was dated and what came last."""

    def __init__(self, section: OutlineSection, bench: Bench, naming: Naming, longest: int) -> None:
        self._section, self._bench, self._longest = section, bench, longest
        self.naming = naming
        self.out: list[Pair] = []
        self._last: Told | None = None
        self._paragraph = 0
        self._leads = 0
        self._turned = False
        self._reported: set[date | None] = set()

    def write(self, unit: Unit, paragraph: int) -> None:
        """One story with what belongs to it, or several bare meetings in one sentence."""
        follows = paragraph == self._paragraph or self._section.subject != ELSEWHERE
        self._paragraph = paragraph
        leads = tuple(s.lead for s in unit)
        together = tell_group(leads, self._bench.material, self.naming, self._bench.refused) if len(unit) > 1 else None
        if together is not None:
            self._add(together, leads, follows=False)
            return
        for story in unit:
            self._story(story, follows=follows)

    def _story(self, story: Story, *, follows: bool) -> None:
        told = self._bench.tell(story.lead.id, self.naming, report=self._wants_report(story.lead))
        if told is not None and self._add(told, (story.lead,), follows=follows):
            self._compare(told)
        for number, happening in enumerate(_said(story, self._bench.material)[: self._longest - 1], start=1):
            self._paragraph += number % _RUN == 0
            goes_on = _goes_on(story.lead, happening)
            said = self._bench.tell(happening.id, self.naming, undated=goes_on)
            if said is not None and self._add(said, (happening,), follows=not goes_on):
                self._before(said)

    def _wants_report(self, lead: Happening) -> bool:
        """The day of print stands in every other sentence; the others have it behind them."""
        day = _day_of_print(lead, self._bench.material)
        self._leads += 1
        wanted = is_plan(lead) or (self._leads % 2 == 1 and day not in self._reported)
        self._reported.add(day)
        return wanted

    def _add(self, told: Told, unit: tuple[Happening, ...], *, follows: bool) -> bool:
        last = self._last
        if told.leans and (last is None or not _introduces(last, told)):
            return False
        link = connected(last, told, self._bench.material, self._bench.refused) if follows else None
        item = as_claim(told, unit, role=Role.BODY, connected=link, **self._where())
        self.out.append((item, joint_slot(told) if link else told.slot))
        self.naming, self._last = self.naming.after_words(told.parties, item.text), told
        return True

    def _where(self) -> dict[str, int]:
        return {"section": self._section.number, "paragraph": self._paragraph}

    def _before(self, told: Told) -> None:
        """What the same speaker had said before; once in a section."""
        if self._turned:
            return
        bench = self._bench
        extra = list(had_said(told, bench.material, bench.options, self.naming, bench.refused, **self._where()))
        self._turned = bool(extra)
        self.out += extra

    def _compare(self, told: Told) -> None:
        self._before(told)
        item = ordinal_claim(told, self._bench.material, self.naming, self._bench.vouched, **self._where())
        self.out += self._bench.computed(item)


def _said(story: Story, material: Material) -> tuple[Happening, ...]:
    """What belongs to the lead; a courtesy only where nothing else was said."""
    plain = tuple(h for h in story.rest if not is_courtesy(h, material))
    return plain or story.rest[:1]


def _goes_on(lead: Happening, happening: Happening) -> bool:
    """True for what needs no day of its own: it is of the lead's text and has no other day."""
    one, other = lead.content.when, happening.content.when
    same = bool(set(lead.texts) & set(happening.texts))
    return same and (one is None or other is None or other.anchor == one.anchor or not other.is_one_day)


def _introduces(last: Told, told: Told) -> bool:
    """True when the sentence before is of the same text and names all whom "the ministers" means."""
    same = last.passages[0].text_id == told.passages[0].text_id
    return same and {p.key for p in told.parties if p.kind is ActorKind.PERSON} <= {p.key for p in last.parties}


def _day_of_print(happening: Happening, material: Material) -> date | None:
    readings = readings_of(happening, material)
    return material.texts[readings[0].passage.text_id].published if readings else None
