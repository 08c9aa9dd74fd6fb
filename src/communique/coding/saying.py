"""Who said what: reported and quoted speech to statements with one of the 13 acts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from communique.coding.acts import judge
from communique.coding.anchoring import anchored
from communique.coding.arguments import subjects
from communique.coding.details import topic_words
from communique.coding.discourse import Discourse
from communique.coding.lexicon import load_yaml, word_list
from communique.coding.mood import Mood, Tense, verb_mood
from communique.coding.parties import Cast
from communique.coding.roles import Site
from communique.coding.timing import release_day, when_of
from communique.coding.told import Told
from communique.coding.tree import Tree
from communique.coding.words import content_spans, cue_words, question_of, quotes_of
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
    When,
)

_SPEAKERS = frozenset(
    {
        ActorKind.PERSON, ActorKind.STATE, ActorKind.TERRITORY, ActorKind.INSTITUTION, ActorKind.ORGANISATION,
        ActorKind.FORUM, ActorKind.PARTY,
    }
)  # fmt: skip
_BINDING = frozenset(
    {Act.OPPOSE, Act.DEMAND, Act.DENY, Act.DECLINE, Act.EVADE, Act.EXPRESS_CONCERN, Act.PROMISE, Act.ANNOUNCE}
)
_ACTS = (
    "inform", "stress", "announce", "demand", "oppose", "endorse", "promise", "deny", "express_concern", "concede",
    "other",
)  # fmt: skip
_MOST_SPEAKERS = 2


@cache
def cues() -> dict[str, tuple[Act, int]]:
    """Lemma → the act it performs by itself, and polarity."""
    data = load_yaml("says.yaml")
    polarity = {key: int(value) for key, value in data["polarity"].items()}
    return {
        lemma: (Act("inform" if key == "stress" else key), polarity.get(key, 0)) for key in _ACTS for lemma in data[key]
    }


def say(document: Document, sentence: Sentence, memory: Discourse) -> Iterator[Told]:
    """The statements one parsed sentence reports."""
    tree = Tree.grow(sentence)
    cast = Cast(document, tree, memory=memory)
    for index in range(len(tree.tokens)):
        memory.leaned = None
        if tree.tokens[index].pos == "VERB" and _is_cue(document, tree, index):
            yield from _statements(document, sentence, Site(tree, index), cast)


def _is_cue(document: Document, tree: Tree, verb: int) -> bool:
    lemma = tree.lemma(verb)
    if lemma == "call" and not _asking(tree, verb):
        return _quoting(document, tree, verb)
    if lemma in {"appeal", "point"} and not tree.children(verb, "prep", "prt"):
        return False
    return lemma in cues() or lemma in word_list("says.yaml", "carriers") or _quoting(document, tree, verb)


def _asking(tree: Tree, verb: int) -> bool:
    return _has_prep(tree, verb, {"for"}) or _asks(tree, verb)


def _has_prep(tree: Tree, verb: int, wanted: set[str]) -> bool:
    return any(tree.lemma(k) in wanted for k in tree.children(verb, "prep"))


def _asks(tree: Tree, verb: int) -> bool:
    """ "Called on X to …", not "called on X"."""
    ends = [verb, *(p for k in tree.children(verb, "prep") for p in tree.children(k, "pobj"))]
    found = [k for end in ends for k in tree.children(end, "xcomp", "ccomp", "advcl", "acl")]
    return any(tree.tokens[a].tag == "TO" for k in found for a in tree.children(k, "aux"))


def _quoting(document: Document, tree: Tree, verb: int) -> bool:
    """The main verb that carries a whole quotation: "took pity on him over his “heavy schedule”"."""
    if tree.head(verb) is not None:
        return False
    naming = tree.lemma(verb) in word_list("says.yaml", "namings")
    return any(naming or not _is_title(document.text.body, q) for q in quotes_of(document, Site(tree, verb)))


def _is_title(body: str, quote: Quote) -> bool:
    """The name of a thing in quotation marks ("the “Asia High-Level Conference”")."""
    words = [w for w in body[quote.inner.start : quote.inner.end].split() if w[0].isalpha()]
    return bool(words) and sum(w[0].isupper() for w in words) * 2 > len(words)


def _statements(document: Document, sentence: Sentence, site: Site, cast: Cast) -> Iterator[Told]:
    tree, verb = site.tree, site.verb
    mood = verb_mood(tree, verb) if verb is not None else Mood()
    if verb is None or mood.auxiliary not in {Auxiliary.NONE, Auxiliary.HYPOTHETICAL} or not _is_said(tree, verb, mood):
        return
    speakers = _speakers(site, cast)
    content = content_spans(document, site, cast) if speakers else ()
    if not content or (tree.lemma(verb) in word_list("says.yaml", "answers") and not _worded(document, site)):
        return
    act, polarity, why = _act(document, site, content)
    if not _carries(document, sentence, site, act):
        return
    when, why_when = when_of(document, sentence, site, mood.tense)
    when, why_when = anchored(when, why_when, speakers, cast, mood)
    when = release_day(when, document.text.published, mood, mood.tense is Tense.PRESENT)
    for speaker in speakers[:_MOST_SPEAKERS]:
        said = _statement(document, site, cast, speaker=speaker, content=content, act=act, polarity=polarity, when=when)
        cue = Reason(feature="cue", value=tree.tokens[verb].text, detail=f"{act.value}: {why}" if why else act.value)
        yield Told(said, 0.8 if speaker.actor_id else 0.65, (cue, why_when), cast.memory.leaned)


def _is_said(tree: Tree, verb: int, mood: Mood) -> bool:
    """The words were spoken: no purpose, wish or name of another thing; "wishes to express" counts as done."""
    if mood.auxiliary is Auxiliary.HYPOTHETICAL:
        return mood.governor in word_list("mood.yaml", "performative_governors") and tree.lemma(verb) in cues()
    token, attitude = tree.tokens[verb], tree.lemma(verb) in word_list("says.yaml", "attitudes")
    if mood.tense in {Tense.INFINITIVE, Tense.PROGRESSIVE} or mood.habitual:
        return mood.tense is Tense.INFINITIVE and mood.purpose and not attitude and mood.auxiliary is Auxiliary.NONE
    if mood.tense is Tense.PARTICIPLE:
        return token.dep == "advcl" and not attitude
    return not (attitude and token.dep in {"relcl", "acl", "pcomp", "advcl"})


def _statement(
    document: Document, site: Site, cast: Cast, *, speaker: Participation, content: tuple[Span, ...], act: Act,
    polarity: int, when: When | None,
) -> Statement:  # fmt: skip
    targets = _targets(site, cast, speaker)
    question = question_of(document, site)
    verb = site.verb if site.verb is not None else 0
    return Statement(
        speaker=speaker,
        act=act,
        content=content,
        words=" … ".join(document.text.body[span.start : span.end] for span in content),
        verbatim=all(_quoted(document.annotation.quotes, span) for span in content),
        cue=site.tree.lemma(verb),
        target=targets[0].name if targets else _issue(document, site) or question,
        target_parties=targets,
        polarity=polarity,
        question=question,
        when=when,
    )


def _carries(document: Document, sentence: Sentence, site: Site, act: Act) -> bool:
    """Whether the words are an act worth keeping: in speech only binding ones; a report needs what was reported."""
    tree, verb = site.tree, site.verb
    if verb is None:
        return False
    if sentence.turn is not None:
        return act in _BINDING and tree.head(verb) is None
    if act is not Act.INFORM:
        return True
    clause = _worded(document, site)
    stress = tree.lemma(verb) in word_list("says.yaml", "stress") and bool(tree.children(verb, "dobj"))
    return clause or stress


def _worded(document: Document, site: Site) -> bool:
    """A clause or a quotation says what was said."""
    tree, verb = site.tree, site.verb if site.verb is not None else 0
    clause = any(not _infinitive(tree, v) for v in tree.children(verb, "ccomp"))
    return clause or bool(quotes_of(document, site))


def _infinitive(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[k].tag == "TO" for k in tree.children(verb, "aux"))


def _speakers(site: Site, cast: Cast) -> tuple[Participation, ...]:
    if site.verb is None:
        return ()
    ends = subjects(site.tree, site.verb)
    found = cast.parties(ends) if ends else cast.before(site.verb)
    return tuple(p for p in found if p.kind in _SPEAKERS)


def _act(document: Document, site: Site, content: tuple[Span, ...]) -> tuple[Act, int, str]:
    """What the words do: the rules first, else what the verb does by itself."""
    verb = site.verb if site.verb is not None else 0
    words = " ".join(document.text.body[s.start : s.end] for s in content)
    cue = cue_words(site, content)
    if site.tree.lemma(verb) == "rule" and "out" in cue:
        return Act.DENY, -1, "ruled out"
    act, polarity, why = judge(cue, words)
    named = site.tree.lemma(verb) in word_list("says.yaml", "namings") and not _asking(site.tree, verb)
    own = None if named else cues().get(site.tree.lemma(verb))
    if act is Act.INFORM and own is not None:
        return (*own, "")
    plain = own is not None and own[0] not in {Act.INFORM, act} and act in {Act.ENDORSE, Act.ANNOUNCE, Act.OTHER}
    return (*own, "") if plain and own is not None else (act, polarity, why)


def _quoted(quotes: tuple[Quote, ...], span: Span) -> bool:
    return any(q.span.start <= span.start and span.end <= q.span.end for q in quotes)


def _targets(site: Site, cast: Cast, speaker: Participation) -> tuple[Participation, ...]:
    """Whom it is addressed to or about: first the object itself, then whoever stands below it; not one's own side."""
    tree, verb = site.tree, site.verb
    if verb is None:
        return ()
    own = tree.children(verb, "dobj", "dative")
    after = tuple(p for k in tree.children(verb, "prep") for p in tree.children(k, "pobj") if p > verb)
    clauses = tree.children(verb, "ccomp", "xcomp")
    below = tuple(i for top in (*own, *after, *clauses) for i in tree.subtree(top) if i > verb)
    for heads in (tuple(h for o in (*own, *after) for h in tree.conjuncts(o)), below):
        found = tuple(p for p in cast.parties(heads) if p.kind is not ActorKind.GROUP and p.key != speaker.key)
        named = tuple(p for p in found if p.actor_id or p.country)
        others = tuple(p for p in named if p.country is None or p.country != speaker.country)
        if others:
            return others[:3]
    return ()


def _issue(document: Document, site: Site) -> str:
    """The thing it is about, in the text's own words, when nobody is addressed."""
    tree, verb = site.tree, site.verb
    if verb is None:
        return ""
    own = tree.children(verb, "dobj")
    inner = [p for o in own for k in tree.children(o, "prep") for p in tree.children(k, "pobj")]
    carrier = bool(own) and tree.lemma(own[0]) in word_list("says.yaml", "carried")
    direct = [p for k in tree.children(verb, "prep") for p in tree.children(k, "pobj")]
    for head in [*inner, *direct] if carrier else [*own, *direct]:
        kept = topic_words(tree, head)
        if kept:
            span = tree.span(kept)
            quoted = [q.span.start for q in quotes_of(document, site) if span.start < q.span.start]
            return " ".join(document.text.body[span.start : min([span.end, *quoted])].split())
    return ""
