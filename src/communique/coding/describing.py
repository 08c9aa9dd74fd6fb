"""Who is meant by words that are no name of the base: groups, officials without a name, names the base lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile
from typing import TYPE_CHECKING

import msgspec

from communique.coding.arguments import prepositional
from communique.coding.lexicon import groups, word_list
from communique.coding.participants import actor_party, as_party
from communique.model import ActorKind, Mention, OfficeBasis, Participation, Rank, Side, Span

if TYPE_CHECKING:
    from communique.coding.parties import Cast

_DESCRIBES = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_NEAR = 700
"""Characters before a description in which the one it means was named."""


def someone(cast: Cast, index: int, side: Side | None) -> Participation | None:
    """An unnamed person or group in the text's own words ("experts from civil society"), with the country it is of."""
    tree = cast.tree
    tag, lemma = tree.tokens[index].tag, tree.lemma(index)
    if tag == "NNPS":  # "Foreign Ministers from …"
        lemma = lemma.casefold().removesuffix("s")
    if tag == "NNP":
        return _titled(cast, index, side)
    if tag not in {"NN", "NNS", "NNPS"} or lemma not in groups()["actors"]:
        return None
    many = tag != "NN"
    countries = tuple(countries_of(cast, tree.phrase(index))) or tuple(countries_of(cast, _of(cast, index)))
    span = tree.span(tuple(sorted({*tree.phrase(index), *_of(cast, index)})))
    name = group_name(cast.document.text.body[span.start : span.end])
    if name.casefold() in groups()["nobody"]:
        return None
    return Participation(
        name=name,
        kind=ActorKind.GROUP if many else ActorKind.PERSON,
        country=countries[0] if len(countries) == 1 else None,
        rank=Rank.GROUP if many else None,
        side=side,
        span=span,
    )


def group_name(words: str) -> str:
    """A group's own words on one line, without the article or "the following" before them."""
    return _ARTICLE.sub("", " ".join(words.split()))


_ARTICLE = re.compile(r"^(?:[Tt]he )?(?:following )?")


def _titled(cast: Cast, index: int, side: Side | None) -> Participation | None:
    """ "The Governor-General", "the Chief Justice": a holder of an office whom nothing names."""
    tree = cast.tree
    words = {tree.lemma(i) for i in tree.phrase(index)}
    office = "-".join(tree.tokens[i].text for i in tree.phrase(index) if tree.tokens[i].text.isalpha()).casefold()
    known = tree.lemma(index) in groups()["offices"] or any(office.endswith(one) for one in groups()["offices"])
    if not known or "the" not in words or tree.children(index, "prep", "poss", "appos"):
        return None
    span = tree.span(tuple(i for i in tree.phrase(index) if tree.tokens[i].dep != "det"))
    name = " ".join(cast.document.text.body[span.start : span.end].split())
    return Participation(
        name=name, kind=ActorKind.PERSON, office=name, office_basis=OfficeBasis.TEXT, side=side, span=span
    )


def whole_group(cast: Cast, index: int, party: Participation) -> Participation | None:
    """A group whose name goes on where its mention ends: "the Heads of Delegation from Arctic countries"."""
    unknown = party.kind is ActorKind.GROUP and party.country is None and party.actor_id is None
    below = tuple(takewhile(lambda i: not cast.tree.is_verb(i), _of(cast, index) if unknown else ()))
    if party.span is None or not below or len(below) > _LONG_GROUP or below[0] != index + 1:
        return None
    end = max(party.span.end, cast.tree.tokens[below[-1]].end)
    countries = countries_of(cast, below)
    span = Span(start=party.span.start, end=end)
    return msgspec.structs.replace(
        party,
        name=group_name(cast.document.text.body[span.start : span.end]),
        country=next(iter(countries)) if len(countries) == 1 else None,
        span=span,
    )


_LONG_GROUP = 10
_SETTINGS = frozenset({"on", "at", "during", "in"})


def _of(cast: Cast, index: int) -> tuple[int, ...]:
    """What a noun is of or from, up to where and when it was met ("his counterparts from Asia on the sidelines")."""
    tree = cast.tree
    below = (k for k in tree.children(index, "prep") if tree.lemma(k) in {"of", "from"})
    words = tuple(i for k in below for i in tree.subtree(k))
    for i in words:
        if tree.lemma(i) in _SETTINGS and tree.tokens[i].pos == "ADP" and _sets(cast, i, words):
            return tuple(k for k in words if k < i)
    return words


