"""Reads the codebooks from ``ontology/data``; each file is read once."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from communique import shipped
from communique.ontology.records import (
    Contested,
    ContestedName,
    Control,
    EventType,
    Plover,
    RankPattern,
    Ranks,
    StatementAct,
    Territory,
    Weights,
    unknown,
)


def _data(name: str) -> Any:
    return shipped.read_yaml("communique.ontology", name)


@cache
def plover() -> Plover:
    """The event codebook: types, modes, quads, scores, recipient rule, contexts, auxiliary, rules for planned acts."""
    raw = _data("plover.yaml")
    types = {name: EventType(name=name, **fields) for name, fields in raw.pop("types").items()}
    contexts = tuple(raw.pop("contexts"))
    return Plover(types=types, contexts=contexts, **raw)


@cache
def acts() -> dict[str, StatementAct]:
    """The 13 statement acts by name."""
    raw = _data("acts.yaml")["acts"]
    return {
        name: StatementAct(
            name=name,
            meaning=fields["meaning"],
            precedence=fields["precedence"],
            polarity=tuple(fields["polarity"]),
        )
        for name, fields in raw.items()
    }


@cache
def weight_names() -> tuple[str, ...]:
    """Names of the weight sets, the default one first."""
    raw = _data("weights.yaml")
    return (raw["default"], *sorted(set(raw["sets"]) - {raw["default"]}))


@cache
def weights(name: str = "") -> Weights:
    """A weight set by name (default: the shipped choice); raises ``ConfigError`` for an unknown name."""
    wanted = name or weight_names()[0]
    raw = _data("weights.yaml")["sets"].get(wanted)
    if raw is None:
        raise unknown("weight set", wanted, weight_names())
    types, modes = dict(raw["types"]), dict(raw["modes"])
    if raw["from_codebook"]:
        book = plover().types.values()
        types = {kind.name: kind.score for kind in book} | types
        if raw.get("use_modes", True):
            modes = {f"{kind.name}-{mode}": s for kind in book for mode, s in kind.modes.items()} | modes
    return Weights(
        name=wanted, version=raw["version"], note=raw["note"], types=types, modes=modes, arrow=float(raw["arrow"])
    )


@cache
def ranks() -> Ranks:
    """Office words in order of precedence, with the rank they mean."""
    raw = _data("ranks.yaml")
    return Ranks(version=raw["version"], patterns=tuple(msgspec.convert(p, RankPattern) for p in raw["patterns"]))


@cache
def contested() -> Contested:
    """The policy on disputed territories and contested names."""
    raw = _data("contested.yaml")
    return Contested(
        version=raw["version"],
        policy=raw["policy"],
        territories=tuple(_territory(row) for row in raw["territories"]),
        names=tuple(msgspec.convert(row, ContestedName) for row in raw["names"]),
    )


def _territory(row: dict[str, Any]) -> Territory:
    control = tuple(Control(by=c["by"], start=c["from"], end=c["to"]) for c in row.pop("control"))
    return Territory(control=control, names=tuple(row.pop("names")), claimants=tuple(row.pop("claimants")), **row)
