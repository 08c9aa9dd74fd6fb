"""Stories and event coreference over ECB+: which reports are about one thing, which mentions are one event.

``python -m evals.stories [--data DIR] [--split Dev] [--limit N] [--json]`` reads ``ECB_<split>_corpus.txt`` and
``ECB_<split>_Event_gold_mentions.json``. A story is a topic with its ``ecb`` or ``ecbplus`` half; singletons are kept.
``story_b3_f1``: articles clustered by their text alone (Bagga & Baldwin 1998). ``event_conll_f1``: gold mentions
within gold stories, mean of MUC (Vilain 1995), B³ and CEAF-e (Luo 2005), as CoNLL-2012 scores them;
``event_conll_f1_topics`` the same within whole topics, where the halves are not told apart.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from communique.merge import EventMention, corefer, stories
from evals.common import data_root, finish, need, options, table, write_lines

Groups = Sequence[frozenset[str]]


def articles(path: Path) -> dict[str, str]:
    """Document → its text, a line a sentence, words set apart by blanks."""
    lines: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in path.read_text(encoding="utf-8").splitlines():
        fields = row.split("\t")
        if len(fields) > 3:
            lines[fields[0]][int(fields[1])].append(fields[3])
    return {doc: "\n".join(" ".join(words) for words in parts.values()) for doc, parts in lines.items()}


def story_of(doc: str) -> str:
    """The gold story of a document: its topic, and which half of the corpus it is from."""
    topic, rest = doc.split("_", 1)
    return f"{topic}_{'ecbplus' if rest.endswith('plus') else 'ecb'}"


def by_label(labels: Mapping[str, str]) -> Groups:
    """Items with one label together."""
    found: dict[str, set[str]] = defaultdict(set)
    for item, label in labels.items():
        found[label].add(item)
    return [frozenset(group) for group in found.values()]


def f1(precision: float, recall: float) -> float:
    """Harmonic mean; 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def b_cubed(gold: Groups, found: Groups) -> float:
    """B³ F1: mean share of an item's group that is right, and of its gold group that is found."""
    true = {item: group for group in gold for item in group}
    made = {item: group for group in found for item in group}
    precision = sum(len(true[i] & made[i]) / len(made[i]) for i in true) / len(true)
    recall = sum(len(true[i] & made[i]) / len(true[i]) for i in true) / len(true)
    return f1(precision, recall)


def muc(gold: Groups, found: Groups) -> float:
    """MUC F1: links kept of those needed to build each group."""
    return f1(_links(found, gold), _links(gold, found))


def _links(groups: Groups, others: Groups) -> float:
    place = {item: number for number, group in enumerate(others) for item in group}
    kept = sum(len(group) - len({place[item] for item in group}) for group in groups)
    wanted = sum(len(group) - 1 for group in groups)
    return kept / wanted if wanted else 0.0


def ceaf(gold: Groups, found: Groups) -> float:
    """Entity-based CEAF F1: the best one-to-one match of groups by shared items (φ4)."""
    place = {item: number for number, group in enumerate(gold) for item in group}
    likeness = np.zeros((len(gold), len(found)))
    for column, group in enumerate(found):
        for item in group:
            row = place[item]
            likeness[row, column] += 2 / (len(gold[row]) + len(group))
    rows, columns = linear_sum_assignment(-likeness)
    best = float(likeness[rows, columns].sum())
    return f1(best / len(found), best / len(gold))


def conll(gold: Groups, found: Groups) -> float:
    """Mean of MUC, B³ and CEAF-e, in percent."""
    return 100 * (muc(gold, found) + b_cubed(gold, found) + ceaf(gold, found)) / 3


def mentions(rows: Iterable[Mapping[str, Any]], *, whole_topics: bool) -> list[EventMention]:
    """Gold mentions with the gold story, or topic, of their article."""
    return [
        EventMention(
            id=str(number),
            story=row["doc_id"].split("_")[0] if whole_topics else story_of(row["doc_id"]),
            words=tuple(row["tokens_str"].split()),
        )
        for number, row in enumerate(rows)
    ]


def main() -> None:
    """Measure and print; exits 3 where ECB+ is not there."""
    parser = options(__doc__)
    parser.add_argument("--split", default="Dev", help="which part to read (default: Dev)")
    wanted: argparse.Namespace = parser.parse_args()
    folder: Path = wanted.data or data_root() / "data" / "ecbplus"
    names = (f"ECB_{wanted.split}_corpus.txt", f"ECB_{wanted.split}_Event_gold_mentions.json")
    corpus, gold_file = (need([folder / name])[0] for name in names)
    texts = dict(list(articles(corpus).items())[: wanted.limit])
    rows = [row for row in json.loads(gold_file.read_text(encoding="utf-8")) if row["doc_id"] in texts]
    made = [frozenset(group) for group in stories((doc, text, None) for doc, text in texts.items())]
    gold = by_label({doc: story_of(doc) for doc in texts})
    chains = by_label({str(number): row["coref_chain"] for number, row in enumerate(rows)})
    found = [frozenset(group) for group in corefer(mentions(rows, whole_topics=False))]
    across = [frozenset(group) for group in corefer(mentions(rows, whole_topics=True))]
    write_lines(wanted.predictions, [{"story": sorted(group)} for group in made])
    figures = {
        "articles": len(texts),
        "stories": len(gold),
        "stories_found": len(made),
        "story_b3_f1": round(100 * b_cubed(gold, made), 2),
        "mentions": len(rows),
        "event_conll_f1": round(conll(chains, found), 2),
        "event_conll_f1_topics": round(conll(chains, across), 2),
    }
    finish(figures, table(("figure", "value"), list(figures.items())), json_only=wanted.json)


if __name__ == "__main__":
    main()
