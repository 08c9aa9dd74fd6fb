from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from build import DAY, event, minter, person, state, text_of, told
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.merge import Told, constraints, follow, partition, plan
from communique.model import Auxiliary, Basis, MergeAction, MergeStep, When

PEOPLE = [person("Ann Alder", "FRE", id_="Q1"), person("Eve Elm", "FRE", id_="Q3"), state("FRE")]
OTHERS = [person("Bob Birch", "SYL", id_="Q2"), state("SYL"), state("OTH")]
WORDS = [
    "The envoys discussed grain transit.",
    "Envoys talked of the transit of grain.",
    "Freedonia condemned the closure of the border.",
    "The closure of the border was condemned.",
    "They signed nothing.",
]


@st.composite
def readings(draw: st.DrawFn) -> Told:
    when = When.day(DAY + timedelta(days=draw(st.integers(0, 5))), draw(st.sampled_from(Basis)))
    content = event(
        draw(st.sampled_from(["CONSULT", "ACCUSE", "AID"])),
        (draw(st.sampled_from(PEOPLE)),),
        (draw(st.sampled_from(OTHERS)),),
        when=when,
        auxiliary=draw(st.sampled_from([Auxiliary.NONE, Auxiliary.HISTORICAL, Auxiliary.FUTURE])),
    )
    outlet = draw(st.sampled_from(["Gazette", "Herald", "Times", "Post"]))
    return told(content, draw(st.sampled_from(WORDS)), outlet=outlet)


SETS = st.lists(readings(), max_size=14, unique_by=lambda one: one.reading.id)


def groups(membership: dict[str, str], live: Sequence[Told]) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one in live:
        found.setdefault(membership[one.reading.id], set()).add(one.reading.id)
    return {frozenset(members) for members in found.values()}


def as_sets(members: Sequence[Told]) -> set[frozenset[str]]:
    return {frozenset(group) for group in partition(members)}


@given(SETS, st.randoms())
def test_order_of_arrival_plays_no_part(members: list[Told], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(members)
    random.shuffle(shuffled)
    assert partition(shuffled) == partition(members)
    assert plan(shuffled, {}, minter()) == plan(members, {}, minter())


@given(SETS)
def test_a_plan_brings_about_the_partition_and_then_has_nothing_to_do(members: list[Told]) -> None:
    after = follow({}, plan(members, {}, minter()))
    assert groups(after, members) == as_sets(members)
    assert plan(members, after, minter(1000)) == ()


@settings(max_examples=150)
@given(SETS, st.lists(st.integers(0, 13), max_size=3))
def test_in_any_number_of_runs_the_result_is_the_same(members: list[Told], cuts: list[int]) -> None:
    membership: dict[str, str] = {}
    mint = minter()
    for end in [*sorted(cuts), len(members)]:
        membership = follow(membership, plan(members[:end], membership, mint))
    assert groups(membership, members) == as_sets(members)


@given(SETS)
def test_readings_that_go_away_take_nothing_with_them(members: list[Told]) -> None:
    before = follow({}, plan(members, {}, minter()))
    rest = members[::2]
    after = follow(before, plan(rest, before, minter(1000)))
    assert groups(after, rest) == as_sets(rest)


def test_ids_stay_where_the_readings_are() -> None:
    a = told(event(), "They talked.")
    b = told(event("AID"), "Aid arrived.")
    first = plan([a, b], {}, minter())
    assert [step.action for step in first] == [MergeAction.OPEN, MergeAction.OPEN]
    membership = follow({}, first)
    c = told(event(), "Talks again told.", outlet="Herald")
    (step,) = plan([a, b, c], membership, minter(10))
    assert (step.action, step.happening_id, step.reading_id) == (
        MergeAction.ADD,
        membership[a.reading.id],
        c.reading.id,
    )


def test_two_that_turn_out_to_be_one_leave_a_merge_and_the_older_id() -> None:
    a, b = told(event(), "They talked."), told(event(), "Talks again told.", outlet="Herald")
    membership = {a.reading.id: "h9", b.reading.id: "h10"}
    (step,) = plan([a, b], membership, minter(20))
    assert (step.action, step.happening_id, step.into) == (MergeAction.MERGE, "h10", "h9")


def test_an_editor_parts_what_the_rules_join_and_the_other_way_round() -> None:
    a, b = told(event(), "They talked."), told(event(), "Talks again told.", outlet="Herald")
    c = told(event("AID"), "Aid arrived.")
    log = list(plan([a, b, c], {}, minter()))
    home = follow({}, log)
    part = MergeStep(
        action=MergeAction.SPLIT, happening_id=home[a.reading.id], reading_id=a.reading.id, into="h50", by="editor"
    )
    log.append(part)
    membership = follow({}, log)
    assert plan([a, b, c], membership, minter(60), log=log) == ()
    join = MergeStep(action=MergeAction.MERGE, happening_id=home[c.reading.id], into="h50", by="editor")
    log.append(join)
    membership = follow({}, log)
    assert membership[c.reading.id] == membership[a.reading.id] == "h50"
    assert plan([a, b, c], membership, minter(60), log=log) == ()
    again = MergeStep(action=MergeAction.MERGE, happening_id=home[b.reading.id], into="h50", by="editor")
    log.append(again)
    assert constraints(log).apart == frozenset()
    assert plan([a, b, c], follow({}, log), minter(60), log=log) == ()


def test_a_recoding_keeps_ids_and_editors_decisions() -> None:
    def coded(version: str) -> tuple[Told, Told]:
        return (
            told(event(), "They talked.", version=version),
            told(event(), "Talks again told.", outlet="Herald", version=version),
        )

    a, b = coded("1")
    log = [*plan([a, b], {}, minter())]
    home = follow({}, log)[a.reading.id]
    log.append(MergeStep(action=MergeAction.SPLIT, happening_id=home, reading_id=b.reading.id, into="h7", by="editor"))
    membership = follow({}, log)
    new_a, new_b = coded("2")
    after = follow(membership, plan([new_a, new_b], membership, minter(60), former=[a, b], log=log))
    assert (after[new_a.reading.id], after[new_b.reading.id]) == (home, "h7")
    forgetful = follow(membership, plan([new_a, new_b], membership, minter(60)))
    assert forgetful[new_a.reading.id] == forgetful[new_b.reading.id] == "h60"


def test_a_later_wording_of_the_same_article_keeps_the_id() -> None:
    where = "https://gazette.example/talks"
    old = told(event(), "They talked.", text=text_of("They talked.", address=where))
    new = told(event(), "They talked.", text=text_of("Corrected: They talked.", address=where))
    membership = follow({}, plan([old], {}, minter()))
    (step,) = plan([new], membership, minter(60), former=[old])
    assert (step.action, step.happening_id) == (MergeAction.ADD, "h1")
