"""Figures: each number of the sentence must be in the passage, of the same thing and with the same bound."""

from __future__ import annotations

import re
from functools import cache

from communique import shipped
from communique.model import Record
from communique.verify.case import Case, Ground, doubt, fault
from communique.verify.view import View

_DIGITS = re.compile(r"^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$")
_ORDINAL_DIGITS = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
_PERCENT = {"%", "percent", "per", "pct", "percentage"}


class Number(Record, frozen=True, kw_only=True):
    """A figure in a view: value, kind (``card``, ``ord``, ``percent``), what it counts, its bound."""

    value: float
    kind: str
    noun: str
    bound: str
    words: tuple[int, ...]


def numbers(view: View, *, dates: bool = False) -> tuple[Number, ...]:
    """Figures of a view in order; those inside quotes and time expressions only when ``dates``."""
    out: list[Number] = []
    i = 0
    while i < len(view.words):
        skip = (i in view.time_words and not dates) or (i in view.entity_at and _value(view, i) is None)
        run = () if skip else _run(view, i)
        if run:
            out.append(_number(view, run))
            i = run[-1] + 1
        else:
            i += 1
    return tuple(out)


def _run(view: View, i: int) -> tuple[int, ...]:
    run: list[int] = []
    while i < len(view.words) and (not run or view.words[i].sent == view.words[run[0]].sent):
        if _value(view, i) is not None:
            run.append(i)
            if _is_ordinal(view, i) or (view.words[i].text.casefold() in _tables()["parts"] and not _half_a(view, i)):
                break
        elif run and _half_a(view, i - 1):
            pass
        elif not (run and view.words[i].text in {"-", "and"} and _joins(view, i)):
            break
        i += 1
    return tuple(run)


def _half_a(view: View, i: int) -> bool:
    """ "half a million"."""
    scale = view.words[i + 2].text.casefold() if i + 2 < len(view.words) else ""
    return view.words[i].text.casefold() == "half" and view.words[i + 1].lemma == "a" and scale in _tables()["scales"]


def _is_ordinal(view: View, i: int) -> bool:
    text = view.words[i].text.casefold()
    return text.removesuffix("s") in _tables()["ordinals"] or bool(_ORDINAL_DIGITS.match(text))


def _joins(view: View, i: int) -> bool:
    if i + 1 >= len(view.words) or _value(view, i + 1) is None:
        return False
    return view.words[i].text == "-" or view.lemma(i - 1) in {"hundred", "thousand"}


def _value(view: View, i: int) -> float | None:
    """What one word is worth, ``None`` when it is no figure here."""
    text = view.words[i].text.casefold().rstrip(".")
    if _is_pronoun(view, i, text):
        return None
    if _DIGITS.match(text):
        return float(text.replace(",", ""))
    if (m := _ORDINAL_DIGITS.match(text)) is not None:
        return float(m[1])
    table = _tables()
    if text in table["short_scales"]:
        return table["short_scales"][text] if i and _DIGITS.match(view.words[i - 1].text) else None
    if text in table["parts"]:
        return table["parts"][text] if text in {"half", "halves"} or _of(view, i) else None
    for kind, word in (("units", text), ("scales", text), ("ordinals", text.removesuffix("s"))):
        if word in table[kind]:
            return table[kind][word]
    return None


def _is_pronoun(view: View, i: int, text: str) -> bool:
    """ "one of them", "one another", "a second": words that count nothing here."""
    if text == "second" and view.words[i].pos == "NOUN":
        return True
    if text != "one" or (i + 1 < len(view.words) and _is_fraction_word(view, i + 1)):
        return False
    return view.words[i].dep != "nummod" or view.lemma(view.words[i].head) == "another"


def _is_fraction_word(view: View, i: int) -> bool:
    return _is_ordinal(view, i) or view.words[i].text.casefold() in _tables()["parts"]


@cache
def _tables() -> dict[str, dict[str, float]]:
    raw = shipped.read_yaml("communique.verify", "numbers.yaml")
    return {kind: {str(word): float(value) for word, value in row.items()} for kind, row in raw.items()}


def _of(view: View, i: int) -> bool:
    return i + 1 < len(view.words) and view.words[i + 1].text.casefold() == "of"


def _fraction(view: View, run: tuple[int, ...]) -> float | None:
    """ "two thirds", "a third of", "three quarters", "half"."""
    last = view.words[run[-1]].text.casefold()
    many = 1.0 if len(run) == 1 else sum(_value(view, i) or 0.0 for i in run[:-1])
    if last in _tables()["parts"]:
        return many * _tables()["parts"][last]
    value = _value(view, run[-1]) or 1.0
    if value > 2 and _is_ordinal(view, run[-1]) and (len(run) > 1 or _of(view, run[-1])):
        return many / value if len(run) > 1 or view.words[max(0, run[0] - 1)].text.casefold() == "a" else None
    return None


def _number(view: View, run: tuple[int, ...]) -> Number:
    part = None if len(run) > 1 and view.words[run[0]].text.casefold() == "half" else _fraction(view, run)
    if part is not None:
        return Number(value=part, kind="part", noun="", bound="", words=run)
    last = view.words[run[-1]].text.casefold()
    after = view.words[run[-1] + 1].text.casefold() if run[-1] + 1 < len(view.words) else ""
    ordinal = "ord" if _is_ordinal(view, run[-1]) else "card"
    kind = "percent" if after in _PERCENT or last in _PERCENT else ordinal
    return Number(
        value=_sum(view, run),
        kind=kind,
        noun="" if kind == "percent" or _priced(view, run) else _counted(view, run),
        bound=_bound(view, run),
        words=run,
    )


