"""Offices: what the sentence calls a person must be said of the same person, or be known for that day."""

from __future__ import annotations

from communique.model import ActorKind, Record
from communique.verify.case import Case, Ground, fault
from communique.verify.fold import plain, stem, words
from communique.verify.lexicon import Lexicon
from communique.verify.view import Entity, View

_RANKS = frozenset({"deputy", "vice", "former", "acting", "assistant", "ex"})
_LANDS = {ActorKind.STATE, ActorKind.TERRITORY}


class Title(Record, frozen=True, kw_only=True):
    """An office folded to comparable keys, the critical ones ("deputy") apart, with the countries it names."""

    keys: frozenset[str]
    critical: frozenset[str]
    countries: frozenset[str]
    shown: str


def check_offices(case: Case) -> tuple[Ground, ...]:
    """Faults of offices of the sentence's named persons."""
    out = []
    for entity in case.sentence.entities:
        if entity.kind is not ActorKind.PERSON or not entity.named:
            continue
        for title in titles_of(case.sentence, entity, case):
            if not any(_covers(title, known) for known in known_titles(case, entity)):
                out.append(_fault(case, entity, title))
    return (*out, *_described(case))


def _described(case: Case) -> list[Ground]:
    """Offices without a name ("the foreign ministers of Croatia and Serbia"): somebody there must hold them."""
    view = case.sentence
    inside = {i for e in view.entities for i in (*e.words, *e.office_words) if e.kind is ActorKind.PERSON}
    heads = [w for w in view.words if w.pos in {"NOUN", "PROPN"} and w.lemma in case.lexicon.lists["posts"]]
    heads = [w for w in heads if w.i not in inside and not w.quoted and w.dep != "compound"]
    known = _all_titles(case) if heads else []
    out: list[Ground] = []
    for word in heads:
        asked = _bare_title(case, view, word.i, ("compound", "amod"))
        if not asked.keys or not known or any(_may_be(asked, t) for t in known):
            continue
        there = "; ".join(dict.fromkeys(t.shown for t in known if t.shown))[:120] or "no office"
        detail = f"the passage has {there}, the sentence {asked.shown}"
        out.append(fault("office", asked.shown, detail, "office.described"))
    return out


def _may_be(asked: Title, held: Title) -> bool:
    return asked.keys <= held.keys and asked.critical & _RANKS >= held.critical & _RANKS


def _bare_title(case: Case, view: View, i: int, deps: tuple[str, ...]) -> Title:
    around = {i, *(j for c in view.kids(i, *deps) for j in view.subtree(c) if not _names(case, view, j))}
    text = view.phrase(around)
    found = make_title(" ".join(_without_lands(case, text)[0]), frozenset(), case.lexicon)
    return Title(keys=found.keys, critical=found.critical, countries=frozenset(), shown=text)


def _names(case: Case, view: View, i: int) -> bool:
    """Names of states and bodies around an office ("the Korean ambassador", "SADC ministers") are names, no office."""
    word = view.words[i]
    known = {word.lemma, word.text.casefold()} & case.lexicon.office_words
    return not known and (word.ent in {"NORP", "GPE", "ORG"} or (len(word.text) > 1 and word.text.isupper()))


def _all_titles(case: Case) -> list[Title]:
    """Every office that the passage names, with or without its holder, and those its persons are known to hold."""
    view, posts = case.passage, case.lexicon.lists["posts"]
    out = [t for e in view.entities if e.kind is ActorKind.PERSON for t in passage_titles(case, e)]
    heads = (w.i for w in view.words if w.lemma in posts or w.text.casefold() in posts)
    return out + [_bare_title(case, view, i, ("compound", "amod", "nmod", "prep")) for i in heads]


def _fault(case: Case, entity: Entity, title: Title) -> Ground:
    known = "; ".join(dict.fromkeys(t.shown for t in known_titles(case, entity) if t.shown)) or "no office"
    detail = f"{entity.surface} is given as {known}, the sentence says {title.shown}"
    return fault("office", title.shown, detail, "office.unknown" if known == "no office" else "office")


def _covers(title: Title, known: Title) -> bool:
    if not title.keys <= known.keys or title.critical != known.critical & _scope(title, known):
        return False
    return not title.countries or not known.countries or title.countries <= known.countries


def _scope(title: Title, known: Title) -> frozenset[str]:
    """Critical words of the known office count unless the sentence leaves the whole office out."""
    return known.critical if title.keys else frozenset()


def titles_of(view: View, entity: Entity, case: Case) -> list[Title]:
    """Offices that stand with a person: before the name, in apposition on either side."""
    groups: list[list[int]] = []
    before = list(entity.office_words) or _premodifiers(view, entity)
    if before:
        groups.append(before)
    for child in view.kids(entity.head, "appos"):
        groups.append(_plainly(view, view.subtree(child), entity))
    head = view.words[entity.head]
    if head.dep == "appos":
        groups.append(_plainly(view, list(view.subtree(head.head)), entity))
    titles = [
        named_office(case, view.phrase(group), None) for group in groups if _has_office(view, group, case.lexicon)
    ]
    return [t for t in titles if t.keys or t.critical]


def link_descriptions(case: Case) -> None:
    """ "the US Secretary of State", taken for a name, is linked to whom the passage names with that office."""
    for entity in case.sentence.entities:
        words_of = [case.sentence.words[i] for i in (*entity.office_words, *entity.words)]
        if not any({w.lemma, w.text.casefold()} & case.lexicon.office_words for w in words_of):
            continue
        asked = named_office(case, case.sentence.phrase(w.i for w in words_of))
        persons = [e for e in case.passage.entities if e.kind is ActorKind.PERSON]
        held = tuple(e for e in persons if asked.keys and any(_covers(asked, t) for t in passage_titles(case, e)))
        case.links[entity.head] = (*case.links[entity.head], *(e for e in held if e not in case.links[entity.head]))


