from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from communique.merge import Stories, stories
from communique.merge.stories import average_link

DAY = date(2021, 3, 4)
QUAKE = (
    "An earthquake of magnitude 6.1 shook the coast near Arden on Monday, killing 14 people, the mayor of Arden said.",
    "Fourteen dead: the quake near Arden, of magnitude 6.1, destroyed the harbour, rescue workers in Arden reported.",
    "Rescue workers in Arden searched the harbour after the magnitude 6.1 earthquake that killed 14 people on the coast.",
)
STRIKE = (
    "Airline pilots of Norland Air began a strike over pay on Tuesday; 240 flights from Bergholm were cancelled.",
    "Norland Air cancelled 240 flights as its pilots went on strike over pay at Bergholm airport.",
)


def keyed(texts: tuple[str, ...], name: str, day: date | None = DAY) -> list[tuple[str, str, date | None]]:
    return [(f"{name}{number}", text, day) for number, text in enumerate(texts)]


def test_reports_of_one_thing_stand_together() -> None:
    groups = stories([*keyed(QUAKE, "q"), *keyed(STRIKE, "s")])
    assert groups == (("q0", "q1", "q2"), ("s0", "s1"))


def test_the_same_words_long_after_are_another_story() -> None:
    later = keyed(QUAKE, "z", DAY + timedelta(days=400))
    assert stories([*keyed(QUAKE, "q"), *later]) == (("q0", "q1", "q2"), ("z0", "z1", "z2"))


def test_undated_articles_are_compared_with_all() -> None:
    assert stories([*keyed(QUAKE[:2], "q"), ("x", QUAKE[2], None)]) == (("q0", "q1", "x"),)


def test_no_words_no_story() -> None:
    assert stories([("a", "", DAY), ("b", "", DAY)]) == (("a",), ("b",))


@given(st.permutations([*keyed(QUAKE, "q"), *keyed(STRIKE, "s"), ("n", "Unlike anything else: a poem.", DAY)]))
def test_order_of_arrival_plays_no_part(articles: list[tuple[str, str, date | None]]) -> None:
    assert stories(articles) == (("n",), ("q0", "q1", "q2"), ("s0", "s1"))


def test_one_by_one_is_as_all_at_once() -> None:
    articles = [*keyed(QUAKE, "q"), *keyed(STRIKE, "s")]
    held = Stories()
    for key, text, day in articles:
        held.add(key, text, day)
        held.groups()
        held.add(key, "another text under a key that is there", day)
    assert held.groups() == stories(articles)


def test_average_link_weighs_all_pairs() -> None:
    pairs = {("a", "b"): 0.9, ("b", "c"): 0.5}
    assert average_link("abc", pairs, 0.3) == (("a", "b"), ("c",))
    assert average_link("abc", pairs | {("a", "c"): 0.2}, 0.3) == (("a", "b", "c"),)
