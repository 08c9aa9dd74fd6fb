"""Computations are worked out again, and rest on what was found."""

from __future__ import annotations

from collections.abc import Mapping

from communique.model import Computation, Outcome, Reading
from communique.verify import recompute


class Sums:
    """Arithmetic that counts the readings."""

    def recompute(self, computation: Computation, readings: Mapping[str, Reading]) -> Mapping[str, str] | None:
        return {"count": str(len(computation.readings))} if computation.kind == "count" else None


def _computation(kind: str = "count", result: str = "2", claims: tuple[str, ...] = ()) -> Computation:
    readings = () if claims else ("r-1", "r-2")
    return Computation(id="x-1", kind=kind, arguments=(), readings=readings, claims=claims, result=(("count", result),))


def _found(computation: Computation, **outcomes: Outcome) -> Outcome:
    named = {key.replace("_", "-"): value for key, value in outcomes.items()}
    store = dict.fromkeys(("r-1", "r-2"))  # only the keys are looked at by this arithmetic
    return recompute(
        computation,
        readings=store,
        arithmetic=Sums(),
        readings_found=named,
        claims_found=named,  # type: ignore[arg-type]
    ).outcome


GOOD = {"r_1": Outcome.SUPPORTED, "r_2": Outcome.SUPPORTED}


def test_the_same_result_is_supported_and_another_is_not() -> None:
    assert _found(_computation(), **GOOD) is Outcome.SUPPORTED
    assert _found(_computation(result="3"), **GOOD) is Outcome.UNSUPPORTED


def test_a_reading_that_no_longer_stands_takes_the_figure_with_it() -> None:
    assert _found(_computation(), **{**GOOD, "r_2": Outcome.UNSUPPORTED}) is Outcome.UNSUPPORTED
    assert _found(_computation(), **{**GOOD, "r_2": Outcome.UNCHECKED}) is Outcome.UNCHECKED
    assert _found(_computation(), r_1=Outcome.SUPPORTED) is Outcome.UNCHECKED


def test_a_heading_rests_on_verified_claims() -> None:
    heading = _computation("rests-on", claims=("c-1",))
    assert _found(heading, c_1=Outcome.SUPPORTED) is Outcome.SUPPORTED
    assert _found(heading, c_1=Outcome.UNSUPPORTED) is Outcome.UNSUPPORTED
    assert _found(heading, c_1=Outcome.UNCHECKED) is Outcome.UNCHECKED


def test_what_cannot_be_worked_out_is_not_supported() -> None:
    assert _found(_computation("score"), **GOOD) is Outcome.UNCHECKED
    assert _found(_computation("oracle"), **GOOD) is Outcome.UNCHECKED
    empty = Computation(id="x", kind="rests-on", arguments=(), readings=(), claims=(), result=())
    assert _found(empty) is Outcome.UNCHECKED
