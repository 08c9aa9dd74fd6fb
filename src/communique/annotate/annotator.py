"""Texts to annotations, in order and in bounded memory: all is read, but only what the gate lets in is parsed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from communique.annotate.folding import fold, fold_for_parser
from communique.annotate.interface import AnnotatorOptions, Gate, SentenceParser
from communique.annotate.layout import Range, paragraphs
from communique.annotate.parser import SpacyParser
from communique.annotate.quotes import find_quotes
from communique.annotate.sections import find_sections
from communique.annotate.sentences import split_sentences
from communique.annotate.turns import find_turns
from communique.model import Annotation, Problem, Quote, Record, Section, Sentence, Text, Token, Turn

VERSION = "1"
_NO_PROSE = frozenset({"signature", "caption", "byline", "dateline", "stage", "headline"})


class Sketch(Record, frozen=True, kw_only=True):
    """An annotation before the parse; ``wanted`` are the indices of the sentences to be parsed."""

    text: Text
    sentences: tuple[Sentence, ...]
    wanted: tuple[int, ...]
    turns: tuple[Turn, ...]
    quotes: tuple[Quote, ...]
    sections: tuple[Section, ...]


class Annotator:
    """Annotates English texts. ``gate`` decides per sentence whether it is parsed; without one all are.

    Raises ``ModelError`` at construction when no language model is there, at the first parse when it is broken.
    """

    def __init__(
        self,
        gate: Gate | None = None,
        *,
        parser: SentenceParser | None = None,
        options: AnnotatorOptions | None = None,
    ) -> None:
        self._options = options or AnnotatorOptions()
        self._gate = gate
        self._parser = parser or SpacyParser(self._options.batch_sentences)

    @property
    def name(self) -> str:
        """Name of the annotator: the language model's."""
        return self._parser.name

    @property
    def version(self) -> str:
        """Version of this stage and of the model."""
        return f"{VERSION}+{self._parser.version}"

    def annotate(self, texts: Iterable[Text]) -> Iterator[Annotation | Problem]:
        """One ``Annotation`` or ``Problem`` per text, in the order of ``texts``; reads ahead by a bounded amount."""
        held: list[Sketch | Problem] = []
        size = 0
        for text in texts:
            held.append(self._sketch(text))
            size += len(text.body)
            if size >= self._options.batch_chars:
                yield from self._parsed(held)
                held, size = [], 0
        yield from self._parsed(held)

    def _sketch(self, text: Text) -> Sketch | Problem:
        if text.language and text.language.split("-")[0] not in self._options.languages:
            return _problem(text, "language", f"no parser for language {text.language!r}")
        try:
            return sketch(text, self._gate, self._options.longest_sentence)
        except Exception as error:  # noqa: BLE001 - one odd text must not stop a run
            return _problem(text, "annotate-failed", repr(error))

    def _parsed(self, held: Sequence[Sketch | Problem]) -> Iterator[Annotation | Problem]:
        wanted = (
            fold_for_parser(one.text.body[one.sentences[index].start : one.sentences[index].end])
            for one in held
            if isinstance(one, Sketch)
            for index in one.wanted
        )
        tokens = self._parser.parse(wanted)
        for one in held:
            yield one if isinstance(one, Problem) else self._finish(one, [next(tokens) for _ in one.wanted])

    def _finish(self, one: Sketch, parses: Sequence[tuple[Token, ...]]) -> Annotation:
        body = one.text.body
        sentences = list(one.sentences)
        for index, tokens in zip(one.wanted, parses, strict=True):
            sentences[index] = _with_tokens(sentences[index], tokens, body)
        return Annotation(
            text_id=one.text.id,
            annotator=self.name,
            version=self.version,
            transcript=bool(one.turns),
            sentences=tuple(sentences),
            turns=one.turns,
            quotes=one.quotes,
            sections=one.sections,
        )


def _problem(text: Text, cause: str, detail: str) -> Problem:
    return Problem(
        stage="annotate", place=text.address or text.id, cause=cause, detail=detail, source_id=text.source_id
    )


def sketch(text: Text, gate: Gate | None, longest: int) -> Sketch:
    """Everything but the parse. ``longest`` is the cap on a sentence in code points."""
    folded = fold(text.body)
    blocks = paragraphs(folded)
    turns = find_turns(text.body, folded, blocks)
    sections = find_sections(folded, blocks, fold(text.title))
    labels = {turn.label_span.start for turn in turns}
    sections = tuple(one for one in sections if not (one.kind in ("heading", "byline") and one.span.start in labels))
    sentences = _sentences(folded, blocks, turns, sections, longest)
    return Sketch(
        text=text,
        sentences=sentences,
        wanted=tuple(_wanted(folded, sentences, sections, gate)),
        turns=turns,
        quotes=find_quotes(text.body, blocks),
        sections=sections,
    )


def _sentences(
    folded: str, blocks: Sequence[Range], turns: Sequence[Turn], sections: Sequence[Section], longest: int
) -> tuple[Sentence, ...]:
    cuts = _cuts(turns, sections)
    starts = [turn.span.start for turn in turns]
    out: list[Sentence] = []
    for number, block in enumerate(blocks):
        for piece in _pieces(block, cuts):
            for start, end in split_sentences(folded, piece, longest):
                out.append(Sentence(start=start, end=end, paragraph=number, turn=_turn_at(start, end, turns, starts)))
    return tuple(out)


def _cuts(turns: Sequence[Turn], sections: Sequence[Section]) -> list[tuple[int, int]]:
    """Stretches after which a sentence must start anew; a label is dropped (its colon too), a dateline is kept."""
    labels = [(turn.label_span.start, turn.span.start) for turn in turns]
    firm = [one.span for one in sections if one.kind in ("dateline", "signature", "letter")]
    edges = [(place, place) for span in firm for place in (span.start, span.end)]
    return sorted(labels + edges)


def _pieces(block: Range, cuts: Sequence[tuple[int, int]]) -> list[Range]:
    """``block`` without the labels in it, parted at the other cuts."""
    start, end = block
    out = []
    first = max(0, bisect_right(cuts, (start, start)) - 2)
    for left, right in cuts[first:]:
        if left >= end:
            break
        if right <= start and right < block[0]:
            continue
        if start < left:
            out.append((start, left))
        start = max(start, min(right, end))
    if start < end:
        out.append((start, end))
    return out


def _turn_at(start: int, end: int, turns: Sequence[Turn], starts: Sequence[int]) -> int | None:
    index = bisect_right(starts, start) - 1
    return index if index >= 0 and end <= turns[index].span.end else None


def _wanted(
    folded: str, sentences: Sequence[Sentence], sections: Sequence[Section], gate: Gate | None
) -> Iterator[int]:
    closed = [one.span for one in sections if one.kind in _NO_PROSE]
    for index, sentence in enumerate(sentences):
        if any(span.start <= sentence.start and sentence.end <= span.end for span in closed):
            continue
        if gate is None or gate(folded[sentence.start : sentence.end]):
            yield index


def _with_tokens(sentence: Sentence, tokens: Iterable[Token], body: str) -> Sentence:
    shift = sentence.start
    moved = tuple(
        Token(
            start=token.start + shift,
            end=token.end + shift,
            text=body[token.start + shift : token.end + shift],
            lemma=token.lemma,
            pos=token.pos,
            tag=token.tag,
            dep=token.dep,
            head=token.head,
            entity=token.entity,
            morph=token.morph,
        )
        for token in tokens
    )
    return Sentence(
        start=sentence.start, end=sentence.end, paragraph=sentence.paragraph, turn=sentence.turn, tokens=moved
    )
