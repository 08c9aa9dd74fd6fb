"""Who acts and who is acted upon at a site, and whether the frame's parts are filled."""

from __future__ import annotations

from communique.coding.arguments import is_passive, prepositional
from communique.coding.describing import name_of
from communique.coding.hosting import apposed, givers, land_of_stay, place_host
from communique.coding.lexicon import Frame, groups, word_list
from communique.coding.participants import LANDS, as_party, distinct, people_first
from communique.coding.parties import Cast
from communique.coding.roles import Site, attending, heads
from communique.coding.tree import Tree
from communique.model import ActorKind, Mention, Participation, Side

_PLACED = LANDS | {ActorKind.ORGANISATION, ActorKind.INSTITUTION}
_FOREIGN = frozenset({ActorKind.STATE, ActorKind.TERRITORY, ActorKind.ORGANISATION, ActorKind.FORUM})
_PEOPLE = frozenset({ActorKind.PERSON, ActorKind.GROUP, ActorKind.INSTITUTION})


def _is_forum(site: Site, frame: Frame) -> bool:
    tree, names = site.tree, groups()["forum"]
    ends = [h for role in frame.forum_from for h in heads(site, role)]
    return any({tree.lemma(i) for i in tree.phrase(end)} & names for end in ends)


def cast_roles(site: Site, frame: Frame, cast: Cast) -> tuple[tuple[Participation, ...], tuple[Participation, ...]]:
    """Actors and recipients; where all who met are actors there are no recipients."""
    if frame.both:
        both = tuple(p for role in _roles(site, frame, cast) for p in _in_role(site, role, cast, None))
        both = both or _states_between(site, frame, cast)
        both = (*_concluded_by(site, both, cast), *both)
        both = both or _same_again(site, cast)
        if frame.format == "object" or ("host" in frame.both and heads(site, "host")):
            both = (*cast.parties(attending(site)), *both)
        return _without_namesakes(people_first(distinct((*both, *_partners(site, frame, cast, both))))), ()
    guest = Side.GUEST if frame.guest == "actor" else None
    actors = _first_hit(site, frame.actor, cast, guest) or _unsaid(site, frame, cast)
    recipients = _first_hit(site, frame.recipient, cast, Side.HOST if guest else None)
    recipients = tuple(r for r in recipients if r.key not in {a.key for a in actors})
    if frame.place_only:
        recipients = (
            *recipients,
            *(place_host(site, frame, cast) if recipients else ()),
            *apposed(site, frame, cast),
        )
        lands = tuple({r.country: r for r in reversed(recipients) if r.kind in LANDS}.values())[::-1]
        own = {a.country for a in actors}
        recipients = lands if len(lands) == 1 else tuple(r for r in lands if r.country not in own)
    if not recipients and frame.place_ok:
        recipients = place_host(site, frame, cast)
    if not recipients and frame.land_below:
        recipients = _first_land(site, frame, cast)
        recipients = tuple(r for r in recipients if r.country not in {a.country for a in actors})
    seen = frame.journey and "obj" in frame.recipient and heads(site, "obj")
    if seen and not any(p.country or p.actor_id for p in recipients):
        recipients = land_of_stay(actors, cast) or recipients
    if frame.forum_from and actors:
        recipients = givers(site, frame, cast, actors)
    if frame.land_any and not any(r.country or r.actor_id for r in recipients):
        recipients = _any_land(site, frame, cast, actors) or recipients
    return actors, _not_own(frame, actors, recipients)


def _roles(site: Site, frame: Frame, cast: Cast) -> tuple[str, ...]:
    """The roles of all who take part. Where the subject is of both sides, "between" tells of others ("A and B discussed
    the war between C and D"), and a signature needs nobody else ("A and B signed the pact between their ministries").
    """
    subjects = _in_role(site, "subj", cast, None) if "subj" in frame.both else ()
    if len({p.country for p in subjects if p.country}) < 2:
        return frame.both
    if frame.type == "SUPPORT" and frame.joint:
        return ("subj",)
    return tuple(role for role in frame.both if not role.endswith("between"))


