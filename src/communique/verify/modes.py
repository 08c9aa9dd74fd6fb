"""Is it told as done, planned, possible or asked for, and is it denied?"""

from __future__ import annotations

from enum import StrEnum

from communique.verify.view import View

_NO = {"no", "neither", "never", "nor"}
_FINITE = {"VBD", "VBZ", "VBP"}
_UP = {"xcomp", "ccomp", "advcl", "acl", "pcomp", "dobj", "pobj", "prep", "nsubjpass", "oprd", "dep", "conj", "nsubj"}


class Mode(StrEnum):
    """How real a fact is told to be. ``unclear`` is for event nouns that nothing places."""

    DONE = "done"
    PLANNED = "planned"
    POSSIBLE = "possible"
    REQUESTED = "asked for"
    CONDITIONAL = "conditional"
    DROPPED = "dropped"
    UNCLEAR = "unclear"


def mode_of(view: View, i: int) -> tuple[bool, Mode]:
    """Whether the word's fact is negated, and its mode."""
    own_negated, own = _own(view, i)
    for clause in view.kids(i, "relcl"):
        if own is Mode.DONE and view.lexicon.has("light", view.lemma(clause)):
            own = mode_of(view, clause)[1] if _own(view, clause)[1] is not Mode.DONE else _own_or_going(view, clause)
    negated, mode = _above(view, i)
    if own is not Mode.DONE:
        mode = own
    elif mode is Mode.DONE and _asserts_nothing(view, i):
        mode = Mode.UNCLEAR
    return own_negated != negated, mode


def _asserts_nothing(view: View, i: int) -> bool:
    """Event nouns that nothing places, "avoiding aggression", "to adopt": named, not told as done."""
    word = view.words[i]
    if word.pos == "NOUN":
        return not _placed(view, i)
    if word.tag == "VBG":
        return word.dep in {"pcomp", "csubj", "nsubj", "pobj", "dobj", "xcomp", "prep"}
    to = any(view.lemma(c) == "to" for c in view.kids(i, "aux"))
    return (
        word.tag == "VB" and to and view.lemma(word.head) not in {"manage", "help", "use", "continue", "begin", "start"}
    )


def _own_or_going(view: View, i: int) -> Mode:
    """ "the visit that he is to make": the infinitive hangs from a form of "be"."""
    infinitive = any(view.lemma(c) == "to" for c in view.kids(i, "aux"))
    return Mode.PLANNED if infinitive else _own(view, i)[1]


def _own(view: View, i: int) -> tuple[bool, Mode]:
    """What stands at the word itself: auxiliaries, negation words, adjectives."""
    negated, mode = False, Mode.DONE
    for child in view.children[i]:
        negated = negated != _negates(view, child)
        mode = _colours(view, i, child) or mode
    return negated, _going_to(view, i) or mode


def _negates(view: View, child: int) -> bool:
    word = view.words[child]
    if word.dep == "neg" or (word.dep in {"det", "preconj", "advmod"} and word.lemma in _NO):
        return True
    if word.dep in {"nsubj", "nsubjpass", "dobj", "attr"}:
        return _is_nothing(view, child)
    return word.dep == "prep" and any(_is_nothing(view, p) for p in view.kids(child, "pobj"))


def _colours(view: View, i: int, child: int) -> Mode | None:
    """The mode that one dependent gives."""
    word, lexicon = view.words[child], view.lexicon
    if word.dep == "aux":
        return _auxiliary(view, i, word.text.casefold())
    if word.dep == "mark" and word.lemma in {"before", "after", "when"} and view.words[i].tag in {"VBZ", "VBP"}:
        return Mode.PLANNED
    if word.dep == "mark":
        return Mode.CONDITIONAL if lexicon.has("conditional", word.lemma) else None
    if word.dep not in {"amod", "advmod"}:
        return None
    if lexicon.has("planned", word.lemma):
        return Mode.PLANNED
    if lexicon.has("possible", word.lemma):
        return Mode.POSSIBLE
    return Mode.DROPPED if word.dep == "amod" and lexicon.has("dropping", word.lemma) else None


def _is_nothing(view: View, i: int) -> bool:
    if view.lemma(i) in {"nobody", "nothing", "none", "neither"}:
        return True
    return any(view.lemma(c) in {"no", "neither"} for c in view.kids(i, "det", "neg"))


def _auxiliary(view: View, i: int, text: str) -> Mode | None:
    """The mode an auxiliary gives; "would" after a verb of saying is a future told in the past."""
    if text in {"will", "shall", "'ll"}:
        return Mode.PLANNED
    if text in {"would", "'d"}:
        told = view.words[i].dep == "ccomp" and view.lexicon.has("speech", view.lemma(view.words[i].head))
        return Mode.PLANNED if told else Mode.POSSIBLE
    if text in {"may", "might", "could", "can"}:
        return Mode.POSSIBLE
    return Mode.REQUESTED if text in {"must", "should", "ought"} else None


