"""Headline and subtitles: theses in a few words, each resting on claims of its section that still stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from communique.digest.computations import rests_on
from communique.digest.courtesies import courteous, is_courtesy
from communique.digest.heads_words import short_name, thesis
from communique.digest.interface import Draft, Material, OutlineSection
from communique.digest.recalled import is_recalled
from communique.digest.subjects import ELSEWHERE, partner_of
from communique.digest.tell import claim
from communique.digest.words import capital
from communique.model import Claim, Happening, IssueSection, Role, Voice

_HOOKS = 3
_LONGEST_TITLE = 15  # words of two theses in one heading
_LONGEST_HEADLINE = 20
_SILENT = re.compile(r" (?:does not|do not|declines?|refuses?|leaves? a question) ")
_SOFT = re.compile(r" (?:welcomes?|acknowledges?|reaffirms?|reiterates?|highlights?) ")
_PRAISE = re.compile(r" (?:thanks?|praises?|commends?|appreciates?|notes?) ")
_BARE = re.compile(r" (?:meets?|speaks? to|to visit|to meet) [^,]*$")  # says who, not what


def with_heads(drafted: Draft, material: Material, fallen: frozenset[str]) -> Draft:
    """The draft without ``fallen`` claims and with headings that rest on what is left; empty sections go."""
    standing = tuple(c for c in drafted.claims if c.id not in fallen and c.role not in (Role.HEADLINE, Role.SUBTITLE))
    by_id = {h.id: h for h in material.happenings}
    claims = [c for c in standing if c.section == 0]
    sections, hooks = [], []
    for number, section in enumerate(_alive(drafted.outline, standing), start=1):
        body = [c for c in standing if c.section == section.number]
        found = _theses(section, body, by_id, material)
        about = _about(found, section, by_id, material)
        title = _title(section, about, found, body, number)
        sections.append(IssueSection(number=number, subject=section.subject, title=title.text))
        claims.append(title)
        claims += [_renumbered(c, number) for c in body]
        hooks += about[:1]
    head = _headline(hooks, standing)
    return Draft(
        claims=((head,) if head else ()) + tuple(claims),
        sections=tuple(sections),
        outline=drafted.outline,
        slots=drafted.slots,
        unused=drafted.unused,
    )


def _alive(outline: Sequence[OutlineSection], standing: Sequence[Claim]) -> list[OutlineSection]:
    told = {c.section for c in standing if c.passages}
    return [s for s in outline if s.number in told]


def _renumbered(item: Claim, number: int) -> Claim:
    if item.section == number:
        return item
    return msgspec.structs.replace(item, section=number)


Thesis = tuple[str, Claim]


def _about(
    found: Sequence[Thesis], section: OutlineSection, by_id: Mapping[str, Happening], material: Material
) -> list[Thesis]:
    """Those that may head the section by themselves."""
    return [(words, item) for words, item in found if _is_about(words, by_id[item.happenings[0]], section, material)]


def _theses(
    section: OutlineSection,
    body: Sequence[Claim],
    by_id: Mapping[str, Happening],
    material: Material,
) -> list[Thesis]:
    """Short forms of the section's claims, most salient first."""
    weight = {c.happening_id: c.salience for c in section.choices}
    cited = [c for c in body if c.passages and c.happenings]
    ranked = sorted(cited, key=lambda c: (-weight.get(c.happenings[0], 0.0), c.text))
    out: list[Thesis] = []
    for item in ranked:
        happening = by_id[item.happenings[0]]
        if courteous(item.text) or is_courtesy(happening, material) or is_recalled(happening, material):
            continue
        words = thesis(happening, item.text, material)
        if words and words not in [w for w, _ in out]:
            out.append((words, item))
    return sorted(out, key=lambda pair: _rank(pair[0]))


def _rank(words: str) -> int:
    """Silence first, then deeds and plain words, then welcomes, then who merely met whom, then praise."""
    if _SILENT.search(words):
        return 0
    return 4 if _PRAISE.search(words) else 3 if _BARE.search(words) else 2 if _SOFT.search(words) else 1


def _is_about(words: str, happening: Happening, section: OutlineSection, material: Material) -> bool:
    """True when a heading names the partner of its section, or somebody who is of it."""
    if section.subject == ELSEWHERE or _SILENT.search(words):
        return True
    theirs = [p for p in happening.content.parties if partner_of(p) == section.subject]
    named = [section.name, material.names.demonym(section.subject), *(short_name(p, material) for p in theirs)]
    return any(name and re.search(rf"\b{re.escape(name)}", words) for name in named)


def _title(
    section: OutlineSection, about: Sequence[Thesis], found: Sequence[Thesis], body: Sequence[Claim], number: int
) -> Claim:
    """ "Russia: Lavrov in Minsk, consultations signed"; the plain subject when no thesis about it stands."""
    used = list(about[:1])
    for words, item in found if used else ():
        if (
            item is not used[0][1]
            and len(f"{used[0][0]}, {words}".split()) <= _LONGEST_TITLE
            and not _alike(used[0][0], words)
        ):
            used = [used[0], (words, item)]
            break
    theses = hooks_joined([words for words, _ in used])
    text = f"{section.name}: {theses}" if theses else section.name
    rests = [item.id for _, item in used] or [c.id for c in body if c.passages][:1]
    return claim(
        capital(text),
        voice=Voice.FACT,
        role=Role.SUBTITLE,
        section=number,
        computation=rests_on(rests),
        happenings=tuple(h for _, item in used for h in item.happenings),
    )


def hooks_joined(hooks: Sequence[str]) -> str:
    """Hooks with commas; a subject that goes on is not named again: "Halve meets Brek, speaks to Lund"."""
    out: list[str] = []
    subject: list[str] = []
    for hook in hooks:
        words = hook.split()
        verb = next((i for i, word in enumerate(words) if word[:1].islower() and word != "and"), 0)
        shared = bool(verb) and words[:verb] == subject and words[verb] != "in"
        out.append(" ".join(words[verb:]) if shared else hook)
        subject = words[:verb]
    return ", ".join(out)


def _alike(one: str, other: str) -> bool:
    """Two hooks on the same people, or that open alike, would read as a stammer."""
    first, second = ({w for w in hook.split() if w[:1].isupper()} for hook in (one, other))
    return one.split()[:2] == other.split()[:2] or len(first & second) > 1


def _headline(hooks: list[Thesis], standing: Sequence[Claim]) -> Claim | None:
    """Two or three hooks from different sections; nothing when not one claim stands."""
    cited = [c for c in standing if c.passages]
    if not cited:
        return None
    used: list[Thesis] = []
    for words, item in hooks:
        room = _LONGEST_HEADLINE - sum(len(w.split()) for w, _ in used) - len(words.split())
        if len(used) < _HOOKS and all(words != w for w, _ in used) and (room >= 0 or not used):
            used.append((words, item))
    used.sort(key=lambda pair: bool(_SILENT.search(pair[0])))  # the most telling one last
    text = hooks_joined([words for words, _ in used])
    rests = [item.id for _, item in used] or [cited[0].id]
    return claim(
        capital(text) if text else "The period in brief",
        voice=Voice.FACT,
        role=Role.HEADLINE,
        computation=rests_on(rests),
        happenings=tuple(h for _, item in used for h in item.happenings),
    )
