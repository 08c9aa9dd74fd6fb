"""The issue as Markdown: one sentence a line with its notes, so that an editor can change it and have it checked."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from communique.digest.interface import Apparatus, Entry, IndexRow
from communique.digest.render.apparatus import left_out_lines, made_lines, period_line
from communique.digest.render.notes import Note, explain, number_notes, printed_day, publisher, reported
from communique.digest.words import signed
from communique.model import Arrow, Claim, Issue, Role, Source, Text, Voice

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")
APPARATUS = "<!-- apparatus: not read as sentences -->"
PRELUDE = "<!-- about -->"
ARROWS = {Arrow.UP: "↑", Arrow.DOWN: "↓", Arrow.LEVEL: "→", Arrow.NONE: "·"}
READING = "*Our reading:* "


def escape(text: str) -> str:
    """Text that Markdown prints as it stands; undone by ``reader.unescape``."""
    return _SPECIAL.sub(r"\\\1", text)


def render_markdown(
    issue: Issue, texts: Mapping[str, Text], sources: Mapping[str, Source], apparatus: Apparatus | None = None
) -> str:
    """The whole issue; ``texts`` and ``sources`` must hold every cited text and its source."""
    about = apparatus or Apparatus()
    notes, of_claim = number_notes(issue.claims)
    blocks = [_front(issue, about, of_claim), *_sections(issue, of_claim, texts), APPARATUS, *_back(issue, about)]
    blocks.append("## Notes\n\n" + "\n".join(_note_line(n, texts, sources) for n in notes))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _marks(numbers: Sequence[int]) -> str:
    return "".join(f"[^{n}]" for n in numbers)


def _sentence(item: Claim, of_claim: Mapping[str, Sequence[int]], day: str) -> str:
    lead = READING if item.voice is Voice.OUR_READING else ""
    return f"{lead}{escape(item.text)}{f' *({day})*' if day else ''}{_marks(of_claim[item.id])}"


def _front(issue: Issue, about: Apparatus, of_claim: Mapping[str, Sequence[int]]) -> str:
    head = next((c for c in issue.claims if c.role is Role.HEADLINE), None)
    title = f"{escape(head.text)}{_marks(of_claim[head.id])}" if head else "No headline stands"
    lines = [f"# {title} – {escape(issue.series)}", "", PRELUDE, f"> {period_line(issue, about)}"]
    for declared in about.notice.declared:
        lines += [">", f"> {declared}"]
    lines += ["<!-- /about -->"]
    front = [c for c in issue.claims if c.role is Role.STANDFIRST]
    return "\n".join(lines) + "\n\n" + _paragraphs(front, of_claim, {})


def _paragraphs(claims: Sequence[Claim], of_claim: Mapping[str, Sequence[int]], texts: Mapping[str, Text]) -> str:
    groups: dict[int, list[str]] = {}
    days = reported(claims, texts)
    for item in claims:
        groups.setdefault(item.paragraph, []).append(_sentence(item, of_claim, days.get(item.id, "")))
    return "\n\n".join("\n".join(lines) for _, lines in sorted(groups.items()))


def _sections(issue: Issue, of_claim: Mapping[str, Sequence[int]], texts: Mapping[str, Text]) -> list[str]:
    out = []
    for section in issue.sections:
        mine = [c for c in issue.claims if c.section == section.number]
        title = next((c for c in mine if c.role is Role.SUBTITLE), None)
        marks = _marks(of_claim[title.id]) if title else ""
        out.append(f"## {escape(section.title)}{marks}")
        out.append(_paragraphs([c for c in mine if c.role is Role.BODY], of_claim, texts))
    return out


def _back(issue: Issue, about: Apparatus) -> list[str]:
    out = []
    if about.index:
        out += ["## The index", _table(about.index), *[_appendix(row) for row in about.index if row.entries]]
    out.append("## How this was made\n\n" + "\n".join(f"- {line}" for line in made_lines(issue, about)))
    lines = left_out_lines(issue)
    if lines:
        out.append("## Left out\n\n" + "\n".join(f"- {escape(text)} ({escape(why)})" for text, why in lines))
    return out


def _table(rows: Sequence[IndexRow]) -> str:
    head = "| Partner | | Sum | Mean | Count | Plus | Minus | Why it moved |\n|---|---|--:|--:|--:|--:|--:|---|"
    return "\n".join([head, *(_row(r) for r in rows)])


def _row(row: IndexRow) -> str:
    s = row.score
    cells = [escape(row.name), ARROWS[s.arrow], signed(s.sum), signed(s.mean), str(s.count), signed(s.plus)]
    return "| " + " | ".join([*cells, signed(s.minus), escape(row.moved)]) + " |"


def _appendix(row: IndexRow) -> str:
    return f"### {escape(row.name)}\n\n" + "\n".join(f"- {_entry(e)}" for e in row.entries)


def _entry(entry: Entry) -> str:
    return f"{printed_day(entry.day)}: {escape(entry.what)} {signed(entry.points)} ({escape(entry.why)})"


def _note_line(note: Note, texts: Mapping[str, Text], sources: Mapping[str, Source]) -> str:
    if note.passage is None:
        computation = note.computation
        assert computation is not None  # a note holds one of the two
        return f"[^{note.number}]: computation: {computation.id} – {escape(explain(computation))}"
    passage, text = note.passage, texts[note.passage.text_id]
    quote = json.dumps(passage.quote, ensure_ascii=False)
    place = f"<{text.address}> sha256:{text.sha256} {passage.start}-{passage.end}"
    name = json.dumps(publisher(text, sources), ensure_ascii=False)
    day = text.published.isoformat() if text.published else "undated"
    return f"[^{note.number}]: {name}, {day}, {place} {quote}"
