"""Soft alignment: how near in meaning, in context, the passage's words come to the sentence's.

Rules see equal, related and contrary words; a vector sees "was shelved" near "will not go ahead". By itself it sees
"praised" near "condemned" too, so nothing here decides: the figures go to :mod:`communique.verify.head`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.model import Span
from communique.verify.case import Case
from communique.verify.interface import WordVectors
from communique.verify.view import View

Matrix = npt.NDArray[np.floating[Any]]
CLASSES = {
    "noun": {"NOUN"}, "verb": {"VERB", "AUX"}, "other": {"ADJ", "ADV"}, "name": {"PROPN", "NUM"},
}  # fmt: skip
_CONTENT = {"NOUN", "VERB", "ADJ", "ADV", "PROPN", "NUM"}
_FAR = 6.0
_STEP = 0.08
"""What one step in the passage's tree between two answers costs the pair that asks for them."""
_NEVER = 99.0


class Near:
    """The word vectors of both sides of a case, worked out once."""

    def __init__(self, case: Case, encoder: WordVectors) -> None:
        """Reads both texts."""
        self.case = case
        self.mine, self.theirs = _vectors(case.sentence, encoder), _vectors(case.passage, encoder)


def soft_features(near: Near) -> dict[str, float]:
    """Figures named ``soft:NAME.LAYER``: cosines (1 = the same word in the same context) and distances in steps."""
    case, mine, theirs = near.case, near.mine, near.theirs
    here = [w.i for w in case.sentence.words if w.pos in _CONTENT] or [w.i for w in case.sentence.words]
    there = [w.i for w in case.passage.words if w.pos in _CONTENT] or [w.i for w in case.passage.words]
    apart = _apart(case.passage, there)
    out: dict[str, float] = {}
    for layer in range(len(mine)):
        cosines = mine[layer][here] @ theirs[layer][there].T
        found = {
            **_words(case, here, cosines),
            **_pairs(case, here, cosines, apart),
            **_stretch(case, there, cosines),
            "whole": float(_mean(mine[layer]) @ _mean(theirs[layer])),
        }
        out |= {f"soft:{name}.{layer}": round(float(value), 4) for name, value in found.items()}
    return out


def weakest(near: Near) -> str:
    """The sentence's content word that the passage comes least near to: where to look first."""
    case = near.case
    here = [w.i for w in case.sentence.words if w.pos in _CONTENT and w.i not in case.sentence.entity_at]
    if not here:
        return ""
    cosines = near.mine[-1][here] @ near.theirs[-1].T
    return case.sentence.words[here[int(cosines.max(axis=1).argmin())]].text


def _vectors(view: View, encoder: WordVectors) -> Matrix:
    """Layers × words of the view × width."""
    rows: dict[int, Matrix] = {}
    for doc, document in enumerate(view.documents):
        body = document.text.body
        for span in view.spans[doc] or (Span(start=0, end=len(body)),):
            inside = [w for w in view.words if w.doc == doc and w.start < span.end and w.end > span.start]
            places = [Span(start=max(0, w.start - span.start), end=w.end - span.start) for w in inside]
            found = encoder.words(body[span.start : span.end], places)
            rows |= {w.i: found[:, k] for k, w in enumerate(inside)}
    return np.stack([rows[w.i] for w in view.words], axis=1)


def _mean(vectors: Matrix) -> Matrix:
    total = vectors.sum(axis=0)
    return total / max(1e-6, float(np.linalg.norm(total)))  # type: ignore[no-any-return]


def _words(case: Case, here: Sequence[int], near: Matrix) -> dict[str, float]:
    """Each content word by its nearest in the passage: all, the three lowest, by word class, those without answer."""
    best = near.max(axis=1)
    low = np.sort(best)
    out = {"mean": best.mean(), **{f"low{k}": low[min(k, len(low) - 1)] for k in range(3)}, "lows": low[:3].mean()}
    for name, tags in CLASSES.items():
        kept = [best[k] for k, i in enumerate(here) if case.sentence.words[i].pos in tags]
        out |= {f"least_{name}": min(kept, default=1.0), f"mean_{name}": np.mean(kept) if kept else 1.0}
    bare = [best[k] for k, i in enumerate(here) if i in case.anchors.of and not case.anchors.of[i]]
    roots = [near[k].max() for k, i in enumerate(here) if _is_root(case.sentence, i)]
    return {
        **out,
        "bare": min(bare, default=1.0),
        "bare_sum": sum(1 - b for b in bare),
        "root": max(roots, default=1.0),
    }


def _is_root(view: View, i: int) -> bool:
    return view.words[i].head == i and view.words[i].pos in CLASSES["verb"]


def _pairs(case: Case, here: Sequence[int], near: Matrix, apart: Matrix) -> dict[str, float]:
    """Each content word together with the one it hangs from: the nearest two of the passage that hang together."""
    place = {i: k for k, i in enumerate(here)}
    pairs = [(k, place[up]) for i, k in place.items() if (up := _above(case.sentence, i, place)) is not None]
    best = near.argmax(axis=1)
    steps = [float(apart[best[a], best[b]]) for a, b in pairs]
    joint = sorted(float((near[a][:, None] + near[b][None, :] - _STEP * apart).max()) / 2 for a, b in pairs)
    return {
        "pair_mean": float(np.mean(joint)) if joint else 1.0,
        "pair_least": joint[0] if joint else 1.0,
        "pair_lows": float(np.mean(joint[:3])) if joint else 1.0,
        "apart": float(np.mean(steps)) if steps else 0.0,
        "apart_most": max(steps, default=0.0),
    }


def _above(view: View, i: int, wanted: Mapping[int, int]) -> int | None:
    for _ in range(5):
        up = view.words[i].head
        if up == i:
            return None
        if up in wanted:
            return up
        i = up
    return None


def _stretch(case: Case, there: Sequence[int], near: Matrix) -> dict[str, float]:
    """The passage's one sentence that comes nearest, and, the other way round, how near the sentence comes to it."""
    sents = np.array([case.passage.words[j].sent for j in there])
    ones = {int(s): float(near[:, sents == s].max(axis=1).mean()) for s in np.unique(sents)}
    nearest = max(ones, key=lambda s: (ones[s], -s))
    back = np.sort(near[:, sents == nearest].max(axis=0))
    gap = float(near.max(axis=1).mean()) - ones[nearest]
    return {"one": ones[nearest], "one_gap": gap, "back": back.mean(), "back_lows": back[:3].mean()}


def _apart(view: View, kept: Sequence[int]) -> Matrix:
    """Words between two words of the passage in its tree; ``_FAR`` at most, and between sentences."""
    out = np.full((len(kept), len(kept)), _FAR)
    sents = np.array([view.words[j].sent for j in kept])
    for sent in np.unique(sents):
        mine = np.flatnonzero(sents == sent)
        words = [w.i for w in view.words if w.sent == sent]
        up = np.full((len(mine), len(words)), _NEVER)
        for row, k in enumerate(mine):
            for steps, node in enumerate(_climb(view, kept[int(k)])):
                up[row, node - words[0]] = steps
        steps_between = (up[:, None, :] + up[None, :, :]).min(axis=2)
        out[np.ix_(mine, mine)] = np.clip(steps_between - 1, 0, _FAR)
    return out


def _climb(view: View, i: int) -> list[int]:
    out = [i]
    while view.words[out[-1]].head != out[-1] and len(out) < 8:
        out.append(view.words[out[-1]].head)
    return out
