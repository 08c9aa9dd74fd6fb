"""Reading one source, whatever its kind: texts, what was left out, what went wrong, and the checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from communique.ingest.files import from_place
from communique.ingest.interface import STAGE, Clock, Draft, FetchPort, Incoming, Item, ReadOptions
from communique.ingest.problems import clean, problem
from communique.ingest.texts import make_items
from communique.ingest.web import Web, from_address
from communique.model import Check, CheckOutcome, Completeness, Problem, Skipped, Source, Text

_WEB = {"page", "feed"}


def read_source(
    source: Source,
    *,
    fetcher: FetchPort,
    clock: Clock,
    published: date | None = None,
    options: ReadOptions | None = None,
    known: Callable[[str], bool] = lambda address: False,
) -> Iterator[Item]:
    """Every item of a source, as it is read; nothing that lies there makes it raise.

    ``published`` is the day for texts that give none. ``known`` may say of an address in a feed that its page need not
    be fetched again. Each :class:`Incoming` names its own source, which is another than ``source`` where the item says
    who publishes it. One :class:`Check` follows each fetch; the last check sums up the look at the whole source,
    and for a source that is held in full says from which day to which it covers.
    """
    limits = options or ReadOptions()
    started = clock()
    tally = _Tally()
    if source.kind in _WEB:
        web = Web(source=source, fetcher=fetcher, clock=clock, options=limits, known=known)
        found = from_address(web, source.location)
    else:
        found = from_place(source, clock=clock, options=limits)
    for item in found:
        for made in _made(item, source, tally, clock=clock, published=published, options=limits):
            tally.count(made)
            yield made
    yield tally.check(source, clock, started.date())


def _made(
    item: Draft | Problem | Skipped | Check,
    source: Source,
    tally: _Tally,
    *,
    clock: Clock,
    published: date | None,
    options: ReadOptions,
) -> Iterator[Item]:
    if not isinstance(item, Draft):
        yield item
        return
    for made in make_items(item, source, clock=clock, published=published, options=options):
        if isinstance(made, Incoming):
            yield from tally.first_time(made, item.place)
        else:
            yield made


class _Tally:
    """What one reading has seen so far: counts, days, and the text held at each address."""

    def __init__(self) -> None:
        self._counts: Counter[type] = Counter()
        self._days: list[date] = []
        self._at: dict[str, str] = {}

    def count(self, item: Item) -> None:
        """Count one item."""
        self._counts[type(item)] += 1
        if isinstance(item, Incoming) and item.text.published:
            self._days.append(item.text.published)

    def first_time(self, item: Incoming, place: str) -> Iterator[Item]:
        """The item, with a problem where its address came with other words before; nothing new if it is the same."""
        text: Text = item.text
        before = self._at.get(text.article_id)
        self._at[text.article_id] = text.id
        if before == text.id:
            yield Skipped(stage=STAGE, subject=clean(place), reason="repeated", detail=text.address)
            return
        if before is not None:
            detail = f"{text.address} came before with other words; both are kept as versions"
            yield problem("duplicate-address", place, item.source, detail)
        yield item

    def check(self, source: Source, clock: Clock, day: date) -> Check:
        """What came of the look at the whole source."""
        texts, problems = self._counts[Incoming], self._counts[Problem]
        held = texts or self._counts[Skipped]
        outcome = CheckOutcome.OK if held else CheckOutcome.ERROR if problems else CheckOutcome.EMPTY
        full = source.completeness is Completeness.FULL and bool(self._days)
        return Check(
            source_id=source.id,
            at=clock(),
            day=day,
            outcome=outcome,
            count=texts,
            address=clean(source.location),
            detail=f"{texts} texts, {self._counts[Skipped]} skipped, {problems} problems",
            covers_from=min(self._days) if full else None,
            covers_to=max(self._days) if full else None,
        )
