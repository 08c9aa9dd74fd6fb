"""Roles read in the text: who is head of state or government, minister, voice, head, member, agent of whom.

``python -m evals.roles [--data dwie.json] [--limit N] [--predictions OUT.jsonl] [--json]``

Reads DWIE articles (tokens, clusters, labels; undated). Gold clusters of persons, places, organisations and peoples are
given; what is measured is the reader that the resolver uses (:func:`communique.resolve.read_roles`). A fact is (person
cluster, relation, entity cluster); the ``-x`` variants are folded in and targets mapped by ``gpe0`` ("German" counts as
"Germany" where the text names both). F1 in percent over all facts, and over the four office relations.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from communique.resolve import KnowledgeBase, Named, NameFinder, Piece, Relation, flat, read_roles
from evals.common import bootstrap, data_root, finish, need, options, table, write_lines

RELATIONS = {
    Relation.HEAD_OF_STATE: "head_of_state", Relation.HEAD_OF_GOVERNMENT: "head_of_gov",
    Relation.MINISTER: "minister_of", Relation.SPOKESPERSON: "spokesperson_of", Relation.HEAD: "head_of",
    Relation.MEMBER: "member_of", Relation.AGENT: "agent_of",
}  # fmt: skip
OFFICES = frozenset({"head_of_state", "head_of_gov", "minister_of", "spokesperson_of"})
_TIGHT_LEFT = frozenset(".,;:?!)]%") | {"'s", "’s", "n't", "n’t", "'", "’", "'re", "'ve", "'ll", "'m", "'d"}
_TIGHT_RIGHT = frozenset("([$€£#")
_PARTY = frozenset({"organization", "misc", "event"})

Fact = tuple[int, str, int]
Counts = tuple[frozenset[Fact], frozenset[Fact]]


def laid_out(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The tokens as running text, with the span of each."""
    out, spans, glue, length, quoted = [], [], True, 0, False
    for number, token in enumerate(tokens):
        if token == "\n":
            quoted = False
        closing = token == '"' and quoted
        quoted = quoted != (token == '"')
        hyphen = token == "-" and number and number + 1 < len(tokens) and tokens[number + 1][:1].isalnum()
        tight = glue or token in _TIGHT_LEFT or hyphen or closing or token == "\n"
        gap = "" if tight else " "
        out.append(gap + token)
        spans.append((length + len(gap), length + len(gap) + len(token)))
        length += len(gap) + len(token)
        glue = bool(hyphen) or (token == '"' and quoted) or token in _TIGHT_RIGHT or token.endswith("\n")
    return "".join(out), spans


def pieces_of(finder: NameFinder, body: str, clusters: Iterable[Mapping[str, Any]]) -> Iterator[Piece]:
    """The given names of places, peoples and organisations as the reader takes them."""
    for one in clusters:
        surface = body[one["start"] : one["end"]]
        known = [p for p in finder.find(surface) if (p.start, p.end) == (0, len(surface))]
        role = known[0].role if known else {"location": "place", "other": ""}.get(one["type"], "body")
        if one["type"] == "organization" and role in ("demonym", "people", "capital"):
            role = "body"
        if role:
            yield Piece(start=one["start"], end=one["end"], role=role, actors=known[0].actors if known else ())


