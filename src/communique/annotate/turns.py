"""Who speaks where in a transcript, by the labels before the words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from communique.annotate.layout import Range, trim
from communique.annotate.vocabulary import words
from communique.model import Record, Span, Turn

_COLON = re.compile(r":(?=\s|$|[A-Z\"'(\[…]|\.\.\.)")
_TOKEN = re.compile(r"[^\s]+")
_ASIDE = re.compile(r"\s*\((?:[^()]{1,60})\)\s*$")
_Q_LINE = re.compile(r"Q(?:\s+|$)(?=[\"'(\[A-Z.]|$)")
_ENDS = re.compile(r"\s*(?:\[ends?\]|\(end\)|END|# # #|###|<…>|<\.\.\.>|\*\*\*|end text\.?)\s*$", re.IGNORECASE)
_MOST_WORDS = 24
_INITIALS = re.compile(r"(?:[A-Z]\.)+$")
_PERSON = re.compile(r"[A-Z][\w'’.-]*$")


class Label(Record, frozen=True, kw_only=True):
    """A possible label: its text, where it stands, where the words after it begin."""

    text: str
    start: int
    end: int
    after: int
    at_paragraph: bool


def find_turns(body: str, folded: str, paragraphs: Sequence[Range]) -> tuple[Turn, ...]:
    """The turns of a transcript in order, or none where the text is not one.

    Labels may stand on their own line, before the words, or inside a text that lost its paragraphs.
    """
    found = [label for block in paragraphs for label in _candidates(folded, block)]
    labels = _accepted(found)
    if not labels:
        return ()
    limits = [label.start for label in labels[1:]] + [paragraphs[-1][1]]
    raw = [_turn(body, folded, label, limit) for label, limit in zip(labels, limits, strict=True)]
    return _with_interviewers(tuple(turn for turn in raw if turn.span.start < turn.span.end), folded)


def _turn(body: str, folded: str, label: Label, limit: int) -> Turn:
    start, end = trim(folded, label.after, limit)
    ending = _ENDS.search(folded[start:end])
    if ending:
        start, end = trim(folded, start, start + ending.start())
    name = _key(label.text)
    return Turn(
        label=body[label.start : label.end],
        label_span=Span(start=label.start, end=label.end),
        span=Span(start=start, end=end),
        question=name in words("labels.yaml", "questions"),
    )


def _key(label: str) -> str:
    plain = _ASIDE.sub("", label)
    return " ".join(plain.lower().split())


def _candidates(folded: str, block: Range) -> list[Label]:
    start, end = block
    line = _Q_LINE.match(folded, start, end)
    if line:
        return [Label(text="Q", start=start, end=start + 1, after=line.end(), at_paragraph=True)]
    whole = folded[start:end]
    if whole.isupper() and whole.lower() in words("labels.yaml", "questions") | words("labels.yaml", "speakers"):
        return [Label(text=whole, start=start, end=end, after=end, at_paragraph=True)]
    return [label for colon in _COLON.finditer(folded, start, end) if (label := _before(folded, start, colon.start()))]


def _before(folded: str, start: int, colon: int) -> Label | None:
    """The longest run of capitalised words and small connectives that ends at ``colon`` and starts a sentence."""
    reach = max(start, colon - 220)
    aside = _ASIDE.search(folded, reach, colon)
    stop = aside.start() if aside else colon
    tokens = list(_TOKEN.finditer(folded, reach, stop))
    small = words("labels.yaml", "connectives")
    first = len(tokens)
    while first and len(tokens) - first < _MOST_WORDS and _fits(tokens[first - 1].group(), small, first == len(tokens)):
        first -= 1
    while first < len(tokens) and tokens[first].group().lower() in small - {"the"}:
        first += 1
    if first == len(tokens):
        return None
    at = tokens[first].start()
    text = folded[at:colon]
    at_paragraph = at == start
    if not at_paragraph and not _after_stop(folded, at):
        return None
    return Label(text=text, start=at, end=colon, after=colon + 1, at_paragraph=at_paragraph)


def _fits(token: str, small: frozenset[str], last: bool) -> bool:
    core = token.strip(",\"'()[]")
    if not core or (not last and token[-1] in ".!?…:;" and not _abbreviated(core)):
        return False
    if core[0].isupper() or core in ("&", "-"):
        return True
    return not last and (core in small or core.startswith(("al-", "d'", "el-", "bin", "von")))


def _abbreviated(core: str) -> bool:
    return bool(_INITIALS.match(core)) or core.lower().rstrip(".") in words("labels.yaml", "abbreviations")


def _after_stop(folded: str, at: int) -> bool:
    before = folded[max(0, at - 6) : at].rstrip()
    return not before or before[-1] in ".!?…)>]\"'*"


def _accepted(found: Sequence[Label]) -> list[Label]:
    """The labels that name speakers. One alone must bear an office or stand for a speaker; in a text with more of
    them a name that recurs, or that is the tail of an accepted one, will do.
    """
    possible = [label for label in found if _possible(label)]
    counts = Counter(_key(label.text) for label in possible)
    strong = [label for label in possible if _strong(label, counts[_key(label.text)])]
    if not strong:
        return []
    if len(strong) == 1 and not (strong[0].at_paragraph and _office(strong[0])):
        return []
    tails = {tail for label in strong for tail in (_tail(label.text),) if tail}
    kept = [label for label in possible if label in strong or _tail(label.text) in tails or _person(label)]
    return sorted(kept, key=lambda label: label.start)


def _possible(label: Label) -> bool:
    key = _key(label.text)
    plain = key.replace(",", "")
    if key in words("labels.yaml", "headings") or not plain:
        return False
    if key in words("labels.yaml", "questions") or key in words("labels.yaml", "speakers"):
        return True
    first, last = plain.split()[0], plain.split()[-1]
    if last in words("labels.yaml", "headings"):  # "… Ministry of Trade Tel:"
        return False
    return first not in words("labels.yaml", "bad_starts") and not any(char.isdigit() for char in key)


def _strong(label: Label, count: int) -> bool:
    key = _key(label.text)
    if key in words("labels.yaml", "questions") or key in words("labels.yaml", "speakers"):
        return True
    several = len(key.split()) > 1
    if _office(label) and several:
        return True
    if count > 1 and (several or label.text.isupper()) and len(key.split()) <= 5:
        return True
    return label.at_paragraph and label.text.isupper() and _person(label)


def _office(label: Label) -> bool:
    offices = words("labels.yaml", "offices")
    return any(word.strip(".,()") in offices for word in _key(label.text).split())


def _person(label: Label) -> bool:
    tokens = _ASIDE.sub("", label.text).split()
    return 2 <= len(tokens) <= 4 and all(_PERSON.match(token) for token in tokens)


def _tail(text: str) -> str:
    tokens = _key(text).split()
    return " ".join(tokens[-2:]) if len(tokens) >= 2 else ""


def _with_interviewers(turns: tuple[Turn, ...], folded: str) -> tuple[Turn, ...]:
    """Marks as questions the turns of whoever, without office, mostly asks (an interviewer under his own name)."""
    asked: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for turn in turns:
        key = _key(turn.label)
        total[key] += 1
        asked[key] += "?" in folded[turn.span.start : turn.span.end]
    if len(total) < 2 or any(turn.question for turn in turns):
        return turns
    offices = words("labels.yaml", "offices")
    asking = {
        key for key in total if total[key] >= 2 and asked[key] >= 0.6 * total[key] and not offices & set(key.split())
    }
    if len(asking) == len(total):
        return turns
    return tuple(
        Turn(label=turn.label, label_span=turn.label_span, span=turn.span, question=_key(turn.label) in asking)
        for turn in turns
    )
