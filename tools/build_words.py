"""Builds ``src/communique/merge/data/words.tsv.gz``: in how many texts each term stands, over the shared corpora.

``python tools/build_words.py``; needs ``../shared/corpus`` (or ``COMMUNIQUE_DATA``). Only counts are taken: a term is a
beginning of a word, a number or a name, and one that stands in fewer than ``RARE`` texts is left out. The first line
holds the number of texts. The counts are what makes the likeness of two articles independent of what else a desk holds.
"""

from __future__ import annotations

import gzip
import json
import os
from collections import Counter
from pathlib import Path

from communique.merge.words import terms

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "src" / "communique" / "merge" / "data" / "words.tsv.gz"
FOLDERS = ("australia", "russia", "singapore", "state", "whitehouse")
RARE = 3
LONGEST = 6000
"""Characters of a text that are counted, about a long report; whole transcripts would make all words common."""


def main() -> None:
    """Count, write, and say how many."""
    data = Path(os.environ.get("COMMUNIQUE_DATA", ROOT.parent / "shared")) / "corpus"
    counts: Counter[str] = Counter()
    texts = 0
    for path in sorted(path for folder in FOLDERS for path in (data / folder).glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            counts.update(set(terms(json.loads(line)["text"][:LONGEST])))
            texts += 1
    kept = sorted((term, n) for term, n in counts.items() if n >= RARE)
    lines = [str(texts), *(f"{term}\t{n}" for term, n in kept)]
    OUT.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0))
    print(f"{texts} texts, {len(kept)} terms, {OUT.stat().st_size} bytes: {OUT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
