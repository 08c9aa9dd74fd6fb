"""Joined and split by hand: it holds whatever is read anew, until it is undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.desks import Desk, make_desk
from communique.errors import BusyError, NoDataError, UsageError
from communique.hand import join, split, undo
from communique.model import Encounter, Reading
from communique.pipeline import run
from communique.sources import Declaration, declare
from communique.store import Coding, Filters

HEAD = "---\ntitle: {title}\npublished: {day}\n---\n"
REPORTS = {
    "a": (
        "2014-03-04",
        "On 3 March 2014 Foreign Minister Vladimir Makei met Foreign Minister Edgars Rinkevics in Riga.",
    ),
    "b": ("2014-03-05", "Vladimir Makei met Edgars Rinkevics in Riga on 3 March 2014."),
    "c": ("2014-03-11", "On 10 March 2014 Vladimir Makei met Edgars Rinkevics in Minsk."),
}


def write(folder: Path, name: str, before: str = "") -> None:
    day, words = REPORTS[name]
    (folder / f"{name}.md").write_text(HEAD.format(title=f"Report {name}", day=day) + before + words + "\n")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    reports = tmp_path / "reports"
    reports.mkdir()
    for name in REPORTS:
        write(reports, name)
    make_desk(tmp_path / "desk", country="BLR")
    with Desk(tmp_path / "desk") as desk:
        desk.store.add_source(declare(str(reports), Declaration(publisher="Own words")))
        run(desk)
    return tmp_path


def met(desk: Desk) -> dict[str, frozenset[str]]:
    """Encounters by id, as the names of the reports that tell them."""
    names = {text.id: text.title.removeprefix("Report ") for text in desk.store.texts(latest_only=False)}
    found = desk.store.happenings(Filters(kind="encounter"))
    assert all(isinstance(one.content, Encounter) for one in found)
    return {one.id: frozenset(names[text] for text in one.texts) for one in found}


def home(desk: Desk, name: str) -> str:
    return next(id_ for id_, names in met(desk).items() if name in names)


def reading(desk: Desk, name: str) -> Reading:
    """The encounter that a report tells."""
    found = desk.store.readings(Filters(kind="encounter"))
    texts = {text.id: text.title for text in desk.store.texts()}
    return next(one for one in found if texts[one.passage.text_id] == f"Report {name}")


def recode(desk: Desk) -> None:
    """All texts again by a coder of another version that reads the same: every reading has a new id."""
    for text in desk.store.texts():
        again = [
            Reading.make(
                passage=one.passage, content=one.content, coder=one.coder, coder_version="next",
                base_version=one.base_version, confidence=one.confidence,
            )
            for one in desk.store.readings(Filters(text=text.id))
        ]  # fmt: skip
        desk.store.save_coding(
            Coding(text_id=text.id, coder="frames", coder_version="next", base_version="b", readings=tuple(again))
        )


def test_by_hand_holds_after_a_run_a_new_wording_and_a_new_coder_and_is_undone(made: Path) -> None:
    with Desk(made / "desk") as desk:
        assert set(met(desk).values()) == {frozenset("ab"), frozenset("c")}
        one, other = home(desk, "a"), home(desk, "c")
        parted = split(desk, one, [reading(desk, "b").id], by="Ed", because="two days")
        new = parted.decision.happenings[0]
        assert met(desk) == {one: frozenset("a"), new: frozenset("b"), other: frozenset("c")}
        joined = join(desk, [new, other], by="Ed", because="the day is wrong")
        wanted = {one: frozenset("a"), new: frozenset("bc")}
        assert met(desk) == wanted
        run(desk)
        assert met(desk) == wanted
        write(made / "reports", "c", before="Corrected on 12 March.\n\n")
        counts = run(desk)
        assert counts["new"] == 1
        assert met(desk) == wanted
        former = {one.id for one in desk.store.readings()}
        recode(desk)
        run(desk, ("merge",))
        assert not former & {one.id for one in desk.store.readings()}
        assert met(desk) == wanted
        assert not desk.store.unbound()
        undo(desk, joined.decision.id, by="Ed")
        assert met(desk) == {one: frozenset("a"), new: frozenset("b"), other: frozenset("c")}
        undo(desk, by="Ed")
        assert met(desk) == {one: frozenset("ab"), other: frozenset("c")}
        assert desk.store.happening(new) is None or desk.store.happening(new) == desk.store.happening(one)


def test_an_undoing_undone_restores_the_same_ids(made: Path) -> None:
    with Desk(made / "desk") as desk:
        one, other = home(desk, "a"), home(desk, "c")
        join(desk, [other, one], by="Ed")
        assert met(desk) == {other: frozenset("abc")}
        back = undo(desk, by="Ed")
        assert met(desk) == {one: frozenset("ab"), other: frozenset("c")}
        undo(desk, back.decision.id, by="Ed")
        assert met(desk) == {other: frozenset("abc")}


def test_why_says_who_decided_what_and_why(made: Path) -> None:
    with Desk(made / "desk") as desk:
        one, other = home(desk, "a"), home(desk, "c")
        done = join(desk, [one, other], by="Ed", because="the day is wrong")
        for id_ in (one, other):
            found = desk.store.why(id_)
            assert found is not None
            assert found.id == one
            assert [(d.id, d.by, d.because) for d in found.decisions] == [(done.decision.id, "Ed", "the day is wrong")]
        assert [step.by for step in desk.store.merge_steps(by="editor")] == ["editor"]


def test_what_no_longer_binds_is_a_problem_until_it_is_undone(made: Path) -> None:
    with Desk(made / "desk") as desk:
        join(desk, [home(desk, "a"), home(desk, "c")], by="Ed")
        (made / "reports" / "c.md").write_text(HEAD.format(title="Report c", day="2014-03-11") + "Withdrawn.\n")
        counts = run(desk)
        assert counts["failed: decision-unbound"] == 1
        (problem,) = desk.store.unbound()
        assert problem.cause == "decision-unbound"
        assert "Rinkevics in Minsk" in problem.detail
        write(made / "reports", "c", before="Restored.\n\n")
        run(desk)
        assert not desk.store.unbound()
        assert set(met(desk).values()) == {frozenset("abc")}


def test_what_cannot_be_is_refused_with_a_word(made: Path) -> None:
    with Desk(made / "desk") as desk:
        one, other = home(desk, "a"), home(desk, "c")
        mine, strange = reading(desk, "c").id, reading(desk, "a").id
        event = desk.store.happenings(Filters(kind="event"))[0].id
        wrong = (
            (NoDataError, "no happening", lambda: join(desk, [one, "h999"], by="Ed")),
            (UsageError, "are one already", lambda: join(desk, [one, one], by="Ed")),
            (UsageError, "needs two", lambda: join(desk, [one], by="Ed")),
            (UsageError, "of kind", lambda: join(desk, [one, event], by="Ed")),
            (UsageError, "is a reading", lambda: join(desk, [one, mine], by="Ed")),
            (UsageError, "one reading only", lambda: split(desk, other, [mine], by="Ed")),
            (NoDataError, "is no reading of", lambda: split(desk, other, [strange], by="Ed")),
            (NoDataError, "no decision", lambda: undo(desk, by="Ed")),
            (NoDataError, "no decision has", lambda: undo(desk, "d7", by="Ed")),
        )
        for error, words, act in wrong:
            with pytest.raises(error, match=words) as caught:
                act()
            assert caught.value.advice
        assert not desk.store.decisions()
        with desk.store.lock(), pytest.raises(BusyError):
            join(desk, [one, other], by="Ed")