def _sum(view: View, run: tuple[int, ...]) -> float:
    """ "two hundred and fifty thousand": scales multiply what came before."""
    texts = [view.words[i].text.casefold() for i in run]
    if texts[0] == "half" and len(run) > 1:
        return _sum(view, run[1:]) / 2
    total, current = 0.0, 0.0
    scales = _tables()["scales"] | _tables()["short_scales"]
    for i in run:
        scale = scales.get(view.words[i].text.casefold())
        if scale is None:
            current += _value(view, i) or 0.0
            continue
        current = (current or 1.0) * scale
        if scale >= 1_000:
            total, current = total + current, 0.0
    return total + current


def _priced(view: View, run: tuple[int, ...]) -> bool:
    return run[0] > 0 and view.words[run[0] - 1].text in {"$", "€", "£", "¥", "US$"}


def _counted(view: View, run: tuple[int, ...]) -> str:
    for i in reversed(run):
        head = view.words[i].head
        if head not in run and view.words[head].pos in {"NOUN", "PROPN"}:
            return view.lemma(head)
    return ""


def _bound(view: View, run: tuple[int, ...]) -> str:
    first = run[0]
    before = [w.text.casefold() for w in view.words[max(0, first - 4) : first] if w.text not in {"$", "€", "£"}]
    if before[-1:] == ["over"] and _counted(view, run) in {"year", "month", "week", "day", "hour", "decade"}:
        return ""
    for length in (3, 2, 1):
        phrase = " ".join(before[-length:]) if len(before) >= length else ""
        for kind in ("bounds_least", "bounds_most", "bounds_about"):
            if phrase and view.lexicon.has(kind, phrase):
                return kind
    return ""


def check_numbers(case: Case) -> tuple[Ground, ...]:
    """Faults of figures: not in the passage, of another thing, or with another bound."""
    here, there = numbers(case.sentence), numbers(case.passage)
    out = []
    for number in here:
        if case.sentence.words[number.words[0]].quoted:
            continue
        pool = there
        if case.sentence.words[number.words[0]].ent == "DATE":
            pool = numbers(case.passage, dates=True)
        out += _check(case, number, pool)
    return tuple(out)


def _check(case: Case, number: Number, pool: tuple[Number, ...]) -> list[Ground]:
    words = case.sentence.phrase(number.words)
    equal = [n for n in pool if n.value == number.value and n.kind == number.kind]
    if not equal and _dated(case, number):
        return []
    if not equal:
        if _counts_parties(case, number):
            return []
        if (soft := _softer(case, number, pool)) is not None:
            return [soft]
        feature = "scope" if number.kind in {"ord", "part"} else "number"
        has = ", ".join(case.passage.phrase(n.words) for n in pool) or "no figure"
        return [fault(feature, words, f"the passage has {has}, the sentence {words}")]
    lexicon = case.lexicon
    nouns = [
        n
        for n in equal
        if not n.noun
        or (n.kind == "ord" and n.noun == "time")
        or not number.noun
        or lexicon.supports(n.noun, number.noun)
    ]
    if not nouns and not all(lexicon.has("generic_meeting", n.noun) or _near(case, n, number) for n in equal):
        detail = f"the passage counts {equal[0].noun!r} so, the sentence {number.noun!r}"
        rival = any(n.noun and n.value != number.value and lexicon.supports(n.noun, number.noun) for n in pool)
        return [fault("number", words, detail, "number.swapped" if rival else "number.noun")]
    return _bounds(case, number, nouns or equal, words)


def _dated(case: Case, number: Number) -> bool:
    """ "the first of January": an ordinal that is a day of the passage."""
    words = case.sentence.words
    if number.kind != "ord":
        return False
    around = {w.text.casefold() for w in words[number.words[-1] + 1 : number.words[-1] + 6]}
    days = {d.day for _, t, _ in case.passage.times for d in (t.when.start, t.when.last) if d is not None}
    return bool(around & case.lexicon.lists["months"]) and number.value in days


def _softer(case: Case, number: Number, pool: tuple[Number, ...]) -> Ground | None:
    """Figures that may be counted or turned: "one", "3 days" for "the third day", "two" where the passage lists two."""
    shown = case.sentence.phrase(number.words)
    if any(n.value == number.value and {n.kind, number.kind} == {"card", "ord"} for n in pool):
        return doubt(shown, f"the passage has {shown} as another kind of figure", "number.kind")
    contradicted = any(n.noun and number.noun and case.lexicon.supports(n.noun, number.noun) for n in pool)
    if number.kind != "card" or contradicted or number.value > 5:
        return None
    return doubt(
        shown,
        f"the passage does not say {shown}; it may be counted",
        "number.one" if number.value == 1 else "number.count",
    )


def _near(case: Case, there: Number, here: Number) -> bool:
    """True when what the sentence counts stands in the same noun phrase of the passage."""
    head = case.passage.words[there.words[-1]].head
    return any(case.lexicon.supports(case.passage.lemma(i), here.noun) for i in case.passage.subtree(head)[:12])


def _bounds(case: Case, number: Number, equal: list[Number], words: str) -> list[Ground]:
    firm = {"bounds_least", "bounds_most"}
    if any(n.bound == number.bound or not ({n.bound, number.bound} & firm) for n in equal):
        return []
    return [fault("scope", words, f"the bound of {words!r} differs: more, less or exactly")]


def _counts_parties(case: Case, number: Number) -> bool:
    """ "the two ministers" counts whom the passage names."""
    if number.value != 2 or number.kind != "card":
        return False
    side = case.lexicon.has("mutual_two", number.noun) or number.noun in case.lexicon.office_words
    return side and ("both" in case.lemmas or len({e.full for e in case.passage.entities}) >= 2)
