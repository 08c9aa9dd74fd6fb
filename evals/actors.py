"""Who is who in texts: links of judged mentions that are right, known actors linked, offices right on the day.

``python -m evals.actors [--data FILE.jsonl] [--limit N] [--predictions OUT.jsonl] [--json]``

Judged mentions are runs of capitalised words from a seeded draw over five corpus folders (`evals.judged.actors_draw`);
each is read inside its whole text by the shipped stages. Precision: of the actors linked inside a run, those that the
judge names. Recall: of the judged actors that the base knows, those linked. Office: of the persons rightly linked
whose office the judge gives, those whose office that day is the judged one. States are counted apart. Of runs that a
second, blind judge read, too (`actors_twice.jsonl`), it prints how often both say the same: whether and what kind of
actor is meant (with Cohen's kappa), who, and which office.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from communique.model import ActorKind, Mention, Problem
from communique.resolve import KnowledgeBase
from communique.resolve.folding import name_key
from communique.resolve.offices import office_sense
from communique.wiring import Stages, as_text
from evals.common import ROOT, bootstrap, data_root, finish, need, options, read_lines, table, write_lines

HOMES = {"state": "USA", "whitehouse": "USA", "singapore": "SGP", "russia": "RUS", "australia": "AUS"}
_CODE = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """One judged run: links made and right, known actors and found ones, offices judged, right and wrong."""

    linked: int = 0
    right: int = 0
    known: int = 0
    found: int = 0
    offices: int = 0
    office_right: int = 0
    office_wrong: int = 0


def ids_of(base: KnowledgeBase, who: str, country: str | None = None) -> frozenset[str]:
    """Ids in the base under a judged name: a code of a state, ``CODE/institution``, or a name."""
    code, _, kind = who.partition("/")
    if len(code) == _CODE and code.isupper():
        state = base.country(code)
        found = base.institution(code, kind) if kind else state.id if state else None
        if found:
            return frozenset({found})
    actors = base.find(who)
    own = [a for a in actors if country and a.country == country]
    return frozenset(a.id for a in own or actors)


def same_office(mention: Mention, judged: str) -> bool:
    """Whether the office printed for a mention is the judged one: by its words or by what they mean."""
    one, two = office_sense(mention.office, mention.country), office_sense(judged, mention.country)
    return bool(one.family and one.family == two.family) or two.display.casefold() in mention.office.casefold()


def outcome(base: KnowledgeBase, row: Mapping[str, Any], mentions: Sequence[Mention], kinds: frozenset[str]) -> Outcome:
    """What one judged run counts, of judged actors of these kinds."""
    judged = [a for a in row["actors"] if a["kind"] in kinds]
    wanted = [(a, ids_of(base, a["who"], a.get("country"))) for a in judged]
    every = [i for a in row["actors"] for i in ids_of(base, a["who"], a.get("country"))]
    allowed = frozenset(every).union(*(ids_of(base, name) for name in row.get("also", ())))
    linked = {m.actor_id: m for m in mentions if m.actor_id and _group(m) in kinds}
    persons = [(a, m) for a, ids in wanted for m in linked.values() if a.get("office") and m.actor_id in ids]
    right = [same_office(m, a["office"]) and not m.former for a, m in persons]
    wrong = [bool(m.office) and not same_office(m, a["office"]) for a, m in persons]
    found = [bool(ids & set(linked)) for _, ids in wanted if ids]
    return Outcome(
        len(linked), len(allowed & set(linked)), len(found), sum(found), len(persons), sum(right), sum(wrong)
    )


Pairs = Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]


def agreement(
    base: KnowledgeBase, first: Sequence[Mapping[str, Any]], second: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """How often two judges of the same runs agree; a run that the first left out names nobody by that judge."""
    kept = {row["id"]: row for row in first}
    pairs = [(kept.get(row["id"], {"id": row["id"], "actors": []}), row) for row in second]
    told = [(one, two) for one, two in pairs if one["actors"] and two["actors"]]
    offices = [p for p in told if _offices(p[0]) and _offices(p[1]) and _same_who(base, *p)]
    same = sum(_kinds(one) == _kinds(two) for one, two in pairs) / len(pairs) if pairs else 0.0
    counts = [Counter(_kinds(pair[i]) for pair in pairs) for i in (0, 1)]
    chance = sum(counts[0][k] * counts[1][k] for k in counts[0]) / len(pairs) ** 2 if pairs else 0.0
    return {
        "judged_twice": len(pairs), "same_kind": round(same, 4),
        "kind_kappa": round((same - chance) / (1 - chance), 4) if chance < 1 else None,
        "same_who": _mean(_same_who(base, one, two) for one, two in told), "both_name_somebody": len(told),
        "same_office": _mean(_same_offices(one, two) for one, two in offices), "both_give_offices": len(offices),
    }  # fmt: skip


def _mean(values: Iterable[bool]) -> float | None:
    told = list(values)
    return round(sum(told) / len(told), 4) if told else None


def _kinds(row: Mapping[str, Any]) -> str:
    """What kinds of actors a run names; a body of a state and another body are one kind."""
    return "+".join(sorted({_KIND.get(a["kind"], a["kind"]) for a in row["actors"]})) or "nobody"


_KIND = {"institution": "body", "organisation": "body"}


def _same_who(base: KnowledgeBase, one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    return len(one["actors"]) == len(two["actors"]) and all(
        any(_same(base, a, b) for b in two["actors"]) for a in one["actors"]
    )


def _same(base: KnowledgeBase, a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    ids = ids_of(base, a["who"], a.get("country")) & ids_of(base, b["who"], b.get("country"))
    return bool(ids) or name_key(a["who"].split(" (")[0]) == name_key(b["who"].split(" (")[0])


def _offices(row: Mapping[str, Any]) -> list[str]:
    return [a["office"] for a in row["actors"] if a.get("office")]


def _same_offices(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    return all(any(_alike(a, b, row) for b in _offices(two)) for row in one["actors"] for a in [row.get("office")] if a)


def _alike(one: str, two: str, row: Mapping[str, Any]) -> bool:
    senses = [office_sense(title, row.get("country")) for title in (one, two)]
    words = [sense.display.casefold() for sense in senses]
    return (
        bool(senses[0].family and senses[0].family == senses[1].family) or words[0] in words[1] or words[1] in words[0]
    )


def _group(mention: Mention) -> str:
    if mention.kind in (ActorKind.STATE, ActorKind.TERRITORY):
        return "state"
    return {ActorKind.PERSON: "person", ActorKind.INSTITUTION: "institution"}.get(mention.kind, "organisation")


ACTORS = frozenset({"person", "organisation", "institution"})
KINDS = {"persons": frozenset({"person"}), "bodies": ACTORS - {"person"}, "states": frozenset({"state"}),
         "persons and bodies": ACTORS, "all": ACTORS | {"state"}}  # fmt: skip
FIGURES = {"precision": ("right", "linked"), "recall": ("found", "known"), "office": ("office_right", "offices")}


def share(outcomes: Iterable[Outcome], name: str) -> float | None:
    """A figure over outcomes; ``None`` where its denominator is 0."""
    over, under = FIGURES[name]
    rows = list(outcomes)
    total = sum(getattr(o, under) for o in rows)
    return sum(getattr(o, over) for o in rows) / total if total else None


def read_mentions(rows: Sequence[Mapping[str, Any]], stages: Stages) -> list[list[Mention]]:
    """The product's mentions that touch each judged run."""
    folders = need(data_root() / "corpus" / name for name in sorted({row["folder"] for row in rows}))
    wanted = {(row["url"], row["published"]) for row in rows}
    stored = {
        (r["url"], r["published"]): r
        for folder in folders for path in sorted(folder.glob("*.jsonl")) for r in read_lines(path)
        if (r["url"], r["published"]) in wanted
    }  # fmt: skip
    return [_touching(row, stored[row["url"], row["published"]], stages) for row in rows]


