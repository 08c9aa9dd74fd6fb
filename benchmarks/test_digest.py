"""One fortnight's digest out of 10,000 stored happenings."""

from __future__ import annotations

import random
import resource
import time
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.conftest import SEED
from communique.desks import Desk, make_desk
from communique.merge import Told, assemble
from communique.model import (
    Actor,
    ActorKind,
    Basis,
    Event,
    MergeAction,
    MergeStep,
    Participation,
    Passage,
    Reading,
    Source,
    Span,
    When,
    Window,
)
from communique.publish import publish
from communique.store import Coding
from communique.wiring import as_text

HAPPENINGS = 10_000
FIRST, DAYS = date(2019, 1, 1), 140
WINDOW = Window(start=date(2019, 5, 6), end=date(2019, 5, 19))
PARTNERS = ("RUS", "POL", "LTU", "LVA", "UKR", "DEU", "CHN", "USA", "KAZ", "TUR")
WAYS = (("CONSULT", "met with"), ("SUPPORT", "supported"), ("REQUEST", "appealed to"), ("ACCUSE", "criticised"))


def state(actor: Actor, code: str, at: int) -> Participation:
    """A state as a party, named at ``at``."""
    span = Span(start=at, end=at + len(actor.name))
    return Participation(name=actor.name, kind=ActorKind.STATE, actor_id=actor.id, country=code, span=span)


def invented(desk: Desk, source: Source, number: int, draw: random.Random, version: str) -> Told:
    """One short report and its reading."""
    base, code = desk.stages.base, draw.choice(PARTNERS)
    focus, partner = base.country("BLR"), base.country(code)
    assert focus is not None
    assert partner is not None
    kind, words = draw.choice(WAYS)
    day = FIRST + timedelta(days=draw.randrange(DAYS))
    body = f"{focus.name} {words} {partner.name} on {day.day} {day:%B %Y} over matter {number}."
    text = as_text(body, published=day, source_id=source.id, address=f"https://gazette.example/{number}")
    content = Event(
        type=kind,
        actors=(state(focus, "BLR", 0),),
        recipients=(state(partner, code, body.index(partner.name)),),
        when=When.day(day, Basis.SAID),
    )
    reading = Reading.make(
        passage=Passage.cut(text.id, body, 0, len(body)),
        content=content,
        coder=desk.stages.coder.name,
        coder_version=version,
        base_version=base.version,
        confidence=0.8,
    )
    return Told(reading=reading, text=text, source=source)


def fill(desk: Desk, source: Source) -> None:
    """Save texts, readings and one happening for each through the store."""
    draw, numbers, version = random.Random(SEED), count(), desk.coder_version
    told = [invented(desk, source, number, draw, version) for number in range(HAPPENINGS)]
    desk.store.add_source(source)
    for one in told:
        desk.store.save_text(one.text, one.text.body.encode(), signature=str(next(numbers)).encode())
        desk.store.save_coding(
            Coding(
                text_id=one.text.id,
                coder=one.reading.coder,
                coder_version=one.reading.coder_version,
                base_version=one.reading.base_version,
                readings=(one.reading,),
            )
        )
    mint = desk.store.minter()
    pairs = [(mint(), one) for one in told]
    steps = [MergeStep(action=MergeAction.OPEN, happening_id=key, reading_id=one.reading.id) for key, one in pairs]
    desk.store.apply_steps(steps, [assemble(key, [one]) for key, one in pairs])


def test_digest_of_ten_thousand(tmp_path: Path, benchmark: BenchmarkFixture, source: Source) -> None:
    make_desk(tmp_path / "desk", country="BLR")
    with Desk(tmp_path / "desk", clock=lambda: datetime(2019, 6, 1, tzinfo=UTC)) as desk:
        began = time.perf_counter()
        fill(desk, source)
        filled = time.perf_counter() - began
        assert desk.store.counts()["happening"] == HAPPENINGS
        began = time.perf_counter()
        made = benchmark.pedantic(publish, args=(desk, WINDOW), kwargs={"out": tmp_path / "out"}, rounds=1)
        seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert made.issue.claims
    print(f"\n{'happenings':>10} {'saving s':>9} {'digest s':>9} {'peak MB':>8} {'sentences':>9}")
    print(f"{HAPPENINGS:10,} {filled:9.1f} {seconds:9.2f} {peak:8.0f} {len(made.issue.claims):9}")
