"""The issue as one self-contained HTML page: no script, no outside asset; notes open by the popover attribute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from communique.digest.interface import Apparatus, IndexRow
from communique.digest.render.apparatus import left_out_lines, made_lines, period_line
from communique.digest.render.markdown import ARROWS
from communique.digest.render.notes import Note, around, explain, number_notes, printed_day, publisher, reported
from communique.digest.words import capital, signed, span_name
from communique.model import Arrow, Claim, Issue, Role, Source, Text, Voice

_KEYS = {Voice.FACT: "fact", Voice.OFFICIAL_CLAIM: "claim", Voice.OUR_READING: "reading"}
_SAFE = ("http://", "https://")
_ARROW_WORDS = {Arrow.UP: "up", Arrow.DOWN: "down", Arrow.LEVEL: "level", Arrow.NONE: "nothing to compare with"}


@dataclass(frozen=True, kw_only=True)
class _SentenceView:
    text: str
    voice: str
    notes: tuple[int, ...]
    reported: str


@dataclass(frozen=True, kw_only=True)
class _SectionView:
    anchor: str
    subject: str
    thesis: str
    notes: tuple[int, ...]
    paragraphs: list[list[_SentenceView]]


@dataclass(frozen=True, kw_only=True)
class _NoteView:
    number: int
    publisher: str = ""
    day: str = ""
    link: str = ""
    address: str = ""
    official: bool = False
    before: str = ""
    quote: str = ""
    after: str = ""
    computation: str = ""
    explained: str = ""


@dataclass(frozen=True, kw_only=True)
class _RowView:
    name: str
    arrow: str
    arrow_word: str
    sum: str
    mean: str
    count: int
    plus: str
    minus: str
    plus_width: float
    minus_width: float
    moved: str
    entries: list[tuple[str, str, str, str]]


def render_html(
    issue: Issue, texts: Mapping[str, Text], sources: Mapping[str, Source], apparatus: Apparatus | None = None
) -> str:
    """The whole page; ``texts`` and ``sources`` must hold every cited text and its source."""
    about = apparatus or Apparatus()
    notes, of_claim = number_notes(issue.claims)
    head = next((c for c in issue.claims if c.role is Role.HEADLINE), None)
    front = [c for c in issue.claims if c.role is Role.STANDFIRST]
    page = _environment().get_template("issue.html.j2")
    return page.render(
        style=Markup(_asset("style.css")),  # noqa: S704  (our own file, no input in it)
        issue=issue,
        country=about.country or issue.focus,
        headline=head.text if head else "No headline stands",
        headline_notes=of_claim[head.id] if head else (),
        period=span_name(issue.window.start, issue.window.end, word="–" if _one_month(issue) else "to"),
        period_line=period_line(issue, about),
        declared=about.notice.declared,
        standfirst=_paragraphs(front, of_claim, texts),
        sections=[_section(issue, n, of_claim, texts) for n in range(len(issue.sections))],
        notes=[_note(n, texts, sources) for n in notes],
        publications=_publications(notes, texts, sources),
        index=_index(about.index),
        made=made_lines(issue, about),
        left_out=left_out_lines(issue),
    )


def _one_month(issue: Issue) -> bool:
    return (issue.window.start.year, issue.window.start.month) == (issue.window.end.year, issue.window.end.month)


def _asset(name: str) -> str:
    return (files("communique.digest.render") / "templates" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(_asset), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _paragraphs(
    claims: Sequence[Claim], of_claim: Mapping[str, tuple[int, ...]], texts: Mapping[str, Text]
) -> list[list[_SentenceView]]:
    groups: dict[int, list[_SentenceView]] = {}
    days = reported(claims, texts)
    for item in claims:
        day = days.get(item.id, "")
        view = _SentenceView(text=item.text, voice=_KEYS[item.voice], notes=of_claim[item.id], reported=day)
        groups.setdefault(item.paragraph, []).append(view)
    return [group for _, group in sorted(groups.items())]


def _section(issue: Issue, at: int, of_claim: Mapping[str, tuple[int, ...]], texts: Mapping[str, Text]) -> _SectionView:
    section = issue.sections[at]
    mine = [c for c in issue.claims if c.section == section.number]
    title = next((c for c in mine if c.role is Role.SUBTITLE), None)
    subject, mark, thesis = section.title.partition(": ")
    return _SectionView(
        anchor=f"s{section.number}",
        subject=subject if mark else "",
        thesis=capital(thesis or subject),
        notes=of_claim[title.id] if title else (),
        paragraphs=_paragraphs([c for c in mine if c.role is Role.BODY], of_claim, texts),
    )


def _note(note: Note, texts: Mapping[str, Text], sources: Mapping[str, Source]) -> _NoteView:
    if note.passage is None:
        computation = note.computation
        assert computation is not None  # a note holds one of the two
        return _NoteView(number=note.number, computation=computation.id, explained=explain(computation))
    text = texts[note.passage.text_id]
    before, after = around(note.passage, text.body)
    source = sources.get(text.source_id)
    return _NoteView(
        number=note.number,
        publisher=publisher(text, sources),
        day=printed_day(text.published),
        link=_link(text),
        address=text.address,
        official=bool(source and source.official),
        before=before,
        quote=note.passage.quote,
        after=after,
    )


def _link(text: Text) -> str:
    return next((a for a in (text.address, text.based_on or "") if a.startswith(_SAFE)), "")


def _publications(
    notes: Sequence[Note], texts: Mapping[str, Text], sources: Mapping[str, Source]
) -> list[tuple[str, str, str, str, list[int]]]:
    """The cited texts in order of first use: publisher, title, day, link, numbers of their notes."""
    by_text: dict[str, list[int]] = {}
    for note in notes:
        if note.passage is not None:
            by_text.setdefault(note.passage.text_id, []).append(note.number)
    return [
        (publisher(texts[t], sources), texts[t].title, printed_day(texts[t].published), _link(texts[t]), numbers)
        for t, numbers in by_text.items()
    ]


def _index(rows: Sequence[IndexRow]) -> list[_RowView]:
    most = max((max(r.score.plus, abs(r.score.minus)) for r in rows), default=0.0) or 1.0
    return [_row(r, most) for r in rows]


def _row(row: IndexRow, most: float) -> _RowView:
    s = row.score
    return _RowView(
        name=row.name,
        arrow=ARROWS[s.arrow],
        arrow_word=_ARROW_WORDS[s.arrow],
        sum=signed(s.sum),
        mean=signed(s.mean),
        count=s.count,
        plus=signed(s.plus),
        minus=signed(-abs(s.minus)),
        plus_width=round(100 * s.plus / most, 1),
        minus_width=round(100 * abs(s.minus) / most, 1),
        moved=row.moved,
        entries=[(_day(e.day), e.what, signed(e.points), e.why) for e in row.entries],
    )


def _day(day: date | None) -> str:
    return printed_day(day)
