"""The head: boosted trees over the rules' grounds and the soft alignment, trained on pairs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from math import exp, log

from communique import shipped
from communique.model import Record


class Node(Record, frozen=True, kw_only=True):
    """A question on one feature, or (``feature`` < 0) an answer."""

    feature: int = -1
    most: float = 0.0
    left: int = 0
    right: int = 0
    value: float = 0.0


class Head(Record, frozen=True, kw_only=True):
    """``base`` plus the answer of each tree, in log-odds; in training no ground could speak for a sentence.

    ``least``: the score from which a sentence is published; ``hopeless``: where the rules' own score is lower, the head
    is not asked.
    """

    features: tuple[str, ...]
    base: float
    trees: tuple[tuple[Node, ...], ...]
    least: float
    hopeless: float = 0.0

    def probability(self, measured: Mapping[str, float], rules: float) -> float:
        """Between 0 and 1: the mean, in log-odds, of the trees' word and the rules' score.

        Rounded, so that no processor's last digit decides; what was not measured counts as zero.
        """
        row = [measured.get(name, 0.0) for name in self.features]
        trees = self.base + sum(_answer(tree, row) for tree in self.trees)
        return round(1 / (1 + exp(-(_bounded(trees) + _bounded(_log_odds(rules))) / 2)), 4)


def _log_odds(p: float) -> float:
    return log(max(p, 1e-9) / max(1 - p, 1e-9))


def _bounded(x: float) -> float:
    return max(-9.2, min(9.2, x))


def _answer(tree: Sequence[Node], row: Sequence[float]) -> float:
    node = tree[0]
    while node.feature >= 0:
        node = tree[node.left if row[node.feature] <= node.most else node.right]
    return node.value


@cache
def head() -> Head:
    """The shipped head, read once."""
    raw = json.loads(shipped.read_text("communique.verify", "head.json"))
    trees = tuple(tuple(_node(one) for one in tree) for tree in raw.pop("trees"))
    return Head(trees=trees, features=tuple(raw.pop("features")), **raw)


def _node(one: Sequence[float]) -> Node:
    if len(one) == 1:
        return Node(value=one[0])
    feature, most, left, right = one
    return Node(feature=int(feature), most=most, left=int(left), right=int(right))
