"""Mentions of one text: who is named, in which office on the text's day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from communique.model import ActorKind, Annotation, Candidate, Mention, Rank, Span, Text, Turn
from communique.resolve import bodies, discourse, draft, gazetteer, holding, phrases, runs
from communique.resolve.attach import attach
from communique.resolve.base import KnowledgeBase
from communique.resolve.beside import Beside, offices
from communique.resolve.descriptions import Describer
from communique.resolve.draft import Name
from communique.resolve.folding import words
from communique.resolve.gazetteer import NameFinder, Piece
from communique.resolve.interface import ResolverOptions
from communique.resolve.offices import office_sense
from communique.resolve.persons import (
    Holders,
    Setting,
    clear,
    fits,
    holder,
    inner_name,
    link,
    mention,
    same_name,
    titled_again,
)


class Resolver:
    """Finds and links the actors of texts over one knowledge base."""

    def __init__(self, base: KnowledgeBase, options: ResolverOptions | None = None) -> None:
        self._base = base
        self._options = options or ResolverOptions()
        self._finder = NameFinder(base)
        self._holders = Holders(base)
        self._describer = Describer(base, self._holders)

    @property
    def version(self) -> str:
        """Version of the facts behind the links."""
        return self._base.version

    def resolve(self, text: Text, annotation: Annotation, home: str | None) -> tuple[Mention, ...]:
        """All mentions of a text, in order, without overlap; spans hold against ``text.body``."""
        body = gazetteer.flat(text.body)
        title = gazetteer.flat(text.title)
        pieces, flags = self._pieces(body), gazetteer.other_meanings(body)
        pieces = [p for p in pieces if not gazetteer.is_lookalike(body, p, flags, self._finder.given)]
        bearers = [*bodies.bearers(self._base, body, pieces)]
        pieces = [p for p in pieces if not _covered(Span(start=p.start, end=p.end), (b.span for b in bearers))]
        where = Setting(day=text.published, home=home, lands=self._lands(pieces), options=self._options)
        context = self._people(title, self._pieces(title), where, (), frozenset())
        entities = frozenset(t.start for s in annotation.sentences for t in s.tokens if t.entity == "PERSON")
        people = self._people(body, pieces, where, context, entities)
        speakers = self._speakers(body, annotation.turns, where, people)
        labels = [t.label_span for t in annotation.turns]
        spoken = [s for s in speakers if s]
        rest = [m for m in (*bearers, *self._others(body, pieces, where)) if not _covered(m.span, labels)]
        people = tuple(m for m in people if not _covered(m.span, labels))
        people = tuple(m for m in people if not _of_himself(m, annotation.turns, speakers))
        called = discourse.addressed(body, annotation.turns, speakers, _may_be_called)
        found = _sift([*spoken, *called, *people, *rest])
        found += [*discourse.pronouns(body, annotation, found), *discourse.first_person(body, annotation, speakers)]
        return tuple(_sift(found))

    def _pieces(self, body: str) -> list[Piece]:
        return self._finder.find(body)

    def _lands(self, pieces: Iterable[Piece]) -> frozenset[str]:
        actors = (self._base.actor(i) for p in pieces for i in p.actors)
        return frozenset(a.country for a in actors if a and a.country)

    def _people(self, body: str, pieces: list[Piece], where: Setting, context: Sequence[Mention],
                entities: frozenset[int]) -> tuple[Mention, ...]:  # fmt: skip
        """Persons by name and by office. Titled and whole names first, then what leans on them."""
        where = _within(where, pieces)
        found_offices = offices(self._base, body, phrases.find_phrases(body), pieces)
        taken = [(p.start, p.end) for p in pieces] + [(o.phrase.start, o.phrase.end) for o in found_offices]
        names = draft.names(body, runs.find_runs(body, taken), found_offices, self._known)
        names = attach(self._base, body, names, pieces, where.home)
        firm = [m for n in names if (m := self._firm(body, n, where, entities))]
        firm = [titled_again(m, [*context, *firm], self._base) for m in firm]
        firm = self._by_seat(body, names, firm, where, context)
        done = {m.head.start for m in firm}
        known = [*context, *firm]
        others = _others_names(names, firm) | frozenset(_PLACED.findall(body))
        loose = [m for n in names if n.head_start not in done and (m := self._loose(body, n, where, known, others))]
        used = {
            n.office.phrase.start
            for n in names
            if n.office and any(n.head_start == m.head.start for m in (*firm, *loose))
        }
        people = sorted((*firm, *loose), key=lambda m: m.span.start)
        by_office = [
            m
            for o in found_offices
            if o.phrase.start not in used and (m := self._describer.by_office(body, o, where, people, context))
        ]
        return tuple(_sift([*people, *by_office, *self._describer.counterparts(body, pieces, where, people, context)]))

    def _known(self, name: str) -> bool:
        return len(words(name)) > 1 and bool(self._base.persons(name))

    def _firm(self, body: str, name: Name, where: Setting, entities: frozenset[int]) -> Mention | None:
        """A whole name, or a surname with an office or honorific."""
        parts = words(name.text)
        titled = name.office is not None or name.honorific
        if (len(parts) < 2 and not titled) or _BUILT.match(body, name.head_end):
            return None
        name = _of_country(self._base, body, name, where.starts)
        found, chosen = link(self._base, name, where)
        if not chosen and (name.text.isupper() or (len(parts) < 2 and _NEXT_CAP.match(body, name.head_end))):
            return None
        if found or titled or (len(parts) > 1 and name.head_start in entities):
            if len(parts) < 2 and not found and not titled:
                return None
            return mention(self._base, body, name, found, chosen, where)
        return None

    def _by_seat(self, body: str, names: Sequence[Name], firm: Sequence[Mention], where: Setting,
                 context: Sequence[Mention]) -> list[Mention]:  # fmt: skip
        """Those whom nothing has named yet, by the office beside them or the one they hold."""
        by_head = {n.head_start: n for n in names}
        said = _others_names(names, firm)
        out = []
        for m in firm:
            name = by_head[m.head.start]
            found, chosen = holding.NOBODY
            if m.actor_id is None and name.office is not None and not name.office.phrase.plural:
                found, chosen = holding.spelt_otherwise(self._base, name, where, self._holders)
                if not chosen:
                    found, chosen = holding.held_before(self._base, body, name, where, self._holders)
            elif m.actor_id is None and name.honorific and name.text not in said:
                same = same_name([*context, *firm], name.text)
                found, chosen = holding.NOBODY if len(same) > 1 else holding.own_head(self._base, name, where)
            made = mention(self._base, body, name, found, chosen, where) if chosen else m
            out.append(msgspec.structs.replace(made, former=True) if _gone(found) else made)
        return out

    def _loose(self, body: str, name: Name, where: Setting, known: Sequence[Mention],
               others: frozenset[str]) -> Mention | None:  # fmt: skip
        """A bare surname: a person of this text, else the only top office-holder of that name on the day.

        ``others`` are words of names of this text that are no office-holders': "Austin" after "Austin Tice" is he.
        """
        if after := _ADMINISTRATION.match(body, name.head_end):
            return self._administration(body, name, after.end(), where, known)
        if len(words(name.text)) != 1 or len(name.text) < 3:
            return None
        same = same_name(known, name.text)
        if len(same) == 1:
            return discourse.copy(same[0], name.head_start, name.head_end, body)
        if not same and _called(body, name) and (inner := inner_name(known, name.text)):
            return discourse.copy(inner, name.head_start, name.head_end, body)
        if same or where.day is None or name.text.isupper() or name.text in others:
            return None
        if _BUILT.match(body, name.head_end):
            return None
        found, chosen = self._famous(name, where)
        return mention(self._base, body, name, found, chosen, where) if chosen else None

    def _administration(self, body: str, name: Name, end: int, where: Setting,
                        known: Sequence[Mention]) -> Mention | None:  # fmt: skip
        """ "the Biden Administration" is a government, not the man; of "Biden-Harris" the first leads."""
        first = Name(start=name.start, end=name.end, head_start=name.head_start, head_end=name.head_end,
                     text=words(name.text)[0])  # fmt: skip
        same = same_name(known, first.text)
        who = same[0].actor_id if len(same) == 1 else self._famous(first, where)[1]
        tops = [o.country for o in self._base.offices(who, where.day)] if who and where.day else []
        span = Span(start=name.head_start, end=end)
        return bodies.government_of(self._base, body, span, tops[0]) if tops else None

    def _famous(self, name: Name, where: Setting) -> tuple[tuple[Candidate, ...], str | None]:
        top = [a for a in self._base.surnamed(name.text) if self._prominent(a, where)]
        if len(top) != 1 or len(name.text) < 5:
            return (), None
        found, _ = link(self._base, name, where)
        kept = tuple(c for c in found if c.actor_id == top[0])
        actor = self._base.actor(top[0])
        return kept, top[0] if actor and (actor.country in where.lands or actor.country == where.home) else None

    def _prominent(self, actor_id: str, where: Setting) -> bool:
        held = [o for o in self._base.offices(actor_id, where.day) if o.start]
        top, own = Rank.HEAD_OF_GOVERNMENT, Rank.MINISTER
        return any(o.rank <= top or (o.rank is own and o.country == where.home) for o in held)

    def _others(self, body: str, pieces: list[Piece], where: Setting) -> list[Mention]:
        """States, bodies, institutions, groups."""
        out = [*bodies.institutions(self._base, body, pieces, where.home), *bodies.groups(self._base, body, pieces)]
        named = bodies.named_alone(body, pieces)
        out += bodies.short_forms(self._base, body, named)
        for piece in pieces:
            if piece.role in ("demonym", "people") and not _compound(body, piece):
                continue
            if piece.role == "capital" and not bodies.acts_as_state(body, piece):
                continue
            made = bodies.body_mention(self._base, body, piece, where.home, where.lands, named)
            if made:
                out.append(made)
        return out

    def _speakers(
        self, body: str, turns: Sequence[Turn], where: Setting, people: Sequence[Mention]
    ) -> list[Mention | None]:
        """Who speaks each turn, by its label."""
        known: dict[str, Mention | None] = {}
        out: list[Mention | None] = []
        for turn in turns:
            if turn.question:
                out.append(None)
                continue
            if turn.label not in known:
                known[turn.label] = self._speaker(turn.label, where, people)
            model = known[turn.label]
            out.append(_labelled(model, turn, body) if model else None)
        return out

    def _speaker(self, label: str, where: Setting, people: Sequence[Mention]) -> Mention | None:
        plain = gazetteer.flat(re.sub(r"\s*\(.*?\)", "", label))
        shown = plain.title() if plain.isupper() else plain
        shown = re.sub(r"\b(Mr|Mrs|Ms|Dr)\b\.?", r"\1", shown)
        where = Setting(day=where.day, home=where.home, lands=where.lands, options=where.options, speaking=True)
        found = [
            m
            for m in self._people(shown, self._pieces(shown), where, people, frozenset())
            if m.kind is ActorKind.PERSON
        ]
        if found:
            best = found[0]
            if best.actor_id is None:
                same = same_name(people, best.name)
                return same[0] if len(same) == 1 else best
            return best
        sense = office_sense(shown, where.home)
        if sense.family and where.home:
            options = holder(self._base, sense, where.home, where, self._holders)
            chosen = clear(options)
            if chosen:
                name = Name(start=0, end=len(shown), head_start=0, head_end=len(shown), text=shown)
                return mention(self._base, shown, name, options, chosen, where)
        same = same_name(people, shown)
        return same[0] if len(same) == 1 else None


def _may_be_called(person: Mention, office: str) -> bool:
    return bool(person.office) and fits(
        office_sense(person.office, person.country), office_sense(office, person.country)
    )


def _of_himself(m: Mention, turns: Sequence[Turn], speakers: Sequence[Mention | None]) -> bool:
    """True for "the President" in his own turn: nobody speaks of himself so, somebody else is meant."""
    if not m.anaphor or m.head != m.span or not m.office:
        return False
    inside = (s for t, s in zip(turns, speakers, strict=True) if t.span.start <= m.span.start < t.span.end)
    return any(s is not None and s.actor_id is not None and s.actor_id == m.actor_id for s in inside)


def _gone(found: Sequence[Candidate]) -> bool:
    return any(r.feature == holding.BEFORE for c in found[:1] for r in c.reasons)


_GREETED = re.compile(r"(?:^|[\n,:] ?|\b(?:Hi|Hey|Thanks|Thank you|Hello|Dear|Welcome|right|Yes|No|you),? )$")


def _called(body: str, name: Name) -> bool:
    """True when a bare first name is spoken to: "Thanks, Ned." """
    before = body[max(0, name.head_start - 12) : name.head_start]
    return bool(_GREETED.search(before)) and body[name.head_end : name.head_end + 1] in (",", ".", "?", "!", ":")


def _others_names(names: Sequence[Name], firm: Sequence[Mention]) -> frozenset[str]:
    """Words of whole names of the text that the base does not know or that name nobody in it for sure."""
    linked = {m.head.start for m in firm if m.actor_id}
    return frozenset(w for n in names if n.head_start not in linked and len(words(n.text)) > 1 for w in words(n.text))


def _within(where: Setting, pieces: Iterable[Piece]) -> Setting:
    fields = {f: getattr(where, f) for f in where.__struct_fields__}
    return Setting(**{**fields, "starts": {p.start: p for p in pieces}})


def _labelled(model: Mention, turn: Turn, body: str) -> Mention:
    made = discourse.copy(model, turn.label_span.start, turn.label_span.end, body)
    fields = {f: getattr(made, f) for f in made.__struct_fields__}
    return Mention(**{**fields, "anaphor": False})


_ADMINISTRATION = re.compile(r"[ -](?:[Aa]dministration|[Gg]overnment|[Cc]abinet|[Rr]egime|era)\b")
_PLACED = re.compile(r"\b(?:in|near|at|into|outside|moved to|flew to|returned to) ([A-Z]\w+)\b")
_BUILT = re.compile(
    r" (?:[A-Z]\w+ )?(?:Hotel|Street|Avenue|Road|Square|Bridge|Hall|Airport|Park|Hospital|School|Prize|Award|Center|"
    r"Centre|University|College|Institute|Foundation|Mosque|Cathedral|Palace|Stadium|Museum|Library|Memorial)\b"
)
_NEXT_CAP = re.compile(r" [A-Z]")
_OF_LAND = re.compile(r" of (?:the )?")


def _of_country(base: KnowledgeBase, body: str, name: Name, starts: Mapping[int, Piece]) -> Name:
    """ "President NAME of COUNTRY": the country belongs to the office."""
    match = _OF_LAND.match(body, name.head_end)
    piece = (starts.get(name.head_end + 4) or starts.get(match.end())) if match else None
    if (
        piece is None
        or piece.role != "country"
        or name.office is None
        or name.office.country
        or name.end != name.head_end
    ):
        return name
    actor = base.only(piece.actors)
    fields = {f: getattr(name.office, f) for f in name.office.__struct_fields__}
    organisation = actor.id if actor and actor.id == "Q458" else None
    office = Beside(
        **{**fields, "country": actor.country if actor else None, "organisation": organisation, "explicit": True}
    )
    return Name(start=name.start, end=piece.end, head_start=name.head_start, head_end=name.head_end, text=name.text,
                office=office, honorific=name.honorific)  # fmt: skip


_PAIRED = re.compile(r"-[A-Z]")


def _compound(body: str, piece: Piece) -> bool:
    """ "Russian-Belarusian": both sides act; and "the Russians" by themselves."""
    if _PAIRED.match(body, piece.end) or (
        piece.start > 1 and body[piece.start - 1] == "-" and body[piece.start - 2].isalpha()
    ):
        return True
    alone = not body[piece.end : piece.end + 2].strip().isalpha()
    many = piece.role == "people" and body[piece.start : piece.end].endswith("s")
    return many and alone and body[max(0, piece.start - 4) : piece.start].casefold() == "the "


def _covered(span: Span, others: Iterable[Span]) -> bool:
    return any(o.start < span.end and span.start < o.end for o in others)


_ORDER = {ActorKind.PERSON: 0, ActorKind.INSTITUTION: 1, ActorKind.GROUP: 2}


def _sift(found: Sequence[Mention]) -> list[Mention]:
    """Without overlaps: persons first, then the longer span."""
    ranked = sorted(found, key=lambda m: (_ORDER.get(m.kind, 3), -(m.span.end - m.span.start), m.span.start))
    taken: set[int] = set()
    kept = []
    for m in ranked:
        cells = range(m.span.start, m.span.end)
        if taken.isdisjoint(cells):
            taken.update(cells)
            kept.append(m)
    return sorted(kept, key=lambda m: m.span.start)
