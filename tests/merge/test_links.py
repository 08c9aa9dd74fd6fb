from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from build import DAY, event, minter, person, state, text_of, told
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.merge import Told, assemble, follow, link, partition, plan
from communique.model import (
    Auxiliary,
    Basis,
    Encounter,
    Format,
    LinkKind,
    Participation,
    Place,
    PlacePrecision,
    Precision,
    Side,
    Status,
    Text,
    When,
)

ANN, BOB = person("Ann Alder", "FRE", id_="Q1"), person("Bob Birch", "SYL", id_="Q2")
CID, DOT = person("Cid Cedar", "SYL", id_="Q4"), person("Dot Dogwood", "OTH", id_="Q5")
FRE, SYL = state("FRE"), state("SYL")
HOME = Place(name="Port", country="SYL", precision=PlacePrecision.CITY)


def days(first: date, last: date, precision: Precision = Precision.DAYS) -> When:
    return When(start=first, end=last + timedelta(days=1), precision=precision, basis=Basis.SAID)


def on(day: date) -> When:
    return When.day(day, Basis.SAID)


def after(number: int) -> date:
    return DAY + timedelta(days=number)


def guest(party: Participation) -> Participation:
    return Participation(
        name=party.name, kind=party.kind, actor_id=party.actor_id, country=party.country, side=Side.GUEST
    )


def met(
    *parties: Participation, form: Format = Format.MEETING, status: Status = Status.HELD, when: When | None = None,
    place: Place | None = None, host: str | None = None,
) -> Encounter:  # fmt: skip
    return Encounter(format=form, status=status, participants=parties, when=when or on(DAY), place=place, host=host)


def visit(when: When | None = None, status: Status = Status.HELD) -> Encounter:
    return met(
        guest(ANN), SYL, form=Format.VISIT, when=when or days(DAY, after(1)), place=HOME, host="SYL", status=status
    )


def at(body: str, published: date = DAY, outlet: str = "Gazette") -> Text:
    return text_of(body, published=published, outlet=outlet)


def linked(members: Sequence[Told]) -> set[tuple[str, str, str]]:
    """Links as (kind, words of the one, words of the other): the words stand for the happening that they tell."""
    homes = follow({}, plan(members, {}, minter()))
    by_id = {one.reading.id: one for one in members}
    groups: dict[str, list[Told]] = {}
    for reading, home in homes.items():
        groups.setdefault(home, []).append(by_id[reading])
    made = [assemble(home, group) for home, group in groups.items()]
    words = {home: min(one.reading.passage.quote for one in group) for home, group in groups.items()}
    return {(one.kind.value, words[one.of], words[one.to]) for one in link(made, by_id)}


def kinds(members: Sequence[Told]) -> set[str]:
    return {kind for kind, _, _ in linked(members)}


INSIDE = [
    met(ANN, CID, when=on(DAY), place=HOME),
    met(ANN, CID, when=on(after(1))),
    met(ANN, person("traders", "", id_="Q9"), when=on(after(1))),
    met(ANN, CID, when=When(start=None, end=after(2), precision=Precision.RANGE, basis=Basis.PRINT), place=HOME),
]
OUTSIDE = [
    met(ANN, CID, when=on(after(3)), place=HOME),
    met(person("Eve Elm", "FRE", id_="Q3"), CID, when=on(DAY), place=HOME),
    met(ANN, CID, when=on(DAY), form=Format.CALL),
    met(ANN, DOT, when=on(DAY), place=Place(name="Far", country="OTH", precision=PlacePrecision.CITY)),
    met(ANN, CID, when=on(DAY), status=Status.PLANNED),
    met(ANN, CID, when=When(start=None, end=after(9), precision=Precision.RANGE, basis=Basis.PRINT), place=HOME),
]


@pytest.mark.parametrize("inside", INSIDE)
def test_a_visit_contains_what_its_travellers_held_there(inside: Encounter) -> None:
    visited = told(visit(), "Alder went.", outlet="Herald")
    assert linked([visited, told(inside, "Alder met.")]) == {("contains", "Alder went.", "Alder met.")}


@pytest.mark.parametrize("outside", OUTSIDE)
def test_a_visit_does_not_contain_others_other_days_or_other_places(outside: Encounter) -> None:
    assert "contains" not in kinds([told(visit(), "Alder went.", outlet="Herald"), told(outside, "Alder met.")])