def spans_of(article: Mapping[str, Any], spans: Sequence[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    """All given mentions with offsets and cluster number."""
    for number, cluster in enumerate(article["vertexSet"]):
        for one in cluster:
            begin, end = one["pos"]
            yield {"start": spans[begin][0], "end": spans[end - 1][1], "cluster": number,
                   "type": one["type"].removeprefix("type::")}  # fmt: skip


def predicted(base: KnowledgeBase, finder: NameFinder, article: Mapping[str, Any]) -> frozenset[Fact]:
    """Facts that the product reads in an article, targets mapped by ``gpe0``."""
    tokens = [t for sentence in article["sents"] for t in sentence]
    raw, spans = laid_out(tokens)
    body = flat(raw)
    given = list(spans_of(article, spans))
    people = [
        Named(start=g["start"], end=g["end"], key=str(g["cluster"]), name=body[g["start"] : g["end"]])
        for g in given if g["type"] == "person"
    ]  # fmt: skip
    others = [g for g in given if g["type"] in {"location", "other", *_PARTY}]
    pieces = sorted(pieces_of(finder, body, others), key=lambda p: p.start)
    cluster = {(g["start"], g["end"]): g["cluster"] for g in given}
    roles = read_roles(base, body, people, pieces)
    facts = {
        (int(role.person), RELATIONS[relation], cluster[role.whom.start, role.whom.end])
        for role in roles if role.whom for relation in role.relations
    }  # fmt: skip
    return frozenset(mapped(article, facts))


def gold(article: Mapping[str, Any]) -> frozenset[Fact]:
    """Facts as annotated."""
    wanted = set(RELATIONS.values())
    facts = ((label["h"], label["r"].removesuffix("-x"), label["t"]) for label in article["labels"])
    return frozenset(mapped(article, (f for f in facts if f[1] in wanted)))


def mapped(article: Mapping[str, Any], facts: Iterable[Fact]) -> Iterator[Fact]:
    """Facts with "German" put to "Germany" where the article names both."""
    lands = {label["h"]: label["t"] for label in article["labels"] if label["r"] == "gpe0"}
    for person, relation, whom in facts:
        yield person, relation, lands.get(whom, whom)


def scores(pairs: Iterable[Counts], only: frozenset[str] | None = None) -> dict[str, float]:
    """Precision, recall and F1 in percent over (gold, predicted) of articles."""
    wanted = found = right = 0
    for pair in pairs:
        true, said = ({f for f in facts if only is None or f[1] in only} for facts in pair)
        wanted, found, right = wanted + len(true), found + len(said), right + len(true & said)
    precision = right / found if found else 0.0
    recall = right / wanted if wanted else 0.0
    f1 = 2 * right / (wanted + found) if wanted + found else 0.0
    return {"precision": round(100 * precision, 1), "recall": round(100 * recall, 1), "f1": round(100 * f1, 1)}


def named(article: Mapping[str, Any], fact: Fact) -> list[str]:
    """A fact with names, for people to read."""
    sets = article["vertexSet"]
    return [re.sub(r"\s+", " ", sets[fact[0]][0]["name"]), fact[1], sets[fact[2]][0]["name"]]


def main() -> None:
    """Print a table by relation and, as the last line, one JSON object."""
    wanted = options(__doc__).parse_args()
    (path,) = need([wanted.data or data_root() / "data" / "dwie" / "dev.json"])
    articles = json.loads(path.read_text(encoding="utf-8"))[: wanted.limit]
    base = KnowledgeBase.load()[0]
    finder = NameFinder(base)
    pairs: list[Counts] = [(gold(a), predicted(base, finder, a)) for a in articles]
    write_lines(wanted.predictions, (
        {"id": a["title"], "right": [named(a, f) for f in sorted(true & said)],
         "wrong": [named(a, f) for f in sorted(said - true)], "missed": [named(a, f) for f in sorted(true - said)]}
        for a, (true, said) in zip(articles, pairs, strict=True)
    ))  # fmt: skip
    rows = [[name, *scores(pairs, frozenset({name})).values()] for name in RELATIONS.values()]
    rows += [["offices", *scores(pairs, OFFICES).values()], ["all", *scores(pairs).values()]]
    figures = {
        "n": len(articles), **scores(pairs), "office_f1": scores(pairs, OFFICES)["f1"],
        "f1_interval": bootstrap(pairs, lambda p: scores(p)["f1"]),
        "office_f1_interval": bootstrap(pairs, lambda p: scores(p, OFFICES)["f1"]),
    }  # fmt: skip
    finish(figures, table(["relation", "precision", "recall", "f1"], rows), json_only=wanted.json)


if __name__ == "__main__":
    main()
