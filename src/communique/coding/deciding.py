"""Whether a fitting frame tells an act at all, in what mood, and how far to believe it."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from communique.coding.lexicon import Frame, word_list
from communique.coding.mood import Mood, Tense, noun_mood, verb_mood
from communique.coding.roles import Site
from communique.coding.timing import is_ahead, is_history
from communique.coding.tree import Tree
from communique.model import Auxiliary, Basis, Document, Sentence, Status, When


def refusal(site: Site, frame: Frame, mood: Mood, sentence: Sentence, *, together: bool = False) -> str:
    """Why the frame tells no act here, or an empty string; what several say together, they agree on."""
    if together and frame.joint and mood.tense is Tense.PRESENT and mood.auxiliary is Auxiliary.NONE:
        return "" if frame.type == "AGREE" else _unfit(frame, mood)
    return _unfit(frame, mood) or _only_named(site, mood) or _only_talk(sentence, site, frame, mood)


def trust(site: Site, mood: Mood, when: When | None) -> float:
    """How much to believe a frame here: less for what another reports, and for what is only mentioned, undated."""
    factor = 0.9 if mood.reported else 1.0
    if mood.purpose:
        factor *= 0.85
    many = (
        site.verb is None
        and site.tree.tokens[site.trigger].tag == "NNS"
        and site.tree.lemma(site.trigger) in {"visit", "call"}
    )
    bare = site.verb is None and (when is None or when.basis is Basis.PRINT)
    return factor * (0.4 if bare and many else 0.7 if bare else 1.0)


def mood_of(site: Site, frame: Frame) -> Mood:
    """Mood of the site; "wishes to express its thanks" performs what it wishes."""
    mood = verb_mood(site.tree, site.verb) if site.verb is not None else noun_mood(site.tree, site.trigger)
    if frame.journey and mood.tense is Tense.PROGRESSIVE and mood.auxiliary is Auxiliary.NONE and _is_going(site):
        return msgspec.structs.replace(mood, auxiliary=Auxiliary.FUTURE, tense=Tense.FUTURE, why=(*mood.why, "going"))
    wished = frame.present and mood.governor in word_list("mood.yaml", "performative_governors")
    if wished and mood.auxiliary in {Auxiliary.HYPOTHETICAL, Auxiliary.FUTURE}:
        return msgspec.structs.replace(mood, auxiliary=Auxiliary.NONE, tense=Tense.PRESENT)
    return mood


def is_performed(site: Site, frame: Frame) -> bool:
    """ "Is imposing sanctions", "are announcing": what a text says is being done, it does on its day."""
    verb = site.verb
    if verb is None or frame.journey or site.tree.tokens[verb].tag != "VBG":
        return False
    helpers = site.tree.children(verb, "aux")
    return any(site.tree.tokens[k].tag in {"VBP", "VBZ"} and site.tree.lemma(k) == "be" for k in helpers)


def _is_going(site: Site) -> bool:
    """ "Is going to China", "am travelling to Tokyo": a journey in the present progressive lies ahead."""
    verb = site.verb
    if verb is None or site.tree.lemma(verb) not in word_list("mood.yaml", "journeys_ahead"):
        return False
    return any(site.tree.tokens[k].tag in {"VBP", "VBZ"} for k in site.tree.children(verb, "aux"))


def _only_named(site: Site, mood: Mood) -> str:
    """An act that stands inside the name of another thing ("its help in returning the man") is not told."""
    tree, verb = site.tree, site.verb
    if verb is None:
        return ""
    top = verb
    while tree.tokens[top].dep == "conj" and tree.head(top) is not None and tree.is_verb(tree.tokens[top].head):
        top = tree.tokens[top].head
    head = tree.head(top)
    if tree.tokens[top].dep == "pcomp" and head is not None:
        above = tree.head(head)
        named = above is not None and tree.tokens[above].pos in {"NOUN", "PROPN"}
        within = {tree.lemma(i) for i in (head, above) if i is not None}
        if named or within & {"include", "including"}:
            return "named, not told"
        if tree.lemma(head) == "to" and above is not None and tree.lemma(above) in word_list("mood.yaml", "attached"):
            return "standing attitude, not act"
    if any(tree.lemma(k) in word_list("mood.yaml", "conditional_marks") for k in tree.children(verb, "mark")):
        return "condition, not act"
    return "norm, not act" if mood.tense is Tense.MODAL and _is_norm(tree, verb) else ""


def _is_norm(tree: Tree, verb: int) -> bool:
    return any(tree.lemma(k) in word_list("mood.yaml", "norm_aux") for k in tree.children(verb, "aux"))


_OVER = frozenset({Tense.PAST, Tense.PERFECT, Tense.PLUPERFECT, Tense.PROGRESSIVE, Tense.PARTICIPLE})


def _unfit(frame: Frame, mood: Mood) -> str:
    if frame.perf and (mood.tense not in _OVER or mood.auxiliary is not Auxiliary.NONE):
        return "standing attitude, not act"
    planned = frame.type == "CONSULT" and mood.auxiliary is not Auxiliary.NEGATED
    if frame.lasting and mood.tense is Tense.PERFECT:
        return "standing attitude, not act"
    if mood.governor in word_list("mood.yaml", "told_by_governor") and not planned:
        return "told by its governor"
    if mood.auxiliary is Auxiliary.HYPOTHETICAL and mood.tense in {Tense.INFINITIVE, Tense.PARTICIPLE}:
        return "only wished for"
    if mood.purpose and mood.auxiliary is Auxiliary.NONE:
        return "purpose, not act"
    if mood.governor == "use" and mood.tense is Tense.INFINITIVE:
        return "purpose, not act"
    if mood.habitual:
        return "habit or standing fact"
    if mood.tense is Tense.PRESENT and not frame.present and mood.auxiliary is Auxiliary.NONE:
        return "present tense without an act"
    if mood.auxiliary is Auxiliary.HYPOTHETICAL and mood.tense is Tense.NOUN:
        return "only wished for"
    return ""


def _only_talk(sentence: Sentence, site: Site, frame: Frame, mood: Mood) -> str:
    """In a spoken turn only a plain, finished act of the main clause counts; the rest is rhetoric."""
    if sentence.turn is None:
        return ""
    verb = site.verb
    main = verb is not None and (site.tree.head(verb) is None or site.tree.tokens[verb].dep == "conj")
    fresh = frame.joint and frame.type != "CONSULT" and verb is not None and _is_fresh(site.tree, verb)
    if (main or fresh) and not frame.forum_only and mood.auxiliary is Auxiliary.NONE:
        return ""
    return "spoken, no plain act"


def _is_fresh(tree: Tree, verb: int) -> bool:
    """ "The agreement that we signed today": told in passing, and done on that day."""
    near = {tree.tokens[k].text.casefold() for k in tree.children(verb, "npadvmod", "advmod")}
    return tree.tokens[verb].dep == "relcl" and bool(near & word_list("mood.yaml", "fresh_days"))


def _is_announced(mood: Mood) -> bool:
    """ "Would be visiting Oslo on 3 May": with a day to come, a plan told in the past."""
    would = mood.tense is Tense.MODAL and mood.why[:1] != () and mood.why[0].casefold().startswith("would ")
    return would and mood.auxiliary is Auxiliary.HYPOTHETICAL and len(mood.why) == 1


def auxiliary_of(mood: Mood, when: When | None, document: Document, *, aside: bool = False) -> Auxiliary:
    """The mood's auxiliary, corrected by the day: what lies ahead is future, what lies far back is history, and so is
    what lies a week back and is told only to place another act in time (``aside``).
    """
    published = document.text.published
    if mood.auxiliary is Auxiliary.NONE and is_ahead(when, published):
        return Auxiliary.FUTURE
    if _is_announced(mood) and is_ahead(when, published):
        return Auxiliary.FUTURE
    if mood.auxiliary is Auxiliary.NONE and is_history(when, published):
        return Auxiliary.HISTORICAL
    if mood.auxiliary is Auxiliary.NONE and aside and _is_past(when, published):
        return Auxiliary.HISTORICAL
    if mood.auxiliary is Auxiliary.FUTURE and mood.tense is Tense.INFINITIVE and _is_over(when, document):
        return Auxiliary.HYPOTHETICAL  # "was to meet on Tuesday": whether they did is not said
    return mood.auxiliary


_RECENT = timedelta(days=7)


def _is_past(when: When | None, published: date | None) -> bool:
    said = when is not None and when.basis is not Basis.PRINT
    last = when.last if said and when is not None else None
    return last is not None and published is not None and published - last > _RECENT


def _is_over(when: When | None, document: Document) -> bool:
    published, last = document.text.published, when.last if when is not None else None
    said = when is not None and when.basis is not Basis.PRINT
    return said and last is not None and published is not None and last < published - timedelta(days=1)


def dated_present(mood: Mood, frame: Frame, when: When | None, document: Document) -> Mood:
    """ "The ministers meet on 20 June": the present of a programme, a plan or what is done on the day itself."""
    published = document.text.published
    plain = mood.tense is Tense.PRESENT and mood.auxiliary is Auxiliary.NONE and not mood.habitual
    if not plain or frame.type != "CONSULT" or when is None or when.basis is Basis.PRINT or published is None:
        return mood
    if is_ahead(when, published):
        return msgspec.structs.replace(mood, auxiliary=Auxiliary.FUTURE, tense=Tense.FUTURE, why=(*mood.why, "dated"))
    if when.is_one_day and when.start == published:
        return msgspec.structs.replace(mood, tense=Tense.PAST)
    return mood


_REFUSED = {
    "RETREAT": "yield", "CONCEDE": "yield", "AID": "assist", "CONSULT": "meet", "AGREE": "change", "SUPPORT": "change",
    "COOPERATE": "assist",
}  # fmt: skip


def as_refusal(frame: Frame, mood: Mood, auxiliary: Auxiliary) -> tuple[Frame, Auxiliary]:
    """Who says that he will not do what would be cooperation refuses it, now."""
    if not mood.refuses or mood.auxiliary is not Auxiliary.NEGATED or frame.type not in _REFUSED:
        return frame, auxiliary
    status = Status.REFUSED.value if frame.format else ""
    told = msgspec.structs.replace(
        frame, type="REJECT", mode=_REFUSED[frame.type], contexts=(), status=status, id=f"not:{frame.id}"
    )
    return told, Auxiliary.NONE