def _sets(cast: Cast, prep: int, words: tuple[int, ...]) -> bool:
    """True for "on the sidelines", "at the summit", and "in Seoul" behind another land: where those were."""
    tree = cast.tree
    heads = tree.children(prep, "pobj")
    ends = {tree.lemma(k) for k in heads}
    head = tree.head(prep)
    inside = tree.lemma(prep) == "in" and head is not None and tree.tokens[head].pos in {"NOUN", "PROPN"}
    if inside and any(tree.tokens[k].entity == "GPE" for k in heads):
        return bool(countries_of(cast, tuple(k for k in words if k < prep)))
    return bool(ends & (word_list("mood.yaml", "no_topics") | groups()["forum"]))


def countries_of(cast: Cast, indexes: tuple[int, ...]) -> dict[str, Span]:
    """Countries that some words name, as names, bodies or adjectives; persons count for none of it."""
    found: dict[str, Span] = {}
    for index in indexes:
        mention, token = cast.mention(index), cast.tree.tokens[index]
        if mention is not None and mention.country and mention.kind is not ActorKind.PERSON:
            found.setdefault(mention.country, mention.span)
        elif token.entity in {"NORP", "GPE"} and token.text[:1].isupper():
            land = cast.lands.meant(token.text)
            if land is not None and land.country:
                found.setdefault(land.country, Span(start=token.start, end=token.end))
    return found


def name_of(cast: Cast, index: int) -> str:
    """The words of a body's name with what comes after "of"."""
    span = cast.tree.span(tuple(sorted({*cast.tree.phrase(index), *_of(cast, index)})))
    return cast.document.text.body[span.start : span.end]


def described(cast: Cast, index: int, side: Side | None) -> Participation | None:
    """ "The EU official", "the Chinese diplomat": the one person of that country who was named just before."""
    tree = cast.tree
    if tree.tokens[index].tag != "NN" or tree.lemma(index) not in groups()["actors"]:
        return None
    if not any(tree.lemma(k) in {"the", "this"} for k in tree.children(index, "det")):
        return None
    countries = countries_of(cast, tree.phrase(index))
    start = tree.tokens[index].start
    near = (m for m in cast.document.mentions if m.kind is ActorKind.PERSON and start - _NEAR < m.span.start < start)
    people = {m.actor_id or m.name: m for m in near if m.country in countries}
    if len(countries) != 1 or len(people) != 1:
        return None
    meant = next(iter(people.values()))
    if tree.sentence.start <= meant.span.start:
        return None  # named in the same sentence: the description is of somebody else
    cast.memory.lean(sentence_start(cast, meant))
    return as_party(meant, side)


_ABBREVIATION = re.compile(r"[A-Z]{2,5}")
_INTRODUCED = 110
"""Characters after an abbreviated title in brackets within which its holder is named."""


def abbreviated(cast: Cast, index: int, side: Side | None) -> Participation | None:
    """ "SM" where the text began "Senior Minister (SM) and Minister for Trade A": the one so introduced."""
    word, body = cast.tree.tokens[index].text, cast.document.text.body
    if not _ABBREVIATION.fullmatch(word):
        return None
    at = body.find(f"({word})")
    if at < 0 or at >= cast.tree.tokens[index].start:
        return None
    people = [m for m in cast.document.mentions if m.kind is ActorKind.PERSON and m.head.end > at]
    named = next((m for m in people if m.actor_id or m.country), None)
    if named is None or named.head.start - at > _INTRODUCED or "." in body[at : named.head.start].replace("Dr.", ""):
        return None
    token = cast.tree.tokens[index]
    return msgspec.structs.replace(as_party(named, side), span=Span(start=token.start, end=token.end))


def office_again(cast: Cast, index: int, side: Side | None) -> Participation | None:
    """ "The Secretary", "the Prime Minister": the one holder of such an office named near before in the same voice."""
    tree, token = cast.tree, cast.tree.tokens[index]
    if token.tag not in {"NN", "NNP"} or tree.lemma(index) not in groups()["offices"] or tree.children(index, "prep"):
        return None
    if not any(tree.lemma(k) == "the" for k in tree.children(index, "det")):
        return None
    words = {tree.lemma(i) for i in tree.phrase(index)} - {"the", "also"}
    near = [m for m in cast.document.mentions if token.start - 2 * _NEAR < m.span.start < token.start]
    holders = [m for m in near if m.kind is ActorKind.PERSON and words <= set(_office_words(m))]
    if not holders or len({m.actor_id or m.name for m in holders}) > 1:
        return None
    if holders[-1].span.start < tree.sentence.start:
        cast.memory.lean(sentence_start(cast, holders[-1]))
    span = tree.span(tree.phrase(index))
    return msgspec.structs.replace(as_party(holders[-1], side), span=span)


