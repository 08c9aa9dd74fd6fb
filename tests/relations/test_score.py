from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model import (
    Act,
    ActorKind,
    Arrow,
    Auxiliary,
    Basis,
    Content,
    Encounter,
    Event,
    Format,
    Happening,
    Participation,
    Precision,
    Statement,
    When,
    Window,
)
from communique.ontology import weights
from communique.relations import arrow, export, partners, printed_only, recompute, score, tally

WINDOW = Window(start=date(2020, 6, 1), end=date(2020, 6, 30))
BEFORE = Window(start=date(2020, 5, 2), end=date(2020, 5, 31))
DAY = date(2020, 6, 10)
TABLE = weights("plover")


def party(country: str | None, *, kind: ActorKind = ActorKind.STATE, actor_id: str | None = None) -> Participation:
    return Participation(name=country or actor_id or "someone", kind=kind, actor_id=actor_id, country=country)


def event(
    type_: str = "CONSULT", actors: tuple[str, ...] = ("FRE",), recipients: tuple[str, ...] = ("SYL",), *,
    day: date | None = DAY, basis: Basis = Basis.SAID, auxiliary: Auxiliary = Auxiliary.NONE, mode: str | None = None,
) -> Event:  # fmt: skip
    return Event(
        type=type_,
        mode=mode,
        auxiliary=auxiliary,
        actors=tuple(party(one) for one in actors),
        recipients=tuple(party(one) for one in recipients),
        when=When.day(day, basis) if day else None,
    )


def happening(id_: str, content: Content) -> Happening:
    return Happening(id=id_, content=content, readings=(f"r-{id_}",), texts=(f"t-{id_}",), origins=(f"o-{id_}",))


def of(*contents: Content, partner: str = "SYL", previous: Window | None = BEFORE):  # type: ignore[no-untyped-def]
    told = [happening(f"h{n}", content) for n, content in enumerate(contents)]
    return score(told, focus="FRE", partner=partner, window=WINDOW, previous=previous, weights=TABLE)


def test_signed_sum_mean_count_plus_and_minus() -> None:
    found = of(event("AID"), event("SANCTION", ("SYL",), ("FRE",)), event("CONSULT", mode="phone"))
    assert (found.sum, found.mean, found.count, found.plus, found.minus) == (5.5, 1.83, 3, 11.5, -6.0)
    assert [c.direction for c in found.contributions] == ["from", "to", "from"]
    assert found.weights == TABLE.id
    assert found.sources == ("o-h0", "o-h1", "o-h2")


@pytest.mark.parametrize("auxiliary", [Auxiliary.FUTURE, Auxiliary.HYPOTHETICAL, Auxiliary.NEGATED])
def test_what_did_not_happen_is_listed_and_scores_nothing(auxiliary: Auxiliary) -> None:
    found = of(event("AID", auxiliary=auxiliary))
    assert (found.sum, found.count, len(found.contributions)) == (0.0, 0, 1)
    assert auxiliary.value in found.contributions[0].why


def test_a_historical_event_scores_in_its_own_window_and_only_with_its_own_day() -> None:
    old = event("AID", day=date(2020, 5, 20), auxiliary=Auxiliary.HISTORICAL)
    undated = event("AID", basis=Basis.PRINT, auxiliary=Auxiliary.HISTORICAL)
    found = of(old, undated)
    assert (found.count, found.previous) == (0, 10.0)
    assert [c.why for c in found.contributions] == ["listed: historical, and its day is not known"]
    told = [happening("h0", old)]
    then = score(told, focus="FRE", partner="SYL", window=BEFORE, previous=None, weights=TABLE)
    assert (then.sum, then.contributions[0].why) == (10.0, "scored; told afterwards; counted on its own day")


def test_a_meeting_counts_once_though_its_encounter_is_listed_too() -> None:
    met = Encounter(format=Format.TALKS, participants=(party("FRE"), party("SYL")), when=When.day(DAY, Basis.SAID))
    said = Statement(
        speaker=party("FRE"), act=Act.ENDORSE, content=(), words="fine", verbatim=False, target_parties=(party("SYL"),),
        when=When.day(DAY, Basis.SAID),
    )  # fmt: skip
    found = of(event("CONSULT"), met, said)
    assert (found.sum, found.count, len(found.contributions)) == (2.5, 1, 3)


def test_print_days_are_counted_apart() -> None:
    found = of(event("AID", basis=Basis.PRINT), event("CONSULT"))
    assert (found.sum, found.count) == (12.5, 2)
    assert (printed_only(found).sum, printed_only(found).count) == (10.0, 1)


def test_acting_together_towards_a_third_is_no_act_between_the_two() -> None:
    found = of(event("SANCTION", ("FRE", "SYL"), ("OTH",)))
    assert (found.count, found.contributions[0].points) == (0, 0.0)
    assert "third party" in found.contributions[0].why
    assert of(event("SANCTION", ("FRE", "SYL"), ("OTH",)), partner="OTH").sum == -6.0
    assert of(event("CONSULT", ("FRE", "SYL", "OTH"), ())).contributions[0].direction == "both"
    assert of(event("CONSULT", ("FRE", "SYL"), ("OTH",))).sum == 2.5


def test_happenings_of_others_and_outside_the_window_are_not_listed() -> None:
    late, undated = event(day=WINDOW.end + timedelta(days=1)), event(day=None)
    assert of(event(actors=("OTH",)), late, undated).contributions == ()


