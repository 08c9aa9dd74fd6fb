"""When an act happened: the time expression nearest to its verb, else the anchor of the text, else the day of print."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from communique.coding.lexicon import groups, word_list
from communique.coding.mood import Mood, Tense
from communique.coding.parties import Cast
from communique.coding.roles import Site, holds, is_setting
from communique.coding.tree import Tree
from communique.model import Auxiliary, Basis, Document, Participation, Precision, Reason, Sentence, TimeMention, When

_BACKWARD = frozenset({Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT})
_COARSE = frozenset({Precision.YEAR, Precision.SEASON, Precision.QUARTER})

OLD = timedelta(days=45)
"""An act this long before print is told as history."""


LONG = timedelta(days=62)
"""A longer span of days is the life of a plan or a pact, not the time of an act."""


def when_of(document: Document, sentence: Sentence, site: Site, tense: Tense) -> tuple[When | None, Reason]:
    """The span of days of an act, and why. A day that its tense rules out belongs to something else."""
    times = [t for t in _in_sentence(document, sentence) if _can_be(t.when, tense, document.text.published)]
    if _just_now(site):
        times = [t for t in times if _is_fresh(t.when, document.text.published)]
    held = [(cost, t) for t in times if (cost := distance(site, t)) is not None]
    dated = next((t for t in times if _heads_line(document, sentence, t)), None)
    if not held and dated is not None:
        return dated.when, Reason(feature="date", value=dated.when.expression, detail="before the colon of its line")
    if held:
        best = min(held, key=lambda one: (one[0], _vague(one[1].when), _gap(site, one[1])))[1]
        return best.when, Reason(feature="date", value=best.when.expression, detail="said in the clause")
    return print_day(document.text.published), Reason(feature="date", value="print", detail="no day is said")


def _just_now(site: Site) -> bool:
    """ "Has just signed", "just signed": done now, so that a day farther back is another act's."""
    verb = site.verb
    if verb is None or site.tree.tokens[verb].tag not in {"VBD", "VBN"}:
        return False
    return any(site.tree.lemma(k) == "just" and k < verb for k in site.tree.children(verb, "advmod"))


def _is_fresh(when: When, published: date | None) -> bool:
    return published is None or when.last is None or published - when.last <= timedelta(days=7)


def _heads_line(document: Document, sentence: Sentence, time: TimeMention) -> bool:
    """ "5 January: the minister's call with …": the day of a dated list."""
    begins = not document.text.body[sentence.start : time.span.start].strip(" •*-–")
    return begins and document.text.body[time.span.end : time.span.end + 2].lstrip().startswith(":")


_FINE = (Precision.DAY, Precision.DAYS, Precision.WEEK, Precision.MONTH, Precision.RANGE)


def _vague(when: When) -> int:
    return _FINE.index(when.precision) if when.precision in _FINE else len(_FINE)


def _gap(site: Site, time: TimeMention) -> int:
    return abs(site.tree.tokens[site.trigger].start - time.span.start)


def distance(site: Site, time: TimeMention) -> int | None:
    """How closely a time hangs on the act: 0 on its own word, more by way of others, ``None`` if it dates another."""
    tree, inside = site.tree, site.tree.within(time.span)
    if not inside:
        return None
    top = next((i for i in inside if tree.head(i) not in inside), inside[0])
    if _preposition(tree, top, inside) in word_list("mood.yaml", "elsewhen_preps"):
        return None
    own, steps, below = {site.trigger, site.verb}, 0, top
    for above in tree.ancestors(top):
        if above in own:
            return None if _in_other_clause(tree, below, top) else steps
        if is_setting(tree, above):
            below = above
            continue
        if tree.is_verb(above):
            if site.verb is None and site.noun is not None and holds(tree, above, site.noun):
                return 1 + steps
            return _by_way_of(site, above, top, steps)
        steps += _cost(tree, above, below)
        if steps >= _FAR:
            return None
        below = above
    return 1 + steps if site.verb is None and len(tree.children(below)) else None


_FAR = 50


def _cost(tree: Tree, above: int, below: int) -> int:
    """What it costs a time to climb past a word; nouns that are dated themselves do not let it pass."""
    token = tree.tokens[above]
    if token.pos in {"ADP", "SCONJ"}:
        agent = token.dep == "agent"
        return _FAR if tree.lemma(above) in word_list("mood.yaml", "elsewhen_preps") and not agent else 0
    if token.pos == "PROPN":
        return 1
    if token.pos != "NOUN" or is_setting(tree, below):
        return 0
    if tree.tokens[below].dep in {"compound", "amod", "nummod", "poss", "nmod"}:
        return _FAR
    return _FAR if tree.lemma(above) in groups()["dated"] else 2


def _preposition(tree: Tree, top: int, inside: tuple[int, ...]) -> str:
    """The preposition before a time; "from … to …" inside the expression is its own measure."""
    if tree.tokens[top].pos in {"ADP", "SCONJ"}:
        own = tree.lemma(top)
        return "" if own in {"from", "between", "for"} and len(inside) > 1 else own
    head = tree.head(top)
    return tree.lemma(head) if head is not None and tree.tokens[head].pos in {"ADP", "SCONJ"} else ""


