"""Whom China's leaders met, where and in which office: 200 rows of a table of encounters, each read as a text.

``python -m evals.encounter_rows [--limit N] [--predictions OUT.jsonl] [--json]``

Rows are drawn by a seeded shuffle from those that name the counterparts with their offices, one row a text. A
counterpart counts as found when a held encounter of the leader has somebody of that name (its last word or two others,
in the base's form or the row's); his office, when half of its words are in the one coded; the place, when the
encounter's has the name of its last part. The table is ``visits/encounters_china.tsv`` of the shared
data (facts for development; see its README).
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from communique.model import Encounter, Participation, Problem, Reading, Status
from communique.wiring import Stages, as_text
from evals.coder_passages import fold
from evals.common import data_root, finish, need, options, table, write_lines

Row = Mapping[str, str]
SEED = 20261124
ROWS = 200
HOME = "CHN"
_COUNTERPART = re.compile(r"([^;(]+)\(((?:[^()]|\([^()]*\))*)\)")
_SAME = {"treasury": "finance", "secretary": "minister", "defense": "defence", "affairs": "foreign", "premier": "prime"}
"""Words of offices that two houses write differently."""
_SMALL = frozenset({"of", "the", "and", "for", "u", "s", "former"})
_LEADER = re.compile(r"(?P<name>.+?) (?:travelled to|was in|met with)\b")


def drawn(path: Path) -> list[Row]:
    """The rows of the draw, in the order of the shuffle."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = {
            r["text"]: r for r in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if r["counterparts"]
        }
    found = [row for _, row in sorted(rows.items())]
    random.Random(SEED).shuffle(found)
    return found[:ROWS]


def counterparts(row: Row) -> list[tuple[str, str]]:
    """Name and office of each counterpart."""
    return [(name.strip(), office.strip()) for name, office in _COUNTERPART.findall(row["counterparts"])]


def met_in(row: Row, stages: Stages) -> Iterator[Encounter]:
    """The held encounters that the coder reads in a row."""
    text = as_text(row["text"], title="", published=date.fromisoformat(row["date"]))
    for document in stages.documents([text], {text.source_id: HOME}):
        for item in () if isinstance(document, Problem) else stages.coder.code(document):
            if isinstance(item, Reading) and isinstance(item.content, Encounter) and item.content.status is Status.HELD:
                yield item.content


def named(name: str, party: Participation, text: str = "") -> bool:
    """The party is called so, by its own name or by the words it stands for: its last word, or any two."""
    words = fold(name).split()
    own = {*fold(party.name).split(), *fold(text[party.span.start : party.span.end] if party.span else "").split()}
    return len(own & set(words)) >= min(2, len(words)) or words[-1] in own


def in_office(office: str, party: Participation) -> bool:
    """The office coded shares half of the words of the one in the row, apart from those that name its state."""
    words, own = _words(office), _words(party.office)
    return bool(own & words) and 2 * len(own & words) >= min(len(own), len(words))


def _words(office: str) -> frozenset[str]:
    return frozenset(_SAME.get(word, word) for word in fold(office).split()) - _SMALL


def judge(row: Row, met: Iterable[Encounter]) -> dict[str, Any]:
    """What was found of one row."""
    told = _LEADER.match(row["text"])  # who met them may be somebody else than the leader who was in his party
    leader = fold(told["name"] if told else row["leader"])
    own = [one for one in met if any(named(leader, p, row["text"]) for p in one.participants)]
    people = [p for one in own for p in one.participants if not named(leader, p, row["text"])]
    pairs = [
        (name, office, next((p for p in people if named(name, p, row["text"])), None))
        for name, office in counterparts(row)
    ]
    attending = row["text"].partition("Others Attending:")[2]
    strangers = [
        p for p in people if p.kind.value == "person" and not any(named(n, p, row["text"]) for n, _, _ in pairs) and
        not any(named(n, p, row["text"]) for n in attending.split(",") if n.strip())
    ]  # fmt: skip
    town = fold(row["place"].split(",")[-1]).removesuffix(" city")
    return {
        "text": row["text"], "date": row["date"], "met": bool(own), "named": len(pairs),
        "found": sum(p is not None for *_, p in pairs),
        "office": sum(p is not None and in_office(office, p) for _, office, p in pairs),
        "place": any(one.place is not None and town in fold(one.place.name) for one in own),
        "false": [p.name for p in strangers],
        "offices": [(office, p.office) for _, office, p in pairs if p and not in_office(office, p)],
    }  # fmt: skip


def main() -> None:
    """Measure and print; exits 3 where the table is not there."""
    wanted: argparse.Namespace = options(__doc__).parse_args()
    (path,) = need([wanted.data or data_root() / "data" / "visits" / "encounters_china.tsv"])
    stages = Stages()
    seen = [judge(row, met_in(row, stages)) for row in drawn(path)[: wanted.limit]]
    named_all, found = sum(r["named"] for r in seen), sum(r["found"] for r in seen)
    held = [r for r in seen if r["met"]]
    figures = {
        "rows": len(seen), "encounters": len(held), "counterparts": named_all,
        "counterpart_recall": _share(found, named_all),
        "counterpart_precision": _share(found, found + sum(len(r["false"]) for r in seen)),
        "office_right": _share(sum(r["office"] for r in seen), found),
        "place_right": _share(sum(r["place"] for r in held), len(held)),
    }  # fmt: skip
    write_lines(wanted.predictions, seen)
    finish(figures, table(("figure", "value"), list(figures.items())), json_only=wanted.json)


def _share(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


if __name__ == "__main__":
    main()