def test_a_span_over_the_edge_counts_where_it_starts_and_says_so() -> None:
    span = When(
        start=WINDOW.end, end=WINDOW.end + timedelta(days=4), precision=Precision.DAYS, basis=Basis.SAID, expression=""
    )
    crossing = Event(type="CONSULT", actors=(party("FRE"),), recipients=(party("SYL"),), when=span)
    assert "beyond the window" in of(crossing).contributions[0].why
    after = Window(start=WINDOW.end + timedelta(days=1), end=WINDOW.end + timedelta(days=9))
    then = score([happening("h", crossing)], focus="FRE", partner="SYL", window=after, previous=WINDOW, weights=TABLE)
    assert (then.contributions, then.previous) == ((), 2.5)


def test_a_year_is_not_squeezed_into_a_month() -> None:
    year = When(start=WINDOW.start, end=WINDOW.start + timedelta(days=365), precision=Precision.YEAR, basis=Basis.SAID)
    found = of(Event(type="AID", actors=(party("FRE"),), recipients=(party("SYL"),), when=year))
    assert (found.count, found.contributions[0].points) == (0, 0.0)


def test_the_arrow_needs_a_period_to_compare_with() -> None:
    assert of(event()).arrow is Arrow.NONE
    assert of(event(), previous=None).arrow is Arrow.NONE
    small = event("CONSULT", day=date(2020, 5, 20))
    assert of(small, event()).arrow is Arrow.LEVEL
    assert of(small, event("AID")).arrow is Arrow.UP
    assert of(small, event("COERCE")).arrow is Arrow.DOWN


def test_sums_are_rounded_before_the_threshold() -> None:
    assert arrow(0.1 + 0.2, 0.0, 0.3) is Arrow.UP
    assert arrow(5.004, 0.0, 5.0) is Arrow.UP
    assert arrow(4.996, 0.001, 5.0) is Arrow.UP
    assert arrow(4.994, 0.0, 5.0) is Arrow.LEVEL
    assert arrow(0.0, 0.0, 0.0) is Arrow.LEVEL


def test_a_type_or_mode_without_points_is_listed() -> None:
    found = of(event("PROTEST", mode="vandalize"), event("NO-SUCH-TYPE"))
    assert (found.count, len(found.contributions)) == (0, 2)
    assert [c.why.startswith("listed") for c in found.contributions] == [True, True]


def test_partners_roll_up_to_countries_and_bodies_and_the_union_is_no_member_state() -> None:
    minister = Participation(name="A Minister", kind=ActorKind.PERSON, actor_id="Q9")
    body = party(None, kind=ActorKind.ORGANISATION, actor_id="Q100")
    nobody = Participation(name="relatives", kind=ActorKind.GROUP)
    told = [
        happening("a", Event(type="CONSULT", actors=(party("FRE"), minister), recipients=(body, nobody),
                             when=When.day(DAY, Basis.SAID))),
        happening("b", event("CONSULT", ("FRE",), ("EUE",))),
        happening("c", event("CONSULT", ("FRE",), ("EUE",))),
        happening("d", event("CONSULT", ("DEU",), ("EUE",))),
    ]  # fmt: skip
    assert partners(told, "FRE", WINDOW, {"Q9": "SYL"}.get) == {"EUE": 2, "Q100": 1, "SYL": 1}


EVENTS = st.builds(
    event,
    st.sampled_from(sorted(TABLE.types)),
    st.sampled_from([("FRE",), ("SYL",), ("FRE", "SYL"), ("OTH",)]),
    st.sampled_from([("FRE",), ("SYL",), (), ("OTH",)]),
    day=st.dates(BEFORE.start, WINDOW.end),
    basis=st.sampled_from(Basis),
    auxiliary=st.sampled_from(Auxiliary),
)


@given(st.lists(EVENTS, max_size=12), st.randoms())
def test_figures_recompute_from_the_export_in_any_order(events: list[Event], random) -> None:  # type: ignore[no-untyped-def]
    told = [happening(f"h{n:02}", content) for n, content in enumerate(events)]
    found = score(told, focus="FRE", partner="SYL", window=WINDOW, previous=BEFORE, weights=TABLE)
    rows = list(export(found))
    random.shuffle(rows)
    again = recompute(rows, TABLE)
    assert (again.sum, again.mean, again.count) == (found.sum, found.mean, found.count)
    assert (again.plus, again.minus) == (found.plus, found.minus)
    assert again.sum == pytest.approx(again.plus + again.minus, abs=0.011)
    random.shuffle(told)
    shuffled = score(told, focus="FRE", partner="SYL", window=WINDOW, previous=BEFORE, weights=TABLE)
    assert shuffled == found


@given(st.lists(EVENTS, max_size=12))
def test_every_happening_of_both_in_the_window_is_listed_once(events: list[Event]) -> None:
    told = [happening(f"h{n:02}", content) for n, content in enumerate(events)]
    found = score(told, focus="FRE", partner="SYL", window=WINDOW, previous=BEFORE, weights=TABLE)
    both = [
        one.id
        for one in told
        if {"FRE", "SYL"} <= {p.country for p in one.content.parties}
        and one.content.when is not None
        and WINDOW.holds(one.content.when.anchor)
    ]
    assert sorted(c.happening_id for c in found.contributions) == both


@given(st.lists(st.floats(-10, 10).map(lambda x: round(x, 2)), max_size=30), st.randoms())
def test_a_tally_does_not_depend_on_order(points: list[float], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(points)
    random.shuffle(shuffled)
    assert tally(shuffled) == tally(points)