def _touching(row: Mapping[str, Any], article: Mapping[str, Any], stages: Stages) -> list[Mention]:
    day = date.fromisoformat(row["published"][:10])
    text = as_text(article["text"], title=article["title"], published=day)
    for document in stages.documents([text], {text.source_id: HOMES.get(row["folder"])}):
        if not isinstance(document, Problem):
            return [m for m in document.mentions if m.span.start < row["end"] and row["start"] < m.span.end]
    return []


def shown(row: Mapping[str, Any], mentions: Sequence[Mention]) -> dict[str, Any]:
    """What the product says of one run; only names."""
    said = [{"name": m.name, "id": m.actor_id, "office": m.office, "former": m.former} for m in mentions]
    return {"id": row["id"], "judged": row["actors"], "said": said}


def main() -> None:
    """Print a table by kind and, as the last line, one JSON object; exits 3 where the corpus is not there."""
    wanted = options(__doc__).parse_args()
    judged: Path = wanted.data or ROOT / "evals" / "judged" / "actors.jsonl"
    rows = list(read_lines(need([judged])[0], wanted.limit))
    stages = Stages()
    read = read_mentions(rows, stages)
    write_lines(wanted.predictions, [shown(r, m) for r, m in zip(rows, read, strict=True)])
    figures: dict[str, Any] = {"runs": len(rows)}
    lines = []
    for name, kinds in KINDS.items():
        outcomes = [outcome(stages.base, r, m, kinds) for r, m in zip(rows, read, strict=True)]
        shares = {f: share(outcomes, f) for f in FIGURES}
        lines.append(
            [name, *(sum(getattr(o, f) for o in outcomes) for f in ("linked", "known", "offices")), *shares.values()]
        )
        figures[name] = {f: round(v, 4) for f, v in shares.items() if v is not None}
        figures[name] |= {f"{f}_95": bootstrap(outcomes, lambda o, f=f: share(o, f)) for f in FIGURES}  # type: ignore[misc]
        figures[name] |= {
            f: sum(getattr(o, f) for o in outcomes) for f in ("linked", "known", "offices", "office_wrong")
        }
    twice = ROOT / "evals" / "judged" / "actors_twice.jsonl"
    if twice.exists() and not wanted.data:
        figures["judges"] = agreement(stages.base, rows, list(read_lines(twice)))
        lines += [[f"{name} {value}", *[""] * 6] for name, value in figures["judges"].items()]
    finish(figures, table(["", "linked", "known", "offices", "precision", "recall", "office right"], lines),
           json_only=wanted.json)  # fmt: skip


if __name__ == "__main__":
    main()