def _states_between(site: Site, frame: Frame, cast: Cast) -> tuple[Participation, ...]:
    """The states of bodies that are known by nothing else: "signed between the Skills Agency of Peru and …"."""
    if frame.type != "SUPPORT" or not frame.joint:
        return ()
    bodies = (name_of(cast, h) for h in heads(site, "between"))
    codes = [cast.lands.titled(name) for name in bodies]
    lands = [cast.lands.party(one[0]) for one in codes if len(one) == 1]
    return distinct(tuple(p for p in lands if p is not None)) if len(lands) == len(codes) else ()


def _without_namesakes(parties: tuple[Participation, ...]) -> tuple[Participation, ...]:
    """ "The Leaders' Retreat of Peru and Chile", with the two presidents named: nobody else came for the two."""
    people = {p.country for p in parties if p.kind is ActorKind.PERSON and p.country}
    nobody = {f"leaders ({land})".casefold() for land in people}
    return tuple(p for p in parties if p.kind is not ActorKind.GROUP or not _is_of_all(p, nobody, len(people)))


def _is_of_all(group: Participation, nobody: set[str], countries: int) -> bool:
    name = group.name.casefold()
    return name in nobody or (countries > 1 and name.endswith(" leaders") and "-" in name)


def _not_own(
    frame: Frame, actors: tuple[Participation, ...], recipients: tuple[Participation, ...]
) -> tuple[Participation, ...]:
    """ "Kenya's support for Chad's membership and Kenya's readiness": the actor's own state receives nothing of what
    passes between states; what a state does to its own people it does.
    """
    own = {a.country for a in actors if a.country}
    others = tuple(r for r in recipients if not (r.kind in LANDS and r.country in own))
    return others if frame.type in _BETWEEN_STATES or any(map(_known, others)) else recipients


def _concluded_by(site: Site, both: tuple[Participation, ...], cast: Cast) -> tuple[Participation, ...]:
    """Who is at one side where an official text leaves it unsaid: "talks have been concluded with Peru"."""
    verb = site.verb
    if verb is None or not both or not is_passive(site.tree, verb) or site.tree.children(verb, "agent"):
        return ()
    filled = heads(site, "with") and not heads(site, "between")
    home, lands = cast.home_state(), {p.country for p in both} - {None}
    return (home,) if filled and home is not None and lands and home.country not in lands else ()


def one_by_one(site: Site, frame: Frame) -> bool:
    """Talks with several that are told as so many talks: "spoke with A, B and C", "separate meetings with A and B"."""
    start = site.trigger if site.verb is None else site.verb
    near = {site.tree.lemma(i) for i in (*site.tree.clause(start), *site.tree.phrase(site.trigger))}
    return frame.one_by_one or bool(near & groups()["separately"])


def _same_again(site: Site, cast: Cast) -> tuple[Participation, ...]:
    """ "The next meeting will be held in Rome": the sides are those of the meeting told before, without its persons."""
    noun = site.noun
    back = cast.memory.last(site.tree.sentence) if noun is not None else None
    if noun is None or back is None or site.tree.children(noun, "prep"):
        return ()
    if not {site.tree.lemma(k) for k in site.tree.children(noun, "amod")} & word_list("joining.yaml", "again"):
        return ()
    sides = [s for c in dict.fromkeys(p.country for p in back.parties) if (s := cast.lands.party(c))]
    if len(sides) < 2:
        return ()
    cast.memory.lean(back.start)
    return tuple(sides)


def _unsaid(site: Site, frame: Frame, cast: Cast) -> tuple[Participation, ...]:
    """Who acts where an official text leaves it unsaid: "Both banks were designated today"."""
    verb = site.verb
    if not frame.voice or verb is None or not is_passive(site.tree, verb) or heads(site, "subj"):
        return ()
    spoken = site.tree.sentence.turn is not None or cast.document.annotation.quotes
    voices = cast.told_by().all
    return voices if len(voices) == 1 and not spoken and site.tree.tokens[verb].dep in {"ROOT", "conj"} else ()


