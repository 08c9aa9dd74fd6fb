"""Computations are worked out again: figures by the arithmetic handed in, headings by the verdicts they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.model import Computation, Outcome, Reading, Reason
from communique.verify.case import UNCLEAR, doubt, fault
from communique.verify.interface import Arithmetic, Finding

KINDS = frozenset({"score", "count", "earlier", "ordinal", "absence"})


def recompute(
    computation: Computation,
    *,
    readings: Mapping[str, Reading],
    arithmetic: Arithmetic,
    readings_found: Mapping[str, Outcome],
    claims_found: Mapping[str, Outcome],
) -> Finding:
    """The finding on a claim that cites a computation.

    ``readings_found`` tells for each reading whether its passage still stands; ``claims_found`` the outcome of other
    claims of the issue. Every input must be there and supported, and the result must come out the same.
    """
    faults: Sequence[Reason] = [*_inputs(computation, readings, readings_found), *_claims(computation, claims_found)]
    if not faults and computation.kind in KINDS:
        faults = _result(computation, arithmetic, readings)
    elif not faults and computation.kind != "rests-on":
        faults = [doubt(computation.kind, "this kind of computation is not known")]
    if not computation.readings and not computation.claims:
        faults = [*faults, doubt(computation.id, "the computation lists nothing that it rests on")]
    if not faults:
        return Finding(outcome=Outcome.SUPPORTED)
    unclear = all(r.feature == UNCLEAR for r in faults)
    return Finding(outcome=Outcome.UNCHECKED if unclear else Outcome.UNSUPPORTED, reasons=tuple(faults))


def _inputs(
    computation: Computation, readings: Mapping[str, Reading], found: Mapping[str, Outcome]
) -> Sequence[Reason]:
    out = []
    for reading_id in computation.readings:
        if reading_id not in readings:
            out.append(fault("computation", reading_id, "a reading it lists is not in the store"))
        elif found.get(reading_id) is Outcome.UNSUPPORTED:
            out.append(fault("computation", reading_id, "the passage of a reading it lists no longer stands"))
        elif found.get(reading_id) is not Outcome.SUPPORTED:
            out.append(doubt(reading_id, "a reading it lists could not be checked"))
    return out


def _claims(computation: Computation, found: Mapping[str, Outcome]) -> Sequence[Reason]:
    out = []
    for claim_id in computation.claims:
        outcome = found.get(claim_id)
        if outcome is Outcome.UNSUPPORTED:
            out.append(fault("computation", claim_id, "it rests on a claim that is not supported"))
        elif outcome is not Outcome.SUPPORTED:
            out.append(doubt(claim_id, "it rests on a claim that could not be checked"))
    return out


def _result(computation: Computation, arithmetic: Arithmetic, readings: Mapping[str, Reading]) -> Sequence[Reason]:
    result = arithmetic.recompute(computation, readings)
    if result is None:
        return [doubt(computation.kind, "this computation cannot be worked out again")]
    out = []
    for key, value in computation.result:
        if result.get(key) != value:
            out.append(fault("computation", f"{key}={value}", f"recomputed: {key}={result.get(key, 'nothing')}"))
    return out
