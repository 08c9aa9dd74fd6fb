"""Who said what: reported and quoted speech to statements with one of the 13 acts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from communique.coding.arguments import subjects
from communique.coding.discourse import Discourse
from communique.coding.lexicon import load_yaml
from communique.coding.mood import verb_mood
from communique.coding.parties import Cast
from communique.coding.roles import Site, after, complements, direct_objects
from communique.coding.telling import Told
from communique.coding.timing import when_of
from communique.coding.tree import Tree
from communique.model import (
    Act,
    ActorKind,
    Auxiliary,
    Document,
    Participation,
    Quote,
    Reason,
    Sentence,
    Span,
    Statement,
)

_SPEAKERS = frozenset(
    {ActorKind.PERSON, ActorKind.STATE, ActorKind.INSTITUTION, ActorKind.ORGANISATION, ActorKind.FORUM, ActorKind.PARTY}
)
_ACTS = (
    "inform", "stress", "announce", "demand", "oppose", "endorse", "promise", "deny", "express_concern", "concede",
    "other",
)  # fmt: skip


@cache
def cues() -> dict[str, tuple[Act, int]]:
    """Lemma → act and polarity."""
    data = load_yaml("says.yaml")
    polarity = {key: int(value) for key, value in data["polarity"].items()}
    return {
        lemma: (Act("inform" if key == "stress" else key), polarity.get(key, 0)) for key in _ACTS for lemma in data[key]
    }


@cache
def phrases(key: str) -> tuple[str, ...]:
    """Formulas of one kind."""
    return tuple(load_yaml("says.yaml")[key])


def say(document: Document, sentence: Sentence, memory: Discourse) -> Iterator[Told]:
    """The statements one parsed sentence reports."""
    tree = Tree.grow(sentence)
    cast = Cast(document, tree, memory=memory)
    for index in range(len(tree.tokens)):
        if tree.tokens[index].pos != "VERB":
            continue
        if tree.lemma(index) in cues() or _expresses(tree, index) or _quoting(document, tree, index):
            told = _statement(document, sentence, Site(tree, index), cast)
            if told is not None:
                yield told


def _expresses(tree: Tree, verb: int) -> bool:
    return tree.lemma(verb) in {
        "express",
        "voice",
        "convey",
        "avoid",
        "decline",
        "refuse",
        "sidestep",
        "dodge",
        "extend",
    }


def _quoting(document: Document, tree: Tree, verb: int) -> bool:
    """The main verb of a sentence with a whole quotation after it: "took pity on him over his “heavy schedule”"."""
    start, end = tree.tokens[verb].end, tree.sentence.end
    return tree.head(verb) is None and any(
        not q.scare and start <= q.span.start and q.span.end <= end for q in document.annotation.quotes
    )


def _statement(document: Document, sentence: Sentence, site: Site, cast: Cast) -> Told | None:
    tree, verb = site.tree, site.verb
    if verb is None or verb_mood(tree, verb).auxiliary is not Auxiliary.NONE:
        return None
    speaker = _speaker(site, cast)
    if speaker is None:
        return None
    act, polarity = _act(document, sentence, site)
    content = _content(document, sentence, site)
    if act is None or not content or not _carries(sentence, site, act, bool(document.annotation.quotes)):
        return None
    words = " … ".join(document.text.body[span.start : span.end] for span in content)
    when, why = when_of(document, sentence, site, verb_mood(tree, verb).tense)
    targets = tuple(p for p in _targets(site, cast) if p.key != speaker.key)
    said = Statement(
        speaker=speaker,
        act=act,
        content=content,
        words=words,
        verbatim=all(_quoted(document.annotation.quotes, span) for span in content),
        cue=tree.lemma(verb),
        target=targets[0].name if targets else "",
        target_parties=targets,
        polarity=polarity,
        when=when,
    )
    cue = Reason(feature="cue", value=tree.tokens[verb].text, detail=act.value)
    return Told(said, 0.8 if speaker.actor_id else 0.65, (cue, why))


_BINDING = frozenset(
    {Act.OPPOSE, Act.DEMAND, Act.DENY, Act.DECLINE, Act.EVADE, Act.EXPRESS_CONCERN, Act.PROMISE, Act.ANNOUNCE}
)


def _carries(sentence: Sentence, site: Site, act: Act, quoting: bool) -> bool:
    """Whether the words are an act worth keeping: in speech only binding ones; a report needs what was reported."""
    tree, verb = site.tree, site.verb
    if sentence.turn is not None:
        return act in _BINDING and verb is not None and tree.head(verb) is None
    if act is not Act.INFORM or verb is None:
        return True
    clause = any(not _infinitive(tree, v) for v in tree.children(verb, "ccomp"))
    return clause or quoting or (tree.lemma(verb) in phrases("stress") and bool(direct_objects(site)))


def _infinitive(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[k].tag == "TO" for k in tree.children(verb, "aux"))


def _speaker(site: Site, cast: Cast) -> Participation | None:
    found = cast.parties(subjects(site.tree, site.verb)) if site.verb is not None else ()
    return next((p for p in found if p.kind in _SPEAKERS), None)


def _act(document: Document, sentence: Sentence, site: Site) -> tuple[Act | None, int]:
    tree, verb = site.tree, site.verb
    words = document.text.body[sentence.start : sentence.end].casefold()
    if any(formula in words for formula in phrases("decline")):
        return Act.DECLINE, 0
    if any(formula in words for formula in phrases("evade")):
        return Act.EVADE, 0
    if verb is None:
        return None, 0
    if tree.lemma(verb) == "rule" and any(tree.lemma(k) == "out" for k in tree.children(verb, "prt")):
        return Act.DENY, -1
    if tree.lemma(verb) in cues() and (
        tree.lemma(verb) not in {"call", "appeal"} or after(site, "for") or after(site, "on")
    ):
        return cues()[tree.lemma(verb)]
    nouns = {tree.lemma(o) for o in direct_objects(site)}
    for key, act, polarity in (
        ("concern_nouns", Act.EXPRESS_CONCERN, -1), ("endorse_nouns", Act.ENDORSE, 1), ("other_nouns", Act.OTHER, 0),
    ):  # fmt: skip
        if nouns & set(phrases(key)):
            return act, polarity
    return (Act.INFORM, 0) if _quoting(document, tree, verb) else (None, 0)


def _content(document: Document, sentence: Sentence, site: Site) -> tuple[Span, ...]:
    """The quotes of the sentence, else the complement clause, else what stands after the cue."""
    quotes = [
        q.span for q in document.annotation.quotes
        if not q.scare and sentence.start <= q.span.start and q.span.end <= sentence.end
    ]  # fmt: skip
    if quotes:
        return tuple(quotes)
    tree, verb = site.tree, site.verb
    found = complements(site) or direct_objects(site)
    found = found or tuple(h for prep in ("on", "for", "about", "over", "to") for h in after(site, prep))
    if not found or verb is None:
        return ()
    indexes = tuple(i for head in found[:1] for i in tree.subtree(head) if i != verb)
    later = tuple(i for i in indexes if i > verb) or indexes
    return (tree.span(later),) if later else ()


def _quoted(quotes: tuple[Quote, ...], span: Span) -> bool:
    return any(q.span.start <= span.start and span.end <= q.span.end for q in quotes)


def _targets(site: Site, cast: Cast) -> tuple[Participation, ...]:
    tree = site.tree
    tops = (
        *direct_objects(site),
        *complements(site),
        *(h for p in ("on", "to", "for", "of", "at") for h in after(site, p)),
    )
    below = tuple(i for head in tops for i in tree.subtree(head))
    states = {ActorKind.STATE, ActorKind.ORGANISATION, ActorKind.PERSON, ActorKind.INSTITUTION, ActorKind.TERRITORY}
    return tuple(p for p in cast.parties(below) if p.kind in states)[:3]