def test_visit_and_meeting_of_which_only_the_day_of_print_is_known() -> None:
    by = When(start=None, end=after(1), precision=Precision.RANGE, basis=Basis.PRINT)
    late = When(start=None, end=after(3), precision=Precision.RANGE, basis=Basis.PRINT)
    visited = told(visit(by), "Alder went.", outlet="Herald")
    found = [("contains", "Alder went.", "Alder met.")]
    assert list(linked([visited, told(met(ANN, CID, when=by, place=HOME), "Alder met.")])) == found
    assert not linked([visited, told(met(ANN, CID, when=late, place=HOME), "Alder met.")])
    assert not linked([visited, told(met(ANN, CID, when=by), "Alder met.")])


def test_a_meeting_is_part_of_one_visit_only() -> None:
    longer = met(guest(ANN), SYL, form=Format.VISIT, when=days(after(-1), after(8)), place=HOME, host="SYL")
    shorter = visit()
    inside = told(met(ANN, CID, place=HOME), "Alder met.")
    found = linked([told(longer, "A tour.", outlet="Herald"), told(shorter, "A visit.", outlet="Times"), inside])
    assert ("contains", "A visit.", "Alder met.") in found
    assert ("contains", "A tour.", "Alder met.") not in found


PLANNED = met(ANN, BOB, status=Status.PLANNED, when=days(DAY, after(4), Precision.WEEK))


def planned(content: Encounter = PLANNED) -> Told:
    return told(content, "They will meet.", text=at("They will meet.", after(-3), "Herald"))


def test_a_plan_never_merges_with_its_fulfilment_and_is_linked() -> None:
    held = told(met(ANN, BOB, when=on(after(2))), "They met.", text=at("They met.", after(3)))
    assert len(partition([planned(), held])) == 2
    assert linked([planned(), held]) == {("fulfilled by", "They will meet.", "They met.")}


@pytest.mark.parametrize(
    ("content", "published"),
    [
        (met(ANN, CID, when=on(after(2))), after(3)),
        (met(ANN, BOB, when=on(after(6))), after(7)),
        (met(ANN, BOB, when=on(after(2)), form=Format.CALL), after(3)),
        (met(ANN, BOB, when=on(after(-3))), after(3)),
    ],
    ids=["other person", "other day", "other form", "before"],
)
def test_what_was_not_planned_fulfils_no_plan(content: Encounter, published: date) -> None:
    other = told(content, "They met.", text=at("They met.", published))
    assert "fulfilled by" not in kinds([planned(), other])


def test_a_plan_that_is_told_only_afterwards_was_no_plan() -> None:
    late = told(PLANNED, "They will meet.", text=at("They will meet.", after(9), "Herald"))
    held = told(met(ANN, BOB, when=on(after(2))), "They met.", text=at("They met.", after(3)))
    assert "fulfilled by" not in kinds([late, held])


def test_a_planned_visit_is_fulfilled_by_the_meetings_of_the_travellers() -> None:
    goes = told(visit(status=Status.PLANNED), "Alder will go.", text=at("Alder will go.", after(-3), "Herald"))
    held = told(met(ANN, CID, place=HOME), "Alder met.", text=at("Alder met.", after(1)))
    assert linked([goes, held]) == {("fulfilled by", "Alder will go.", "Alder met.")}


@pytest.mark.parametrize("status", [Status.POSTPONED, Status.CANCELLED, Status.REFUSED])
def test_a_plan_and_its_being_called_off(status: Status) -> None:
    off = told(met(ANN, BOB, status=status, when=on(after(2))), "It is off.", text=at("It is off.", after(1)))
    assert len(partition([planned(), off])) == 2
    assert linked([planned(), off]) == {("called off by", "They will meet.", "It is off.")}
    early = told(met(ANN, BOB, status=status, when=on(after(2))), "It is off.", text=at("It is off.", after(-8)))
    assert not linked([planned(), early])


def test_an_event_that_only_says_again_that_they_met() -> None:
    text = text_of("Alder met Birch. Alder blamed Birch.")
    members = [
        told(met(ANN, BOB), "Alder met Birch.", text=text),
        told(event(actors=(ANN,), recipients=(BOB,), mode="visit"), "Alder met Birch.", text=text),
        told(event("ACCUSE", actors=(ANN,), recipients=(BOB,)), "Alder blamed Birch.", text=text),
    ]
    assert linked(members) == {("coded as", "Alder met Birch.", "Alder met Birch.")}