def passage_titles(case: Case, person: Entity) -> list[Title]:
    """Offices of one whom the passage names: there, in the rest of its text, in the world on that day."""
    out = titles_of(case.passage, person, case)
    if person.office:
        out.append(named_office(case, person.office, person.country))
    ids = {person.actor_id} if person.actor_id else set()
    return out + _from_text(case, person) + _from_world(case, ids)


def _premodifiers(view: View, entity: Entity) -> list[int]:
    out: list[int] = []
    for i in entity.words:
        for child in view.kids(i, "compound", "amod", "nmod", "poss"):
            if child not in entity.words:
                out += [j for j in view.subtree(child) if j not in entity.words]
    return sorted(out)


def _plainly(view: View, indices: list[int], entity: Entity) -> list[int]:
    """The office phrase without the person itself, relative clauses and other people's names."""
    banned: set[int] = set(entity.words) | set(entity.office_words)
    for i in indices:
        if view.words[i].dep in {"relcl", "acl", "conj", "cc"} or (i != entity.head and view.words[i].pos == "VERB"):
            banned |= set(view.subtree(i))
        other = view.entity_at.get(i)
        if other is not None and other is not entity and other.kind is ActorKind.PERSON:
            banned |= set(other.words) | set(other.office_words)
    return [i for i in indices if i not in banned]


def _has_office(view: View, indices: list[int], lexicon: Lexicon) -> bool:
    return any(
        view.lemma(i) in lexicon.office_words or view.words[i].text.casefold() in lexicon.office_words for i in indices
    )


def named_office(case: Case, text: str, country: str | None = None) -> Title:
    """The office that a string names, its countries found by name; ``country`` is what is known of its holder."""
    kept, lands = _without_lands(case, text)
    found = make_title(" ".join(kept), frozenset(lands) or frozenset({country} if country else ()), case.lexicon)
    return Title(keys=found.keys, critical=found.critical, countries=found.countries, shown=" ".join(text.split()))


def _without_lands(case: Case, text: str) -> tuple[list[str], set[str]]:
    """Words of a text that name no country, and the countries that the others name."""
    parts = [w for w in text.replace("’", "'").replace("'s", " ").split() if w not in {",", "."}]
    kept: list[str] = []
    lands: set[str] = set()
    i = 0
    while i < len(parts):
        size, land = next(((n, c) for n in (4, 3, 2, 1) if (c := _land(case, parts[i : i + n]))), (1, None))
        if land is None:
            kept.append(parts[i])
        else:
            lands.add(land)
        i += size
    return kept, lands


def _land(case: Case, parts: list[str]) -> str | None:
    if not parts or not parts[0][:1].isupper() or parts[0] in {"State", "Foreign", "Minister", "President", "Prime"}:
        return None
    name = " ".join(parts).strip(",.")
    found = {a.country for a in case.world.find(name) if a.kind in _LANDS or a.country == "EUE"} - {None}
    if len(found) == 1:
        return found.pop()
    spelled = {code for code in case.codes if plain(name) in _spellings(case, code)}
    return spelled.pop() if len(spelled) == 1 else None


def _spellings(case: Case, code: str) -> set[str]:
    return {plain(case.world.display(code)), plain(case.world.demonym(code))}


def make_title(text: str, countries: frozenset[str], lexicon: Lexicon) -> Title:
    """The office that a string names; ``countries`` as ISO codes where known."""
    folded = " ".join(words(text.replace("-", " ")))
    for phrase, key in lexicon.office_phrases:
        folded = f" {folded} ".replace(f" {phrase} ", f" {key} ").strip()
    tokens = [t for t in folded.split() if t not in lexicon.office_filler]
    critical = frozenset(t for t in tokens if t in lexicon.office_critical)
    keys = frozenset(stem(t) for t in tokens if t not in critical)
    return Title(keys=keys, critical=critical, countries=countries, shown=" ".join(text.split()))


def known_titles(case: Case, entity: Entity) -> list[Title]:
    """Offices of the same person in the passage, in the rest of the text, and in the world on that day."""
    out: list[Title] = []
    ids = {entity.actor_id} if entity.actor_id else set()
    for other in case.links.get(entity.head, ()):
        if other.kind is not ActorKind.PERSON:
            continue
        out += titles_of(case.passage, other, case)
        if other.office:
            out.append(named_office(case, other.office, other.country))
        ids |= {other.actor_id} if other.actor_id else set()
    return out + _from_text(case, entity) + _from_world(case, ids)


def _from_text(case: Case, entity: Entity) -> list[Title]:
    """Offices that stand by the same name anywhere in the cited texts."""
    out = []
    for document in case.passage.documents:
        for mention in document.mentions:
            alike = words(mention.name)[-1:] == words(entity.full)[-1:] and mention.kind is ActorKind.PERSON
            if not alike and not (mention.actor_id and mention.actor_id == entity.actor_id):
                continue
            body = document.text.body
            before = body[mention.span.start : mention.head.start] + " " + body[mention.head.end : mention.span.end]
            out += [named_office(case, t, mention.country) for t in (before, mention.office) if t.strip()]
    return out


def _from_world(case: Case, ids: set[str]) -> list[Title]:
    day = case.passage.published
    if day is None:
        return []
    out = []
    for actor_id in sorted(ids):
        for office in case.world.offices(actor_id, day):
            out.append(named_office(case, office.title, office.country))
    return out