def _office_words(one: Mention) -> list[str]:
    return f"{one.office} {one.surface}".casefold().replace("-", " ").split()


def sentence_start(cast: Cast, named: Mention) -> int:
    """Where the sentence begins in which somebody is named."""
    sentences = cast.document.annotation.sentences
    return next((s.start for s in sentences if s.start <= named.span.start < s.end), named.span.start)


def named(cast: Cast, index: int, side: Side | None) -> Participation | None:
    """A person the parser knows by name and the base does not, with the office before it and the country the phrase
    gives; one whom the text named more fully before is that one.
    """
    tree = cast.tree
    if tree.tokens[index].pos != "PROPN":
        return None
    first = index
    while first > 0 and tree.tokens[first - 1].pos == "PROPN" and tree.tokens[first - 1].entity != "DATE":
        first -= 1
    while first < index and tree.tokens[first].text.islower():
        first += 1  # "the CE-elect John Lee"
    span = tree.span(tuple(range(first, index + 1)))
    again = _cut_short(cast, span, side) or named_again(cast, span, side)
    if again is not None or first == index or tree.tokens[index].entity != "PERSON":
        return again
    countries = tuple(countries_of(cast, _of(cast, index)))
    office, name = _office_and_name([tree.tokens[i].text for i in range(first, index + 1)])
    return Participation(
        name=name,
        kind=ActorKind.PERSON,
        country=countries[0] if len(countries) == 1 else None,
        office=office,
        office_basis=OfficeBasis.TEXT if office else None,
        side=side,
        span=span,
    )


def _office_and_name(words: list[str]) -> tuple[str, str]:
    """ "Foreign Minister Julie Bishop" in its two parts; no office where nothing but a title would be left as name."""
    last = max((i for i, word in enumerate(words) if word.casefold() in groups()["offices"]), default=-1)
    if last < 0 or len(words) - last < _NAME_WORDS:
        return "", " ".join(words)
    return " ".join(words[: last + 1]), " ".join(words[last + 1 :])


_NAME_WORDS = 3
"""An office is split off where two words of a name at least follow it, counted from its last word."""


def _cut_short(cast: Cast, span: Span, side: Side | None) -> Participation | None:
    """A known person of whose name the text goes on where the mention ends ("Prime Minister Hun | Sen")."""
    found = [m for m in cast.mentions if m.kind is ActorKind.PERSON and m.actor_id and span.start <= m.span.start]
    inside = [m for m in found if m.span.end < span.end]
    return as_party(inside[-1], side) if inside else None


def named_again(cast: Cast, span: Span, side: Side | None) -> Participation | None:
    """A title and the last words of a name that the text gave in full before: "Minister Park", "MG Al Kindi"."""
    written = cast.document.text.body[span.start : span.end]
    words = [
        w for w in re.findall(r"\w+", written.casefold()) if w not in groups()["name_titles"] | groups()["offices"]
    ]
    people = {p.key: p for one in cast.memory.met for p in one.parties if p.kind is ActorKind.PERSON}
    before = [m for m in cast.document.mentions if m.kind is ActorKind.PERSON and m.span.end <= span.start]
    told = {p.name for p in people.values()}
    people |= {p.key: p for m in before if (p := as_party(m)).name not in told}
    for tail in (words, words[1:]):
        found = [p for p in people.values() if tail and _ends_with(p.name, tail)]
        if found:
            return msgspec.structs.replace(found[0], side=side, span=span) if len(found) == 1 else None
    return None


def _ends_with(name: str, tail: list[str]) -> bool:
    """The last words of a name, or for an East Asian one its first word."""
    words = re.findall(r"\w+", name.casefold())
    return len(words) > len(tail) and (words[-len(tail) :] == tail or words[: len(tail)] == tail)


def several(cast: Cast, index: int, side: Side | None) -> tuple[Participation, ...]:
    """ "Senior diplomats from Belarus and Russia": one group for each country."""
    known = cast.mention(index)
    if known is not None and (known.kind is not ActorKind.GROUP or known.country or known.actor_id):
        return ()
    group = someone(cast, index, side)
    if group is None or group.kind is not ActorKind.GROUP:
        return ()
    countries = countries_of(cast, tuple(sorted({*cast.tree.phrase(index), *_of(cast, index)})))
    if len(countries) < 2:
        return ()
    core = _core(cast, index, countries.values())
    return tuple(
        Participation(name=f"{core} ({code})", kind=group.kind, country=code, rank=group.rank, side=side, span=span)
        for code, span in countries.items()
    )