def test_what_was_signed_and_what_is_next() -> None:
    text = text_of("Alder met Birch. They signed a treaty. Birch will come in July.")
    july = days(date(2020, 7, 1), date(2020, 7, 31), Precision.MONTH)
    members = [
        told(met(ANN, BOB), "Alder met Birch.", text=text),
        told(event("SUPPORT", actors=(ANN,), recipients=(BOB,)), "They signed a treaty.", text=text),
        told(met(ANN, BOB, form=Format.VISIT, status=Status.PLANNED, when=july), "Birch will come in July.", text=text),
    ]
    assert linked(members) == {
        ("signed", "Alder met Birch.", "They signed a treaty."),
        ("next", "Alder met Birch.", "Birch will come in July."),
    }
    recalled = [told(met(ANN, BOB, when=on(date(2019, 1, 1))), "Alder met Birch.", text=text), *members[1:]]
    assert not linked(recalled) & {("next", "Alder met Birch.", "Birch will come in July.")}


STATES = [FRE, SYL, state("OTH")]


@st.composite
def encounters(draw: st.DrawFn) -> Told:
    who = draw(st.sampled_from([(ANN, BOB), (ANN, CID), (guest(ANN), SYL), (FRE, SYL), (ANN, DOT)]))
    first = draw(st.integers(0, 6))
    content = met(
        *who,
        form=draw(st.sampled_from([Format.VISIT, Format.MEETING, Format.TALKS, Format.CALL])),
        status=draw(st.sampled_from(Status)),
        when=days(after(first), after(first + draw(st.integers(0, 3)))),
        place=draw(st.sampled_from([HOME, None])),
    )
    outlet = draw(st.sampled_from(["Gazette", "Herald", "Times"]))
    words = draw(st.sampled_from(["They met.", "They will meet.", "It is off.", "Alder went to Port."]))
    return told(content, words, text=at(words, after(draw(st.integers(-3, 9))), outlet))


@st.composite
def acts(draw: st.DrawFn) -> Told:
    auxiliary = draw(st.sampled_from([Auxiliary.NONE, Auxiliary.FUTURE, Auxiliary.NEGATED]))
    content = event(
        draw(st.sampled_from(["CONSULT", "AGREE", "ACCUSE", "REJECT", "SUPPORT"])),
        (ANN,), (BOB,), when=on(after(draw(st.integers(0, 5)))), auxiliary=auxiliary,
    )  # fmt: skip
    return told(content, "They signed it.", outlet=draw(st.sampled_from(["Gazette", "Herald"])))


SETS = st.lists(st.one_of(encounters(), acts()), max_size=12, unique_by=lambda one: one.reading.id)


@settings(max_examples=80, deadline=None)
@given(SETS, st.randoms(use_true_random=False))
def test_order_of_arrival_changes_neither_happenings_nor_links(members: list[Told], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(members)
    random.shuffle(shuffled)
    assert partition(shuffled) == partition(members)
    assert linked(shuffled) == linked(members)


@settings(max_examples=80, deadline=None)
@given(SETS)
def test_opposite_acts_plans_and_fulfilments_never_stand_in_one_happening(members: list[Told]) -> None:
    by_id = {one.reading.id: one.reading.content for one in members}
    for group in partition(members):
        contents = [by_id[id_] for id_ in group]
        assert len({type(content) for content in contents}) == 1
        assert len({getattr(content, "status", None) for content in contents}) == 1
        assert len({getattr(content, "auxiliary", None) for content in contents}) == 1
        assert len({getattr(content, "type", None) for content in contents}) == 1


@settings(max_examples=80, deadline=None)
@given(SETS)
def test_links_lead_from_plans_to_what_came_of_them_and_from_one_visit_to_a_meeting(members: list[Told]) -> None:
    homes = follow({}, plan(members, {}, minter()))
    by_id = {one.reading.id: one for one in members}
    groups: dict[str, list[Told]] = {}
    for reading, home in homes.items():
        groups.setdefault(home, []).append(by_id[reading])
    made = {home: assemble(home, group) for home, group in groups.items()}
    links = link(made.values(), by_id)
    inside = [one.to for one in links if one.kind is LinkKind.CONTAINS]
    assert len(inside) == len(set(inside))
    for one in links:
        assert one.of != one.to
        assert one.reasons
        if one.kind is LinkKind.FULFILLED:
            a, b = made[one.of].content, made[one.to].content
            assert (getattr(a, "status", None), getattr(b, "status", None)) in {("planned", "held"), (None, None)}