def _going_to(view: View, i: int) -> Mode | None:
    """ "is to visit", "is due to", "going to"."""
    word = view.words[i]
    if (
        word.dep == "xcomp"
        and view.lemma(word.head) in {"go", "be"}
        and any(view.lemma(c) == "to" for c in view.kids(i, "aux"))
    ):
        return Mode.PLANNED
    return None


def _above(view: View, i: int) -> tuple[bool, Mode]:
    """What the governing words make of it, going up until another fact begins."""
    negated, mode, current, seen = False, Mode.DONE, i, {i}
    while True:
        word = view.words[current]
        parent = word.head
        if parent in seen or word.dep not in _UP or (word.dep == "acl" and word.tag in {"VBN", "VBD"}):
            return negated, mode
        if word.dep == "conj":
            if word.tag in _FINITE and view.words[parent].tag == "VB":
                return negated, mode  # "urged them to talk and offered help": the second is told for itself
            lent = _lent(view, current, parent)
            negated, mode = negated or lent[0], _first(mode, lent[1])
        elif word.dep != "nsubj" or view.lexicon.has("dropping", view.lemma(parent)):
            step = _governed(view, current, parent)
            if step is Mode.DROPPED and not view.lexicon.has("shelving", view.lemma(parent)):
                negated = not negated
            else:
                mode = _first(mode, step)
            if word.dep == "ccomp" and view.lexicon.has("speech", view.lemma(parent)):
                return negated, mode
            if word.dep in {"xcomp", "dobj"} and view.words[parent].pos in {"VERB", "AUX"}:
                above = _own(view, parent)
                negated, mode = negated != above[0], _first(mode, above[1])
        seen.add(parent)
        current = parent


def _first(mode: Mode, new: Mode | None) -> Mode:
    """The nearest word that says something about the mode decides."""
    return new if mode is Mode.DONE and new is not None else mode


def _lent(view: View, current: int, parent: int) -> tuple[bool, Mode]:
    """What a coordinated verb without subject and auxiliary takes over from the first."""
    own = any(view.words[c].dep in {"aux", "nsubj", "nsubjpass"} for c in view.children[current])
    return (False, Mode.DONE) if own or view.words[parent].pos != "VERB" else _own(view, parent)


def _governed(view: View, child: int, parent: int) -> Mode | None:
    """The mode a governing word gives to what hangs from it; DROPPED also for what negates."""
    lemma, lexicon = view.lemma(parent), view.lexicon
    dep = view.words[child].dep
    verbal = view.words[child].pos in {"VERB", "AUX"}
    infinitive = verbal and any(view.lemma(c) == "to" for c in view.kids(child, "aux"))
    if dep == "ccomp" and lexicon.has("hearsay", lemma):
        return Mode.DROPPED if lemma == "deny" else None
    if lexicon.has("negating", lemma) or lexicon.has("dropping", lemma):
        return Mode.DROPPED if dep in {"xcomp", "dobj", "pobj", "nsubjpass", "pcomp", "acl", "prep"} else None
    if lexicon.has("requested", lemma) and (infinitive or dep in {"dobj", "ccomp", "prep", "pcomp", "acl"}):
        return Mode.REQUESTED if _asks(view, parent, child) else None
    if lexicon.has("planned", lemma) and (infinitive or dep in {"dobj", "prep", "nsubjpass", "ccomp", "acl"}):
        return None if lemma in {"decide", "agree"} and not infinitive else Mode.PLANNED
    if lexicon.has("possible", lemma) and (infinitive or dep in {"dobj", "prep", "ccomp", "acl", "pcomp"}):
        return Mode.POSSIBLE
    if dep == "advcl" or (dep == "acl" and infinitive):
        return Mode.PLANNED if infinitive and lemma not in {"be"} else None
    if lexicon.has("before_nouns", lemma) and not verbal and view.words[parent].pos == "ADP":
        return Mode.UNCLEAR if lemma != "on" else None
    return None


def _asks(view: View, parent: int, child: int) -> bool:
    """ "called for talks" asks for them; "called the talks useful" and "called him" do not."""
    lemma, word = view.lemma(parent), view.words[child]
    if lemma in {"call", "appeal", "ask", "press"} and word.dep == "prep":
        return word.lemma in {"for", "on", "upon", "to"}
    return lemma not in {"call", "ask"} or word.dep != "dobj"


def _placed(view: View, i: int) -> bool:
    """True when the sentence treats an event noun as something that took place."""
    word = view.words[i]
    parent = view.words[word.head]
    if word.dep == "pobj" and parent.lemma in {
        "during",
        "after",
        "following",
        "at",
        "in",
        "by",
        "with",
        "of",
        "as",
        "from",
        "to",
        "for",
        "on",
    }:
        return True
    if word.dep == "dobj":
        return view.lexicon.has("light", parent.lemma) or view.lexicon.has("holding", parent.lemma)
    return word.dep in {"nsubj", "nsubjpass", "ROOT", "attr", "conj", "appos"}