def _any_land(site: Site, frame: Frame, cast: Cast, actors: tuple[Participation, ...]) -> tuple[Participation, ...]:
    """The one other state named after the verb, else the one that the title names."""
    tree, own = site.tree, {a.country for a in actors}
    start = site.verb if site.verb is not None else site.trigger
    after = {i for i in tree.subtree(start) if i > start}
    near = {i for i in tree.clause(start) if i > start}
    titled = cast.titled_land() if frame.type == "COERCE" or not _is_addressed(site, frame) else None
    for words in (near, after):
        alone = [m for m in cast.mentions if m.kind in _PLACED and m.actor_id and _stands_alone(tree, m, words)]
        named = [m for m in alone if frame.type != "ACCUSE" or not _is_attacked(tree, m)]
        bodies = distinct(tuple(as_party(m) for m in named if m.country is None))
        lands = distinct(tuple(as_party(m) for m in named if m.country and m.country not in own)) or bodies
        if len(lands) == 1:
            return lands
        if len({p.country for p in lands}) == 1:
            return lands[:1]
        if titled is not None and titled.kind in _PLACED and titled.country not in own and not lands:
            return (titled,)
    return ()


def _is_attacked(tree: Tree, land: Mention) -> bool:
    """ "Condemns the attack against a town in Chad": whoever is blamed, it is not Chad."""
    inside = tree.within(land.span)
    prep = ""
    for above in tree.ancestors(inside[0]) if inside else ():
        if tree.lemma(above) in groups()["attacks"]:
            return prep in {"against", "on", "upon", "in", "at", "near"}
        if tree.is_verb(above):
            return False
        prep = tree.lemma(above) if tree.tokens[above].pos == "ADP" else prep
    return False


def _is_addressed(site: Site, frame: Frame) -> bool:
    """ "Will donate vaccines to other countries": it is said to whom, though not to whom by name."""
    return any(heads(site, role) for role in frame.recipient if "." not in role and role != "obj")


def _stands_alone(tree: Tree, land: Mention, after: set[int]) -> bool:
    """A land among some words that is no part of another name ("the Australia India Institute")."""
    inside = set(tree.within(land.span))
    tops = [i for i in inside if tree.tokens[i].head not in inside]
    return bool(after & inside) and not any(
        tree.tokens[i].dep == "compound" and tree.tokens[tree.tokens[i].head].pos == "PROPN" for i in tops
    )


def _partners(site: Site, frame: Frame, cast: Cast, parties: tuple[Participation, ...]) -> tuple[Participation, ...]:
    """With whom "we" agreed, talked or signed: the state it was done in, those who met, or whom the title names."""
    countries = {p.country for p in parties if p.country}
    if (
        len(countries) != 1
        or sum(map(_known, parties)) != 1
        or not frame.joint
        or not any(_is_we(site, h) for h in heads(site, "subj"))
    ):
        return ()
    inside = [h for verb in (site.verb,) if verb is not None for h in prepositional(site.tree, verb, ("in",))]
    lands = tuple(p for p in cast.parties(tuple(inside)) if p.kind in LANDS and p.country not in countries)
    if lands:
        return lands[:1]
    titled, home = cast.titled_land(), cast.home_state()
    if titled is not None and titled.country and titled.country not in countries and not cast.is_titled_place(titled):
        return (titled,)
    met = tuple(p for p in cast.memory.pair(site.tree.sentence) if p.country and p.country not in countries)
    if titled is not None and titled.country in countries and home is not None and home.country not in countries:
        return tuple(p for p in met if p.country == home.country)[:1] or (home,)
    return met


def _is_we(site: Site, index: int) -> bool:
    return site.tree.tokens[index].text.casefold() in {"we", "i"}


def _first_hit(site: Site, roles: tuple[str, ...], cast: Cast, side: Side | None) -> tuple[Participation, ...]:
    for role in roles:
        found = _in_role(site, role, cast, side)
        if found:
            return found
    return ()


def _in_role(site: Site, role: str, cast: Cast, side: Side | None) -> tuple[Participation, ...]:
    ends = heads(site, role)
    if role == "subj" and not ends and site.verb is not None:
        return cast.before(site.verb, side)
    if role == "subj" and site.verb is not None:
        ends = (*ends, *(lost for end in ends for lost in cast.lost_with(end, site.verb)))
    ends = tuple(end for end in ends if not _to_come(site.tree, end))
    found = cast.parties(ends, side)
    if role == "mod" and site.verb is not None and site.tree.lemma(site.verb) in {"attend", "join", "address"}:
        return tuple(p for p in found if p.kind in LANDS or p.kind is ActorKind.PERSON)
    return found


