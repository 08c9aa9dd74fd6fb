"""What speaks for a sentence: which passage words answer its words, and how near to each other they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log

from communique.verify.case import Case, Ground

_FAR = 6
_MOST = 3


def features(case: Case, grounds: Sequence[Ground]) -> dict[str, float]:
    """The numbers that the score weighs: grounds by code (each at most three times), and shares of what is answered."""
    counts = Counter(g.code for g in grounds)
    out = {f"ground:{code}": float(min(n, _MOST)) for code, n in counts.items()}
    anchors = case.anchors
    content = anchors.content
    answered = [i for i in content if anchors.of[i]]
    total = max(1, len(content))
    near = anchors.distances()
    excess = [there - here for here, there in near]
    apart = [there for _, there in near]
    out |= {
        "bias": 1.0,
        "unanswered": 1 - len(answered) / total,
        "unanswered_words": float(min(6, total - len(answered))),
        "words": log(total),
        "passage": log(max(1, len(case.passage.words))),
        "one_sentence": anchors.best_sentence() / total,
        "far": sum(d >= _FAR for d in apart) / max(1, len(near)),
        "distance": sum(apart) / max(1, len(near)),
        "far_pairs": float(min(_MOST, sum(d >= _FAR for d in apart))),
        "stretched": float(min(_MOST, sum(d >= 2 for d in excess))),
        "most_stretched": float(max(excess, default=0)),
        "quoted": float(any(w.quoted for w in case.sentence.words)),
    }
    return out
