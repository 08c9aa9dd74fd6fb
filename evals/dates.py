"""How well time expressions are found and what they mean, on TimeML or TIMEX2 files.

``python -m evals.dates [--data DIR_OR_GLOB] [--limit N] [--errors N] [--predictions OUT.jsonl] [--json]``

The default data are the war narratives (TIMEX2). Each text is annotated without a parse, which dates do not need; only
``read_expressions`` is timed. ``calendar_right``: percent of the gold calendar dates whose day, month or year is hit.
Durations, sets and vague references are scored as well. Their values are written in the file's own standard: TIMEX2
writes "daily" as ``XXXX-XX-XX`` and marks "former" and unresolved periods, TimeML writes ``P1D`` and does neither.
"""

from __future__ import annotations

import glob
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.annotate import Annotator
from communique.dates import read_expressions
from communique.model import Annotation, Problem, TimeKind, Timex, Token
from communique.wiring import as_text
from evals.common import data_root, finish, need, options, table, write_lines
from evals.scorers.timex import Expression, GoldText, Tally, add, read_gold

_TIMEX2_SETS = {"P1D": "XXXX-XX-XX", "P1W": "XXXX-WXX", "P1M": "XXXX-XX", "P1Y": "XXXX"}
_ONLY_TIMEX2, _ONLY_TIMEX3 = ("former",), ("previously",)


class _NoParser:
    """Dates need sentences, not their parse."""

    name = "none"
    version = "0"

    def parse(self, sentences: Iterable[str]) -> Iterator[tuple[Token, ...]]:
        """No tokens for any sentence."""
        return (() for _ in sentences)


def paths(data: Path | None) -> list[Path]:
    """The gold files of a folder or a glob, sorted."""
    wanted = data or data_root() / "data" / "wikiwars"
    if wanted.is_dir():
        return sorted(p for p in wanted.iterdir() if p.name.endswith((".tml", ".key.xml", ".xml")))
    return [Path(p) for p in sorted(glob.glob(str(wanted)))]  # noqa: PTH207 (the option takes any glob)


def value_in(standard: str, timex: Timex, words: str) -> str | None:
    """The value as that standard writes it; ``None`` where the standard does not mark such words."""
    if standard == "timex2" and words.lower() in _ONLY_TIMEX3:
        return None
    if standard == "timex2":
        if timex.kind is TimeKind.SET and not words.lower().startswith(("per", "a ", "an ")):
            return _TIMEX2_SETS.get(timex.value, timex.value)
        return timex.value
    return timex.value if timex.value and words.lower() not in _ONLY_TIMEX2 else None


def predict(gold: GoldText, annotation: Annotation) -> list[Expression]:
    """What the product reads, as expressions of the file's standard."""
    text = as_text(gold.text, published=gold.published, address=gold.name)
    out = []
    for mention in read_expressions(text, annotation):
        for timex in mention.timexes:
            value = value_in(gold.standard, timex, gold.text[timex.span.start : timex.span.end])
            if value is not None:
                out.append(Expression(timex.span.start, timex.span.end, value))
    return out


def main() -> None:
    """Print the figures."""
    parser = options(__doc__)
    parser.add_argument("--errors", type=int, default=0, help="show the N most frequent errors")
    args = parser.parse_args()
    golds = [g for g in map(read_gold, need(paths(args.data))[: args.limit]) if g]
    annotator = Annotator(lambda _: False, parser=_NoParser())
    tally, spent, rows = Tally(), 0.0, []
    for gold in golds:
        text = as_text(gold.text, published=gold.published, address=gold.name)
        annotation = next(annotator.annotate([text]))
        if isinstance(annotation, Problem):
            print(f"could not annotate {gold.name}: {annotation.cause}")
            continue
        began = time.perf_counter()
        guesses = predict(gold, annotation)
        spent += time.perf_counter() - began
        add(tally, gold, guesses)
        rows.append({"doc": gold.name, "timex": [{"start": e.start, "end": e.end, "value": e.value} for e in guesses]})
    write_lines(args.predictions, rows)
    figures = _figures(tally, golds, spent)
    shown = table(("figure", "value"), list(figures.items()))
    lines = [f"{n:4}  {what}" for what, n in tally.errors.most_common(args.errors)]
    finish(figures, "\n".join([shown, *lines]), json_only=args.json)


def _figures(tally: Tally, golds: list[GoldText], spent: float) -> dict[str, float | int]:
    return {
        "documents": len(golds),
        "gold": tally.gold,
        "predicted": tally.predicted,
        "strict_f1": tally.f1(tally.strict),
        "relaxed_f1": tally.f1(tally.relaxed),
        "value_f1": tally.f1(tally.value),
        "calendar_right": round(100 * tally.calendar_right / max(tally.calendar, 1), 2),
        "docs_per_s": round(len(golds) / max(spent, 1e-9), 1),
        "words_per_s": round(sum(len(g.text.split()) for g in golds) / max(spent, 1e-9)),
    }


if __name__ == "__main__":
    main()