def _to_come(tree: Tree, index: int) -> bool:
    """ "… concluded with A and B, with C yet to come": C is not among those of whom it is told."""
    after = [tree.lemma(i) for i in range(index + 1, min(index + 4, len(tree.tokens)))]
    words = [w for w in after if w not in {"yet", "still"}]
    return len(words) > 1 and words[0] == "to" and words[1] in groups()["to_come"]


def _first_land(site: Site, frame: Frame, cast: Cast) -> tuple[Participation, ...]:
    for role in frame.recipient:
        for head in heads(site, role):
            found = cast.land_below(head)
            if found:
                return found
    return ()


_BETWEEN_STATES = frozenset({"AGREE", "CONSULT", "SUPPORT", "AID", "CONCEDE", "COOPERATE", "REQUEST"})
"""Types that count only where more than the publisher's own state has a part."""


def _known(party: Participation) -> bool:
    return bool(party.country or party.actor_id)


def _at_home(frame: Frame, parties: tuple[Participation, ...], cast: Cast) -> bool:
    """Nobody but the publisher's own state takes part, nor people of whom the text shows that they are foreign."""
    home = cast.document.home
    if frame.guest and len(parties) > 1 and len({p.country for p in parties}) == 1 and all(map(_known, parties)):
        return True  # nobody is a guest in his own country
    own = [p for p in parties if p.country == home]
    if home is None or not own or any(_known(p) and p.country != home for p in parties):
        return False
    if len(own) == len(parties):
        return len(parties) > 1 and not frame.forum_only
    return frame.type == "CONSULT" and not cast.is_abroad()


def _unknown(frame: Frame, actors: tuple[Participation, ...], recipients: tuple[Participation, ...]) -> bool:
    """Nobody acts whose state is known, or nobody known is asked."""
    if not any(_known(p) or (frame.both and p.office) for p in (*actors, *(recipients if frame.guest else ()))):
        return True
    addressed = frame.type in {"REQUEST", "AGREE", "SUPPORT"} and bool(recipients)
    return addressed and not any(_known(r) or r.office for r in recipients)


def missing(
    site: Site, frame: Frame, actors: tuple[Participation, ...], recipients: tuple[Participation, ...], cast: Cast
) -> str:
    """What is lacking for the frame, or an empty string."""
    if not actors:
        return "no actor"
    if frame.type in _BETWEEN_STATES and _at_home(frame, (*actors, *recipients), cast):
        return "home affairs"
    if frame.type in _BETWEEN_STATES and _unknown(frame, actors, recipients):
        return "nobody known"
    if frame.forum_only and not _is_forum(site, frame):
        return "no forum"
    if frame.forum_only and all(a.actor_id is None for a in actors):
        return "no known actor"
    if frame.journey and not frame.nouns and not any(_public(a) for a in actors):
        return "nobody in office"
    if frame.persons and not all(any(p.kind in _PEOPLE for p in side) for side in (actors, recipients or actors)):
        return "not people"
    if frame.both:
        return "nobody known" if _unheard(site, cast) else _other_side(site, frame, actors)
    together = frame.type == "AGREE" and len({a.country for a in actors if a.country}) > 1
    lone = (frame.lone and not _any_at_all(site)) or (frame.type in _LONE and not frame.present)
    if frame.forum_only or not frame.recipient or lone or together:
        return ""
    return "" if recipients else "no recipient"


_LONE = frozenset({"MOBILIZE", "PROTEST", "RETREAT", "CONCEDE"})
"""Types that say enough without a recipient."""


def _public(party: Participation) -> bool:
    """Somebody whose journeys matter: known, in office, or a group of a country."""
    return bool(party.actor_id or party.office or party.country)


def _is_gathering(site: Site, frame: Frame) -> bool:
    """A conference or forum, of which one organiser is enough; a dinner or talks need both sides."""
    names = {site.tree.lemma(i) for end in heads(site, "obj") for i in site.tree.phrase(end)}
    return frame.format != "object" or bool(names & groups()["gatherings"])


