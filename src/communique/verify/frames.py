"""Minimal facts: a predicate (verb or event noun), who does it to whom, denied or not, done or only meant."""

from __future__ import annotations

from communique.model import Record
from communique.verify.arguments import Arguments
from communique.verify.modes import Mode, mode_of
from communique.verify.view import View


class Frame(Record, frozen=True, kw_only=True):
    """One predicate with its arguments, as running numbers of head words.

    ``keys`` are the lemmas and phrases under which the lexicon knows it; ``noun`` is true for an event noun;
    ``light`` is the light verb's number ("held" in "held talks"), else ``None``.
    """

    head: int
    keys: tuple[str, ...]
    agents: tuple[int, ...]
    patients: tuple[int, ...]
    negated: bool
    mode: Mode
    noun: bool = False
    light: int | None = None
    speech: bool = False
    under: int | None = None  # the verb of saying that this is told by

    @property
    def all_args(self) -> tuple[int, ...]:
        """Agents and patients."""
        return self.agents + self.patients


def frames(view: View) -> tuple[Frame, ...]:
    """All facts of a view, in order of their words."""
    arguments = Arguments(view)
    out = []
    for word in view.words:
        if word.text.casefold() == "according":
            out += _according(view, arguments, word.i)
        if word.i in view.time_words or word.i in view.entity_at or word.quoted:
            continue
        if _is_verb(view, word.i):
            out.append(_verb(view, arguments, word.i))
        elif _is_event(view, word.i):
            out.append(_noun(view, arguments, word.i))
    return tuple(out)


def _according(view: View, arguments: Arguments, i: int) -> list[Frame]:
    """ "according to X": a verb of saying without a verb."""
    agents = [p for prep in view.kids(i, "prep") for p in view.kids(prep, "pobj")]
    if not agents:
        return []
    keys = ("according to", "say")
    return [Frame(head=i, keys=keys, agents=tuple(agents), patients=(), negated=False, mode=Mode.DONE, speech=True)]


def _is_verb(view: View, i: int) -> bool:
    word = view.words[i]
    if word.text.casefold() == "according" or word.dep in {
        "aux",
        "auxpass",
        "amod",
        "case",
        "mark",
        "prep",
        "compound",
        "agent",
    }:
        return False
    return word.pos == "VERB" or (word.pos == "AUX" and bool(view.children[i]))


def _is_event(view: View, i: int) -> bool:
    word = view.words[i]
    return word.pos == "NOUN" and word.dep != "compound" and view.lexicon.has("events", word.lemma)


def _verb(view: View, arguments: Arguments, i: int) -> Frame:
    negated, mode = mode_of(view, i)
    noun = _light_object(view, i)
    agents, patients = arguments.of_verb(i)
    keys = verb_keys(view, i)
    if noun is not None:
        keys = (*noun_keys(view, noun), *keys)
        patients = (*patients, *arguments.below_noun(noun))
    return Frame(
        head=i, keys=keys, agents=agents, patients=patients, negated=negated, mode=mode,
        light=noun, speech=view.lexicon.has("speech", view.lemma(i)), under=_told_by(view, i),
    )  # fmt: skip


def _noun(view: View, arguments: Arguments, i: int) -> Frame:
    negated, mode = mode_of(view, i)
    agents, patients = arguments.of_noun(i)
    return Frame(
        head=i, keys=noun_keys(view, i), agents=agents, patients=patients, negated=negated, mode=mode,
        noun=True, under=_told_by(view, i),
    )  # fmt: skip


def _light_object(view: View, i: int) -> int | None:
    """The event noun that a light verb carries: "held talks", "talks were held", "expressed concern"."""
    if not view.lexicon.has("light", view.lemma(i)):
        return None
    for child in view.kids(i, "dobj", "nsubjpass", "attr"):
        if _is_event(view, child):
            return child
    return None


def verb_keys(view: View, i: int) -> tuple[str, ...]:
    """The verb with its particle or preposition where the lexicon has such a phrase, else its lemma."""
    lemma = view.lemma(i)
    tails = [view.lemma(c) for c in view.kids(i, "prt", "prep", "dative", "agent", "aux", "advmod")]
    found = [f"{lemma} {tail}" for tail in tails if f"{lemma} {tail}" in view.lexicon.phrases]
    for prep in view.kids(i, "prep", "agent"):
        below = view.kids(prep, "pobj")
        found += [p for b in below if (p := f"{lemma} {view.lemma(prep)} {view.lemma(b)}") in view.lexicon.phrases]
        found += [p for b in below if (p := f"{view.lemma(prep)} {view.lemma(b)}") in view.lexicon.phrases]
    found += [p for c in view.kids(i, "dobj") if (p := f"{lemma} {view.lemma(c)}") in view.lexicon.phrases]
    if lemma == "be":
        found += [view.lemma(c) for c in view.kids(i, "attr", "acomp")]
        return tuple(found) or ("be",)
    strict = [p for p in found if p.split()[0] == lemma and view.lexicon.of(p)]
    return (*found, lemma) if not strict or lemma not in {"call", "carry", "bring", "set", "put"} else tuple(found)


def noun_keys(view: View, i: int) -> tuple[str, ...]:
    """The noun, with what it is compounded of where the lexicon has the phrase ("telephone conversation")."""
    lemma, text = view.lemma(i), view.words[i].text.casefold()
    found = [
        p
        for c in view.kids(i, "compound", "amod")
        for p in (f"{view.lemma(c)} {lemma}", view.lemma(c))
        if p in view.lexicon.phrases or view.lexicon.of(p) & {"call", "video"}
    ]
    return (*found, *dict.fromkeys((text, lemma)))


def _told_by(view: View, i: int) -> int | None:
    """The verb of saying in whose content this word stands."""
    current, seen = i, {i}
    while True:
        word = view.words[current]
        parent = word.head
        if parent in seen:
            return None
        if word.dep == "ccomp" and view.lexicon.has("speech", view.lemma(parent)) and _says(view, current, parent):
            return parent
        seen.add(parent)
        current = parent


def _says(view: View, content: int, verb: int) -> bool:
    return bool(view.kids(verb, "nsubj", "agent", "nsubjpass")) or content > verb