def _in_other_clause(tree: Tree, below: int, top: int) -> bool:
    return tree.tokens[below].dep in {"relcl", "acl", "ccomp"} and below != top


def _by_way_of(site: Site, verb: int, top: int, steps: int) -> int | None:
    """A time on another verb also dates the act when that verb carries it, is coordinated with it, or frames it."""
    tree = site.tree
    start = site.verb if site.verb is not None else site.trigger
    reporting = tree.lemma(verb) in word_list("mood.yaml", "reporting_verbs")
    if verb in tree.ancestors(start):
        path = [start, *(a for a in tree.ancestors(start))]
        between = path[: path.index(verb)]
        if any(tree.tokens[i].dep == "ccomp" or _relative(tree, i) for i in between) or reporting:
            return None
        first = tree.tokens[start].dep != "conj" or top < start or not _dates_itself(tree, start)
        return 4 + steps if first else None
    if _shared_end(tree, start, verb, top):
        return 6 + steps
    below = tree.tokens[verb].dep in {"xcomp", "pcomp"} and start in tree.ancestors(verb)
    return 3 + steps if below and not reporting else None


def _shared_end(tree: Tree, start: int, verb: int, top: int) -> bool:
    """ "Called on the President and met the Minister on 3 May": the day at the end is that of both, of one subject."""
    alike = tree.tokens[verb].tag == tree.tokens[start].tag and not tree.children(verb, "aux", "nsubj", "nsubjpass")
    return alike and tree.tokens[verb].dep == "conj" and tree.head(verb) == start and top > verb > start


def _relative(tree: Tree, clause: int) -> bool:
    """A relative clause, but not "where he met …", which goes on with the story."""
    return tree.tokens[clause].dep == "relcl" and not any(tree.lemma(k) == "where" for k in tree.children(clause))


def _dates_itself(tree: Tree, verb: int) -> bool:
    return bool(tree.children(verb, "nsubj", "nsubjpass"))


def anchored(
    when: When | None, why: Reason, parties: tuple[Participation, ...], cast: Cast, mood: Mood
) -> tuple[When | None, Reason]:
    """The day of the meeting that the parties are in, for what they did (or will do) there and no day is said of."""
    ahead = mood.auxiliary is Auxiliary.FUTURE
    if when is None or when.basis is not Basis.PRINT or cast.tree.sentence.turn is not None:
        return when, why
    if not ahead and mood.tense not in {Tense.PAST, Tense.NOUN, Tense.PARTICIPLE}:
        return when, why
    met = cast.memory.day_for(parties, cast.tree.sentence, planned=ahead)
    if met is None and ahead:
        return msgspec.structs.replace(when, start=cast.document.text.published, end=None), why
    if met is None:
        return when, why
    moved = msgspec.structs.replace(met, basis=Basis.ANCHORED)
    return moved, Reason(feature="date", value=met.expression, detail="the day of their meeting, said before")


def _can_be(when: When, tense: Tense, published: date | None) -> bool:
    if published is None:
        return True
    if when.precision in _COARSE and when.overlaps(When.day(published, Basis.PRINT)):
        return False  # "this year" says nothing of the day
    if tense in _BACKWARD:
        return not is_ahead(when, published) and not _endless(when)
    if tense is Tense.FUTURE:
        return when.last is None or when.last >= published - timedelta(days=1)
    return not _endless(when)


def _endless(when: When) -> bool:
    return (
        when.start is not None
        and when.end is not None
        and when.end - when.start > LONG
        and when.precision not in _COARSE
    )


def _in_sentence(document: Document, sentence: Sentence) -> list[TimeMention]:
    return [t for t in document.times if sentence.start <= t.span.start and t.span.end <= sentence.end]


def release_day(when: When | None, published: date | None, mood: Mood, performative: bool) -> When | None:
    """What a text does by saying it ("condemns") is done on the day it is published: the day, known from print."""
    said_by_print = when is not None and when.basis is Basis.PRINT and published is not None
    if (
        performative
        and said_by_print
        and mood.tense in {Tense.PRESENT, Tense.PROGRESSIVE}
        and mood.auxiliary is Auxiliary.NONE
        and published
    ):
        return When.day(published, Basis.PRINT)
    return when


def print_day(published: date | None) -> When | None:
    """No later than print: an open range, never a false day; ``None`` for an undated text."""
    if published is None:
        return None
    return When(start=None, end=published + timedelta(days=1), precision=Precision.RANGE, basis=Basis.PRINT)


def is_history(when: When | None, published: date | None) -> bool:
    """True when the act lies so far before print that the text recalls it."""
    last = when.last if when else None
    return last is not None and published is not None and published - last > OLD


def is_ahead(when: When | None, published: date | None) -> bool:
    """True when the act lies wholly after the day of print."""
    return when is not None and when.start is not None and published is not None and when.start > published