def domestic(site: Site, parties: tuple[Participation, ...], cast: Cast) -> bool:
    """The publisher's own people with a group that no foreign country is named for, and not abroad."""
    home = cast.document.home
    if _own_people(parties, home):
        return True
    unnamed = [p for p in parties if p.kind is ActorKind.GROUP and p.country is None and p.actor_id is None]
    others = {p.country or p.name for p in parties if p not in unnamed}
    if not unnamed or home is None or others != {home} or any(_several(p) for p in unnamed):
        return False
    places = {p.country for p in cast.places} - {None, home}
    bodies = any(_names_foreign(p, cast) for p in unnamed)
    return not (places or bodies or cast.memory.host_of(parties) or cast.titled_land())


def _own_people(parties: tuple[Participation, ...], home: str | None) -> bool:
    """Two sides of the publisher's state, and beside them only persons of whom nothing is known but a name."""
    others = [p for p in parties if p.country != home]
    bare = all(p.kind is ActorKind.PERSON and not (p.country or p.office or p.actor_id) for p in others)
    return home is not None and bare and len(parties) - len(others) > 1


def _names_foreign(group: Participation, cast: Cast) -> bool:
    """ "Foreign ministers of ASEAN": somebody from outside is named in what the group is called by."""
    below = set(cast.tree.within(group.span)) if group.span else set()
    below = {i for top in below for i in cast.tree.subtree(top)}
    inside = (m for m in cast.mentions if below & set(cast.tree.within(m.span)))
    return any(m.kind in _FOREIGN and (m.country is None or m.country != cast.document.home) for m in inside)


def _several(party: Participation) -> bool:
    """One phrase that names more than one side: "diplomats of the six countries", "leaders from several states"."""
    words = set(party.name.casefold().split())
    return party.kind is ActorKind.GROUP and bool(words & groups()["several"])


def _unheard(site: Site, cast: Cast) -> bool:
    """ "I will hold talks with A and B" in a voice that is nobody's: A and B did not meet each other."""
    first = [h for h in heads(site, "subj") if _is_we(site, h)]
    return any(cast.mention(h) is None and not cast.voice(h) for h in first)


def _any_at_all(site: Site) -> bool:
    """ "We deplore any such deed": no deed was done yet."""
    dets = (k for o in heads(site, "obj") for k in site.tree.children(o, "det"))
    return any(site.tree.lemma(k) in {"any", "all", "every"} for k in dets)


def _anyone(party: Participation) -> bool:
    """ "A foreign leader": one person of whom nothing is said."""
    nameless = party.kind is ActorKind.PERSON and party.name.startswith(("a ", "an ", "any ", "another "))
    return nameless and not party.country and not party.actor_id


def _other_side(site: Site, frame: Frame, parties: tuple[Participation, ...]) -> str:
    """Talks need two sides: one role that names only spouses, or only "with whom", does not give them."""
    if frame.multilateral:
        return "" if _is_gathering(site, frame) or len({p.country or p.name for p in parties}) > 1 else "one side only"
    if len(parties) == 1 and _several(parties[0]) and not heads(site, "obj"):
        return ""
    parties = tuple(p for p in parties if not _anyone(p))
    if len(parties) < max(frame.min, 2):
        return "other party missing"
    filled = [role for role in frame.both if heads(site, role)]
    known = {p.country or (p.name if p.office or p.kind is not ActorKind.PERSON else "") for p in parties} - {""}
    if site.verb is None and not any(p.country for p in parties):
        return "nobody known"
    if site.verb is None and filled in (["with"], ["mod"]):
        return "other party missing" if filled == ["with"] else "named, not told"
    if len(known) < 2 and (filled == ["subj"] or not any(p.kind is ActorKind.GROUP or not p.actor_id for p in parties)):
        return "one side only"
    return ""


def agrees_to(site: Site) -> bool:
    """ "Agreed to host", "offered to receive": the verb is what its own subject promises to do."""
    verb = site.verb
    head = site.tree.head(verb) if verb is not None else None
    if verb is None or head is None or site.tree.tokens[verb].dep != "xcomp":
        return False
    return site.tree.lemma(head) in groups()["agreeing"]
