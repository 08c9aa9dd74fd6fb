"""The checker: a printed sentence, what it cites, the stored text – supported, unsupported, or could not check."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from communique.model import Document, Outcome, Passage, Reason, Span, Text
from communique.verify.align import check_facts
from communique.verify.anchors import Anchors
from communique.verify.case import UNCLEAR, Case, Ground, doubt
from communique.verify.citation import check_citation
from communique.verify.coverage import check_names, check_words
from communique.verify.edges import check_slots
from communique.verify.evidence import features
from communique.verify.head import Head, head
from communique.verify.interface import CheckerOptions, Finding, Reader, WordVectors, World
from communique.verify.lexicon import Lexicon, lexicon
from communique.verify.nearest import check_nearest
from communique.verify.numbers import check_numbers
from communique.verify.offices import check_offices, link_descriptions
from communique.verify.quotes import check_quotes
from communique.verify.reported import without_report
from communique.verify.score import Weights, weights
from communique.verify.soft import Near, soft_features, weakest
from communique.verify.times import check_times
from communique.verify.veto import check_readings
from communique.verify.view import View

Check = Callable[[Case], tuple[Ground, ...]]
CHECKS: tuple[Check, ...] = (
    check_quotes, check_numbers, check_times, check_names, check_offices, check_words, check_facts,
)  # fmt: skip


class Checker:
    """Holds sentences against the passages they cite. Never sees the record a sentence was composed from."""

    def __init__(
        self,
        reader: Reader,
        world: World,
        options: CheckerOptions | None = None,
        words: Lexicon | None = None,
        *,
        homes: Mapping[str, str | None] | None = None,
        encoder: WordVectors | None = None,
    ) -> None:
        """``reader`` and ``world`` are other stages' abilities; ``words`` defaults to the shipped lexicon; ``homes``
        maps source ids to the publisher's country, for texts whose document does not tell it; ``encoder`` lets
        the trained head see what is near in meaning: without it the rules' score decides alone.
        """
        self._encoder = encoder
        self._head: Head | None = head() if encoder is not None else None
        self._homes = homes or {}
        self._reader, self._world = reader, world
        self._options = options or CheckerOptions()
        self._lexicon = words or lexicon()
        self._weights: Weights = weights()
        self._read: OrderedDict[tuple[str, tuple[tuple[int, int], ...]], Document] = OrderedDict()

    def ahead(self, asked: Iterable[tuple[str, Sequence[Passage]]]) -> None:
        """Sentences with their passages that will be checked next: some dozens read together take less time."""
        self._reader.ahead(dict.fromkeys(one for sentence, passages in asked for one in (sentence, *_quotes(passages))))

    def check(self, sentence: str, passages: Sequence[Passage], texts: Mapping[str, Text]) -> Finding:
        """The finding on one sentence; raises nothing for bad input."""
        if not passages:
            return Finding(outcome=Outcome.UNCHECKED, reasons=(doubt(sentence[:60], "the sentence cites no passage"),))
        wrong = tuple(r for p in passages for r in check_citation(p, texts))
        if wrong:
            return Finding(outcome=Outcome.UNSUPPORTED, reasons=wrong)
        foreign = [texts[p.text_id].language for p in passages if texts[p.text_id].language[:2] not in {"en", ""}]
        if foreign:
            return Finding(
                outcome=Outcome.UNCHECKED, reasons=(doubt(foreign[0], "the checker does not read this language"),)
            )
        plain, wrong = without_report(sentence, [texts[p.text_id] for p in passages])
        if wrong:
            return Finding(outcome=Outcome.UNSUPPORTED, reasons=wrong)
        return self._compare(plain, passages, texts)

    def measure(self, sentence: str, passages: Sequence[Passage], texts: Mapping[str, Text]) -> dict[str, float]:
        """The features that the score weighs, for those who train or study it; empty where nothing was parsed."""
        case = self.case(sentence, passages, texts)
        if case is None:
            return {}
        found = measured(case)[1]
        return found | soft_features(Near(case, self._encoder)) if self._encoder is not None else found

    def _compare(self, sentence: str, passages: Sequence[Passage], texts: Mapping[str, Text]) -> Finding:
        case = self.case(sentence, passages, texts)
        if case is None:
            return Finding(
                outcome=Outcome.UNCHECKED, reasons=(doubt(sentence[:60], "sentence or passage was not parsed"),)
            )
        finding = self._weigh(case)
        if self._options.coder_veto and finding.outcome is Outcome.SUPPORTED:
            clashes = check_readings(self._reader, case.sentence.documents[0], case.passage.documents, passages)
            finding = _refuse(clashes, finding.score) if clashes else finding
        return finding

    def case(self, sentence: str, passages: Sequence[Passage], texts: Mapping[str, Text]) -> Case | None:
        """Sentence and passage read and set side by side; ``None`` where nothing was parsed."""
        parts = self._parts(passages, texts)
        first = parts[0][0]
        written = self._reader.sentence(
            sentence,
            published=first.text.published,
            language="en",
            home=first.home or self._homes.get(first.text.source_id),
        )
        mine, theirs = View([(written, ())], self._lexicon), View(parts, self._lexicon)
        return Case(mine, theirs, self._world, self._lexicon) if mine.parsed and theirs.parsed else None

    def _weigh(self, case: Case) -> Finding:
        grounds, found = measured(case)
        refused = any(self._weights.refuses(g.code, strict=self._options.strict) for g in grounds)
        score, least, near = self._weights.probability(found), self._weights.threshold, None
        if self._head is not None and self._encoder is not None and score >= self._head.hopeless and not refused:
            near = Near(case, self._encoder)
            score = self._head.probability(found | soft_features(near), score)
            least = self._head.least
        least = least if self._options.threshold is None else self._options.threshold
        if score >= least and not refused:
            return Finding(outcome=Outcome.SUPPORTED, score=score)
        if near is not None and not grounds and (where := weakest(near)):
            grounds = [doubt(where, f"the passage has nothing near enough to {where!r}")]
        return _refuse(self._ordered(grounds), score)

    def _ordered(self, grounds: Sequence[Ground]) -> list[Ground]:
        """Gravest first, each with what it weighs in the score, as a share of the heaviest."""
        heavy = max((-w for w in self._weights.weights.values()), default=1.0)
        told = [(g, min(1.0, self._weights.gravity(g.code) / heavy)) for g in grounds if not g.code.startswith("near.")]
        kept = [msgspec.structs.replace(g, weight=round(w, 2)) for g, w in told]
        return sorted(kept, key=lambda g: -g.weight)

    def _parts(self, passages: Sequence[Passage], texts: Mapping[str, Text]) -> list[tuple[Document, list[Span]]]:
        by_text: dict[str, list[Span]] = {}
        for passage in passages:
            by_text.setdefault(passage.text_id, []).append(Span(start=passage.start, end=passage.end))
        return [(self._document(texts[text_id], spans), spans) for text_id, spans in by_text.items()]

    def _document(self, text: Text, spans: Sequence[Span]) -> Document:
        key = (text.id, tuple((s.start, s.end) for s in spans))
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = self._reader.document(text, spans)
            while len(self._read) > self._options.cache:
                self._read.popitem(last=False)
        else:
            self._read.move_to_end(key)
        return found


def _quotes(passages: Sequence[Passage]) -> Iterator[str]:
    return (passage.quote for passage in passages)


def measured(case: Case) -> tuple[list[Ground], dict[str, float]]:
    """All grounds of a case, and the features that the score weighs."""
    link_descriptions(case)
    case.anchors = Anchors(case)
    grounds = [ground for check in CHECKS for ground in check(case)]
    grounds = list(dict.fromkeys((*grounds, *check_slots(case), *check_nearest(case))))
    return grounds, features(case, grounds)


def _refuse(grounds: Sequence[Ground], score: float) -> Finding:
    """Unsupported where something speaks against it, else not checkable."""
    reasons = [Reason(feature=g.feature, value=g.value, weight=g.weight, detail=g.detail) for g in grounds]
    faults = tuple(r for r in reasons if r.feature != UNCLEAR)
    if faults:
        return Finding(outcome=Outcome.UNSUPPORTED, reasons=faults, score=score)
    doubts = tuple(reasons) or (doubt("", "too little of the sentence is answered by the passage"),)
    return Finding(outcome=Outcome.UNCHECKED, reasons=doubts, score=score)
