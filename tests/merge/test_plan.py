from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from build import DAY, event, minter, person, state, text_of, told
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.merge import Told, anchor, constraints, follow, partition, plan
from communique.model import Auxiliary, Basis, Decision, DecisionAction, MergeAction, When

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


def decided(id_: str, action: DecisionAction, *groups: Sequence[Told], undoes: str | None = None) -> Decision:
    return Decision(
        id=id_,
        action=action,
        at=datetime(2020, 6, 12, tzinfo=UTC),
        by="Ed",
        happenings=tuple(f"h{n}" for n, _ in enumerate(groups)),
        groups=tuple(tuple(map(anchor, group)) for group in groups),
        undoes=undoes,
    )


JOIN, SPLIT, UNDO = DecisionAction.JOIN, DecisionAction.SPLIT, DecisionAction.UNDO


def joined(members: Sequence[Told], decisions: Sequence[Decision]) -> set[frozenset[str]]:
    """Groups by the words of their passages."""
    words = {one.reading.id: one.reading.passage.quote for one in members}
    after = follow({}, plan(members, {}, minter(), bound=constraints(decisions, members)))
    return {frozenset(words[r] for r in group) for group in groups(after, members)}


def test_an_editor_parts_what_the_rules_join_and_the_other_way_round() -> None:
    a, b = told(event(), "They talked."), told(event(), "Talks again told.", outlet="Herald")
    c = told(event("AID"), "Aid arrived.")
    members = [a, b, c]
    apart = decided("d1", SPLIT, [a], [b])
    assert joined(members, [apart]) == {
        frozenset({one}) for one in ("They talked.", "Talks again told.", "Aid arrived.")
    }
    with_aid = decided("d2", JOIN, [a], [c])
    assert joined(members, [apart, with_aid]) == {
        frozenset({"They talked.", "Aid arrived."}),
        frozenset({"Talks again told."}),
    }
    whole = decided("d3", JOIN, [a, c], [b])
    assert len(joined(members, [apart, with_aid, whole])) == 1, "the later decision wins"
    out = decided("d4", SPLIT, [c], [a, b])
    assert joined(members, [apart, with_aid, whole, out]) == {
        frozenset({"They talked.", "Talks again told."}),
        frozenset({"Aid arrived."}),
    }


def test_what_is_undone_counts_no_more_until_the_undoing_is() -> None:
    a, b = told(event(), "They talked."), told(event(), "Talks again told.", outlet="Herald")
    log = [decided("d1", SPLIT, [a], [b]), decided("d2", UNDO, undoes="d1")]
    assert len(joined([a, b], log)) == 1
    log.append(decided("d3", UNDO, undoes="d2"))
    assert len(joined([a, b], log)) == 2


@pytest.mark.parametrize("later", ["another coder", "another base and words around it"])
def test_decisions_hold_after_recoding_and_a_new_wording(later: str) -> None:
    where = "https://gazette.example/talks"

    def coded(version: str, body: str) -> list[Told]:
        text = text_of(body, address=where)
        with_bob = event(recipients=(person("Bob Birch", "SYL", id_="Q2"),))
        with_cid = event(recipients=(person("Cid Cedar", "SYL", id_="Q4"),))
        words = "They talked to Birch and to Cedar."
        return [
            told(with_bob, words, text=text, version=version),
            told(with_cid, words, text=text, version=version),
            told(event(), "Talks again told.", outlet="Herald", version=version),
        ]

    old = coded("1", "They talked to Birch and to Cedar.")
    new = coded("2", old[0].text.body if later == "another coder" else "News. They talked to Birch and to Cedar. End.")
    log = [decided("d1", JOIN, [old[2]], [old[1]]), decided("d2", SPLIT, [old[0]], [old[1]])]
    bound = constraints(log, new)
    assert bound.together == (frozenset({new[1].reading.id, new[2].reading.id}),), "of two in one passage the right one"
    assert bound.apart == {frozenset({new[0].reading.id, new[1].reading.id})}
    assert not bound.unbound


def test_what_no_longer_binds_is_a_problem() -> None:
    a, b = told(event(), "They talked."), told(event("AID"), "Aid arrived.", outlet="Herald")
    log = [decided("d1", JOIN, [a], [b])]
    bound = constraints(log, [a])
    (problem,) = bound.unbound
    assert (problem.cause, problem.place) == ("decision-unbound", "d1")
    assert "Aid arrived." in problem.detail
    assert "undo d1" in problem.advice
    assert not bound.together
    assert not constraints([*log, decided("d2", UNDO, undoes="d1")], [a]).unbound


def test_one_reading_that_now_tells_both_cannot_be_split() -> None:
    a = told(event(recipients=(person("Bob Birch", "SYL", id_="Q2"),)), "They talked to both.")
    b = told(event(recipients=(person("Cid Cedar", "SYL", id_="Q4"),)), "They talked to both.")
    bound = constraints([decided("d1", SPLIT, [a], [b])], [told(event(), "They talked to both.", version="2")])
    assert not bound.apart
    assert [problem.place for problem in bound.unbound] == ["d1"]


def test_a_recoding_keeps_ids() -> None:
    def coded(version: str) -> list[Told]:
        return [
            told(event(), "They talked.", version=version),
            told(event(), "Talks again told.", outlet="Herald", version=version),
        ]

    old, new = coded("1"), coded("2")
    log = [decided("d1", SPLIT, [old[1]], [old[0]])]
    membership = {old[0].reading.id: "h1", old[1].reading.id: "h7"}
    after = follow(membership, plan(new, membership, minter(60), former=old, bound=constraints(log, new)))
    assert [after[one.reading.id] for one in new] == ["h1", "h7"]
    forgetful = follow(membership, plan(new, membership, minter(60)))
    assert forgetful[new[0].reading.id] == forgetful[new[1].reading.id] == "h60"


@settings(max_examples=60)
@given(SETS, st.randoms())
def test_with_decisions_too_order_of_arrival_plays_no_part(members: list[Told], random) -> None:  # type: ignore[no-untyped-def]
    if len(members) < 4:
        return
    log = [decided("d1", JOIN, members[:1], members[1:2]), decided("d2", SPLIT, members[2:3], members[3:])]
    shuffled = list(members)
    random.shuffle(shuffled)
    one, other = constraints(log, members), constraints(log, shuffled)
    assert (one.together, one.apart) == (other.together, other.apart)
    assert plan(members, {}, minter(), bound=one) == plan(shuffled, {}, minter(), bound=other)


def test_a_later_wording_of_the_same_article_keeps_the_id() -> None:
    where = "https://gazette.example/talks"
    old = told(event(), "They talked.", text=text_of("They talked.", address=where))
    new = told(event(), "They talked.", text=text_of("Corrected: They talked.", address=where))
    membership = follow({}, plan([old], {}, minter()))
    (step,) = plan([new], membership, minter(60), former=[old])
    assert (step.action, step.happening_id) == (MergeAction.ADD, "h1")