def leaders(cast: Cast, index: int, side: Side | None) -> tuple[Participation, ...]:
    """ "A delegation led by A", "the delegations of Peru, led by A, and Chile, led by B": those who lead it."""
    tree = cast.tree
    lemma = tree.lemma(index).removesuffix("s") if tree.tokens[index].tag == "NNPS" else tree.lemma(index)
    if lemma not in word_list("joining.yaml", "delegations"):
        return ()
    led = (k for k in tree.children(index, "acl") if tree.lemma(k) in word_list("joining.yaml", "lead"))
    heads = tuple(h for verb in led for h in prepositional(tree, verb, ("by",)))
    found = (p for h in heads for p in (cast.party(h, side),) if p is not None and p.kind is ActorKind.PERSON)
    return tuple(p for p in found if p.actor_id or p.office or p.country)


def _core(cast: Cast, index: int, lands: Iterable[Span]) -> str:
    """What a group is without the lands before it: "senior diplomats"; its head always, however it is written."""
    tokens, named = cast.tree.tokens, {i for span in lands for i in cast.tree.within(span)}
    words = (i for i in cast.tree.phrase(index) if i == index or (i not in named and tokens[i].pos in _DESCRIBES))
    return " ".join(tokens[i].text.casefold() for i in words)


def sides(cast: Cast, index: int, side: Side | None) -> tuple[Participation, ...]:
    """ "The Danish and Polish ministries", "the boards of the ministries of Peru and Chile": states of a noun."""
    if cast.mention(index) is not None or cast.tree.lemma(index) not in groups()["bodies"] | groups()["forum"]:
        return ()
    many = cast.tree.tokens[index].tag in {"NNS", "NNPS"}
    inside = (*cast.tree.phrase(index), *(_of(cast, index) if many else ()))
    countries = countries_of(cast, tuple(i for i in inside if i != index))
    lands = [(cast.lands.country(code), span) for code, span in countries.items()]
    if len(lands) < 2:
        return ()
    return tuple(actor_party(a, side, span) for a, span in lands if a is not None)


def placed(cast: Cast, index: int, party: Participation) -> Participation:
    """With the country that an adjective gives before an unknown person's office ("Belgian Director General A") or a
    group ("Indian Ministers").
    """
    if party.country or party.actor_id or party.span is None:
        return party
    if party.kind is ActorKind.PERSON:
        before = tuple(i for i in cast.tree.subtree(index) if cast.tree.tokens[i].end <= party.span.start)
    elif party.kind is ActorKind.GROUP:
        before = tuple(i for i in cast.tree.phrase(index) if i != index)
    else:
        return party
    adjectives = tuple(i for i in before if cast.tree.tokens[i].entity == "NORP")
    countries = tuple(countries_of(cast, adjectives))
    return msgspec.structs.replace(party, country=countries[0]) if len(countries) == 1 else party


def ruled(cast: Cast, index: int, side: Side | None) -> Participation | None:
    """ "The Maduro regime", "the Merkel government": the state that the person named before it rules."""
    tree = cast.tree
    if tree.lemma(index) not in groups()["rules"]:
        return None
    before = [i for i in tree.phrase(index) if i != index]
    people = (m for i in before if (m := cast.mention(i)) is not None and m.kind is ActorKind.PERSON)
    countries = {m.country for m in people if m.country}
    land = cast.lands.country(next(iter(countries))) if len(countries) == 1 else None
    if land is None:
        return None
    return actor_party(land, side, tree.span(tree.phrase(index)))


def members(cast: Cast, index: int, side: Side | None) -> Participation | None:
    """ "The ASEAN members", "African Union member states": all of a body are the body."""
    tree = cast.tree
    if tree.tokens[index].tag not in {"NNS", "NNPS"} or tree.lemma(index) not in groups()["membership"]:
        return None
    before = [i for i in tree.phrase(index) if i != index and tree.tokens[i].pos == "PROPN"]
    if not before:
        return None
    span = tree.span(tuple(before))
    name = " ".join(cast.document.text.body[span.start : span.end].split())
    bodies = [a for a in cast.lands.named(name) if a.kind is ActorKind.ORGANISATION]
    if len(bodies) != 1:
        return None
    return actor_party(bodies[0], side, tree.span(tree.phrase(index)))
