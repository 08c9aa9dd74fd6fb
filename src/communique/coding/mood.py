"""Whether an act happened: tense, negation, modality and what governs the clause."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

import msgspec

from communique.coding.arguments import is_passive
from communique.coding.lexicon import load_yaml, word_list
from communique.coding.tree import Tree
from communique.model import Auxiliary
from communique.model.base import Record


class Tense(StrEnum):
    """Form of a verb group, as far as it matters for whether something happened."""

    PAST = "past"
    PERFECT = "perfect"
    PLUPERFECT = "pluperfect"
    PROGRESSIVE = "progressive"
    PRESENT = "present"
    FUTURE = "future"
    MODAL = "modal"
    INFINITIVE = "infinitive"
    PARTICIPLE = "participle"
    NOUN = "noun"


class Mood(Record, frozen=True, kw_only=True):
    """What a clause says of its act. ``reported`` counts speakers between us and the act; ``why`` are the words."""

    auxiliary: Auxiliary = Auxiliary.NONE
    tense: Tense = Tense.PAST
    reported: int = 0
    purpose: bool = False
    habitual: bool = False
    refuses: bool = False  # "will not do it"
    governor: str = ""
    why: tuple[str, ...] = ()


_RANK = {
    Auxiliary.NONE: 0,
    Auxiliary.HISTORICAL: 1,
    Auxiliary.FUTURE: 2,
    Auxiliary.NEGATED: 3,
    Auxiliary.HYPOTHETICAL: 4,
}


def _has(key: str, word: str) -> bool:
    return word in word_list("mood.yaml", key)


def verb_mood(tree: Tree, verb: int) -> Mood:
    """Mood of a verb's act, from its own group up through everything that governs it."""
    tense = tense_of(tree, verb)
    aux, why = _own(tree, verb, tense)
    refuses = aux is Auxiliary.NEGATED and tense is Tense.FUTURE
    mood = Mood(auxiliary=aux, tense=tense, why=why, habitual=_habitual(tree, verb, tense), refuses=refuses)
    return _question(tree, _governed(tree, verb, mood, 0))


def tense_of(tree: Tree, verb: int, depth: int = 0) -> Tense:
    """Form of the verb group headed by ``verb``; a bare conjunct takes its head's."""
    token = tree.tokens[verb]
    auxes = tree.children(verb, "aux")
    words = {tree.tokens[a].text.casefold() for a in auxes} | {tree.lemma(a) for a in auxes}
    if any(_has("future_aux", w) for w in words):
        return Tense.FUTURE
    if any(_has("modal_aux", w) for w in words) and not ("have" in words and words & {"'d", "’d"} == words):
        return Tense.MODAL
    if any(tree.tokens[a].tag == "TO" for a in auxes):
        return Tense.INFINITIVE
    head = tree.head(verb)
    bare = not auxes and token.dep == "conj" and head is not None and tree.is_verb(head) and depth < 5
    if bare and head is not None and (token.tag in {"VB", "VBN", "VBG"} or tree.tokens[head].tag == token.tag):
        return tense_of(tree, head, depth + 1)
    return _finite(tree, verb, words)


def _finite(tree: Tree, verb: int, words: set[str]) -> Tense:
    tag = tree.tokens[verb].tag
    passive = tree.children(verb, "auxpass")
    be = {tree.tokens[k].tag for k in passive}
    if "have" in words and (tag in {"VBN", "VBD"} or passive):
        return Tense.PLUPERFECT if "had" in words else Tense.PERFECT
    if tag == "VBG":
        return Tense.PROGRESSIVE if "be" in words else Tense.PARTICIPLE
    if passive:
        return Tense.PAST if "VBD" in be else Tense.PRESENT
    if tag in {"VBD"} or "did" in words:
        return Tense.PAST
    if tag == "VBN":
        return Tense.PAST if tree.children(verb, "nsubj") else Tense.PARTICIPLE
    return Tense.PRESENT


def _own(tree: Tree, verb: int, tense: Tense) -> tuple[Auxiliary, tuple[str, ...]]:
    negator = next((tree.tokens[k].text for k in _adverbs(tree, verb) if _has("negators", tree.lemma(k))), None)
    negator = negator or _no_argument(tree, verb)
    if tense is Tense.MODAL:
        return Auxiliary.HYPOTHETICAL, (_group(tree, verb),)
    if negator:
        return Auxiliary.NEGATED, (negator,)
    if tense is Tense.FUTURE:
        return Auxiliary.FUTURE, (_group(tree, verb),)
    return Auxiliary.NONE, ()


def _adverbs(tree: Tree, verb: int) -> tuple[int, ...]:
    own = tree.children(verb, "neg", "advmod", "preconj", "cc")
    helpers = tuple(n for k in tree.children(verb, "aux", "auxpass") for n in tree.children(k, "neg"))
    return tuple(k for k in own if tree.tokens[k].dep != "cc") + helpers


def _no_argument(tree: Tree, verb: int) -> str | None:
    for kid in tree.children(verb, "nsubj", "nsubjpass", "dobj"):
        if tree.lemma(kid) in {"nobody", "none", "nothing"}:
            return tree.tokens[kid].text
        if any(tree.lemma(d) in {"no", "neither"} for d in tree.children(kid, "det")):
            return "no"
    return None


def _group(tree: Tree, verb: int) -> str:
    words = [tree.tokens[k].text for k in tree.children(verb, "aux", "auxpass", "neg")]
    return " ".join([*words, tree.tokens[verb].text])


def _habitual(tree: Tree, verb: int, tense: Tense) -> bool:
    """Told as custom or as what has long been so: "often", "has long", "over the years", "since 2014"."""
    if any(_has("recall_words", tree.lemma(k)) for k in tree.children(verb, "advmod", "npadvmod")):
        return True
    if tense is Tense.PAST:
        return bool(_patterns("many_times").search(_clause_words(tree, verb)))
    if tense not in {Tense.PERFECT, Tense.PRESENT, Tense.PROGRESSIVE}:
        return False
    if any(_has("lasting_words", tree.lemma(k)) for k in tree.children(verb, "advmod")):
        return True
    words = _clause_words(tree, verb)
    return any(_patterns(key).search(words) for key in ("lasting", "many_times"))


def _clause_words(tree: Tree, verb: int) -> str:
    return " ".join(tree.tokens[i].text for i in tree.clause(verb)).casefold()


@cache
def _patterns(key: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in load_yaml("mood.yaml")[key]))


def _worse(mood: Mood, aux: Auxiliary, why: str, **more: object) -> Mood:
    keep = mood.auxiliary if _RANK[mood.auxiliary] >= _RANK[aux] else aux
    return msgspec.structs.replace(mood, auxiliary=keep, why=(*mood.why, why), **more)


def _governed(tree: Tree, verb: int, mood: Mood, depth: int) -> Mood:
    mark = next(
        (tree.lemma(k) for k in tree.children(verb, "mark", "advmod") if _has("conditional_marks", tree.lemma(k))), ""
    )
    if mark and tree.tokens[verb].dep in {"advcl", "ccomp", "pcomp", "dep"}:
        mood = _worse(mood, Auxiliary.HYPOTHETICAL, mark)
    head, token = tree.head(verb), tree.tokens[verb]
    if head is None or depth > 6:
        return mood
    if token.dep == "conj" and tree.is_verb(head):
        return _conjunct(tree, verb, head, mood, depth)
    if token.dep in {"xcomp", "ccomp"}:
        return _complement(tree, verb, head, mood, depth)
    if token.dep == "acl" and _infinitival(tree, verb):
        return _of_noun(tree, head, mood)
    if token.dep == "acl" and mood.tense is Tense.PARTICIPLE:
        return _of_planned(tree, verb, head, mood, depth)
    if token.dep in {"advcl", "pcomp"}:
        return _adverbial(tree, verb, head, mood, depth)
    return mood


def _conjunct(tree: Tree, verb: int, head: int, mood: Mood, depth: int) -> Mood:
    own = tree.children(verb, "aux", "nsubj", "nsubjpass")
    if own and not _infinitival(tree, verb):
        dep_of_head = tree.tokens[head].dep
        return _governed(tree, head, mood, depth + 1) if dep_of_head == "ccomp" else mood
    inherited = verb_mood(tree, head) if depth < 3 else Mood()
    if inherited.auxiliary is Auxiliary.NEGATED and tree.children(head, "neg") and not own:
        return _worse(mood, Auxiliary.NEGATED, "coordinated under not", reported=inherited.reported)
    if inherited.auxiliary is not Auxiliary.NONE:
        why = " ".join(inherited.why)
        return _worse(mood, inherited.auxiliary, why, reported=inherited.reported, governor=inherited.governor)
    return _worse(mood, Auxiliary.NONE, "", reported=inherited.reported) if inherited.reported else mood


def _infinitival(tree: Tree, verb: int) -> bool:
    return any(tree.tokens[k].tag == "TO" for k in tree.children(verb, "aux"))


def _complement(tree: Tree, verb: int, head: int, mood: Mood, depth: int) -> Mood:
    lemma, infinitive = tree.lemma(head), _infinitival(tree, verb) or tree.tokens[verb].tag == "VBG"
    above = verb_mood(tree, head) if tree.is_verb(head) and depth < 4 else Mood()
    if tree.tokens[verb].dep == "ccomp" and not infinitive:
        return _reported(tree, head, mood, above)
    negated = above.auxiliary is Auxiliary.NEGATED
    if _has("negating_verbs", lemma) and infinitive:
        turned = Auxiliary.NONE if negated else Auxiliary.NEGATED
        return _worse(mood, turned, lemma, governor=lemma)
    for key, aux in (("future_verbs", Auxiliary.FUTURE), ("hypothetical_verbs", Auxiliary.HYPOTHETICAL)):
        if _has(key, lemma):
            turned = Auxiliary.NEGATED if negated and aux is Auxiliary.FUTURE else aux
            worse = above.auxiliary if above.auxiliary is Auxiliary.HYPOTHETICAL else turned
            return _worse(mood, worse, lemma, governor=lemma, reported=above.reported)
    if above.auxiliary is not Auxiliary.NONE or above.reported:
        return _worse(mood, above.auxiliary, " ".join(above.why) or lemma, reported=above.reported, governor=lemma)
    lasts = _has("lasting_verbs", lemma) and above.tense in {Tense.PRESENT, Tense.PERFECT, Tense.PROGRESSIVE}
    return _worse(mood, Auxiliary.NONE, lemma, governor=lemma, habitual=mood.habitual or lasts)


def _reported(tree: Tree, head: int, mood: Mood, above: Mood) -> Mood:
    lemma = tree.lemma(head)
    if _has("denying_verbs", lemma):
        return _worse(mood, Auxiliary.NEGATED, lemma, reported=1, governor=lemma)
    if _has("reporting_verbs", lemma):
        if mood.tense is Tense.MODAL and mood.why and mood.why[0].startswith("would") and above.tense is Tense.PAST:
            mood = msgspec.structs.replace(mood, auxiliary=Auxiliary.FUTURE, tense=Tense.FUTURE)
        if _is_polite(tree, head):
            above = msgspec.structs.replace(above, auxiliary=Auxiliary.NONE)
        doubt = (
            Auxiliary.HYPOTHETICAL if above.auxiliary in {Auxiliary.NEGATED, Auxiliary.HYPOTHETICAL} else Auxiliary.NONE
        )
        return _worse(mood, doubt, lemma, reported=above.reported + 1, governor=lemma)
    if _has("doubting_verbs", lemma):
        aux = Auxiliary.FUTURE if mood.auxiliary is Auxiliary.FUTURE else Auxiliary.HYPOTHETICAL
        return _worse(mood, aux, lemma, reported=1, governor=lemma)
    return _worse(mood, Auxiliary.NONE, lemma, reported=above.reported, governor=lemma)


def _is_polite(tree: Tree, verb: int) -> bool:
    """ "I should say that …", "may I add that …": what the speaker politely says, he says."""
    speakers = {tree.tokens[k].text.casefold() for k in tree.children(verb, "nsubj")}
    modals = {tree.lemma(k) for k in tree.children(verb, "aux")}
    own = bool(modals) and modals <= word_list("mood.yaml", "polite_aux") and bool(speakers) and speakers <= {"i", "we"}
    return own and not tree.children(verb, "neg", "mark")


def _of_noun(tree: Tree, noun: int, mood: Mood) -> Mood:
    lemma, above = tree.lemma(noun), tree.head(noun)
    if lemma in {"opportunity", "occasion", "chance"} and above is not None and tree.is_verb(above):
        taken = tree.lemma(above) in {"use", "take", "seize"}
        if taken:
            return _worse(mood, verb_mood(tree, above).auxiliary, f"{tree.lemma(above)} the {lemma}", governor=lemma)
    if above is not None and tree.tokens[noun].dep == "dobj" and _has("weighing_verbs", tree.lemma(above)):
        return _worse(mood, Auxiliary.HYPOTHETICAL, f"{tree.lemma(above)} {lemma}", governor=lemma)
    for key, aux in (
        ("negating_nouns", Auxiliary.NEGATED),
        ("future_nouns", Auxiliary.FUTURE),
        ("hypothetical_nouns", Auxiliary.HYPOTHETICAL),
    ):
        if _has(key, lemma):
            return _worse(mood, aux, lemma, governor=lemma)
    return _worse(mood, Auxiliary.HYPOTHETICAL, f"{lemma} to", governor=lemma)


def _of_planned(tree: Tree, verb: int, noun: int, mood: Mood, depth: int) -> Mood:
    """ "Will attend a dinner hosted by …": what is done for a thing that lies ahead lies ahead too."""
    above = next((a for a in tree.ancestors(noun) if tree.is_verb(a)), None)
    if above is None or depth > 3 or tree.tokens[noun].dep not in {"dobj", "pobj", "conj"}:
        return mood
    outer = verb_mood(tree, above)
    if outer.auxiliary not in {Auxiliary.FUTURE, Auxiliary.HYPOTHETICAL} or not _has("holding_verbs", tree.lemma(verb)):
        return mood
    return _worse(mood, outer.auxiliary, " ".join(outer.why), reported=outer.reported)


def _adverbial(tree: Tree, verb: int, head: int, mood: Mood, depth: int) -> Mood:
    if tree.tokens[verb].dep == "pcomp":
        if _has("without_preps", tree.lemma(head)):
            return _worse(mood, Auxiliary.NEGATED, tree.lemma(head))
        if _has("ahead_preps", tree.lemma(head)):
            return _worse(mood, Auxiliary.FUTURE, tree.lemma(head)) if mood.tense is Tense.PARTICIPLE else mood
    above = next((a for a in (head, *tree.ancestors(head)) if tree.is_verb(a)), None)
    if above is None or depth > 4:
        return mood
    outer = verb_mood(tree, above)
    if _infinitival(tree, verb):
        return _worse(
            mood, outer.auxiliary, "purpose", purpose=True, reported=outer.reported, governor=tree.lemma(above)
        )
    if tree.tokens[verb].dep == "pcomp" and _looks_ahead(tree, above):
        return _worse(mood, Auxiliary.FUTURE, "forward to", reported=outer.reported, governor=tree.lemma(above))
    if mood.tense is Tense.PARTICIPLE and outer.auxiliary in {Auxiliary.FUTURE, Auxiliary.HYPOTHETICAL}:
        return _worse(mood, outer.auxiliary, " ".join(outer.why), reported=outer.reported)
    return mood


def _looks_ahead(tree: Tree, verb: int) -> bool:
    """ "Looks forward to"."""
    return tree.lemma(verb) == "look" and any(tree.lemma(k) == "forward" for k in tree.children(verb, "advmod", "prt"))


def _question(tree: Tree, mood: Mood) -> Mood:
    if tree.tokens and tree.tokens[-1].text == "?":
        return _worse(mood, Auxiliary.HYPOTHETICAL, "question")
    return mood


def noun_mood(tree: Tree, noun: int) -> Mood:
    """Mood of an encounter named by a noun: from its adjectives, its preposition and the verb that governs it."""
    adjectives = {tree.lemma(k) for k in tree.children(noun, "amod")}
    if any(tree.lemma(k) == "no" for k in tree.children(noun, "det")):
        return Mood(auxiliary=Auxiliary.NEGATED, tense=Tense.NOUN, why=("no",))
    planned = next((a for a in sorted(adjectives) if _has("future_adjectives", a)), None)
    if planned:
        return Mood(auxiliary=Auxiliary.FUTURE, tense=Tense.NOUN, why=(planned,))
    above = next((a for a in tree.ancestors(noun) if tree.is_verb(a)), None)
    head = tree.head(noun)
    prep = tree.lemma(head) if head is not None else ""
    leading = tree.head(head) if head is not None and tree.tokens[head].pos == "ADP" else None  # "ahead of", "prior to"
    ahead = next((w for w in (prep, tree.lemma(leading) if leading is not None else "") if _has("ahead_preps", w)), "")
    if ahead:
        return Mood(auxiliary=Auxiliary.FUTURE, tense=Tense.NOUN, why=(ahead,))
    if above is not None and tree.tokens[noun].dep == "nsubj" and _is_chance(tree, above):
        return Mood(auxiliary=Auxiliary.FUTURE, tense=Tense.NOUN, why=("chance",))
    if above is None:
        return Mood(tense=Tense.NOUN)
    return _noun_under(tree, noun, above, prep)


def _is_chance(tree: Tree, verb: int) -> bool:
    """ "The visit is an opportunity to …": it has not been used yet."""
    chances = (k for k in tree.children(verb, "attr") if _has("chances", tree.lemma(k)))
    return tree.tokens[verb].tag in {"VBZ", "VBP"} and any(True for _ in chances)


def _noun_under(tree: Tree, noun: int, above: int, prep: str) -> Mood:
    outer = verb_mood(tree, above)
    direct = tree.tokens[noun].dep in {"dobj", "nsubj", "nsubjpass", "attr"}
    wished = _has("wish_verbs", tree.lemma(above)) and (direct or prep in {"for", "to", "on"})
    if wished and not (tree.tokens[noun].dep == "nsubj" and not is_passive(tree, above)):
        aux = Auxiliary.FUTURE if _has("future_verbs", tree.lemma(above)) else Auxiliary.HYPOTHETICAL
        return Mood(auxiliary=aux, tense=Tense.NOUN, why=(tree.lemma(above),), reported=outer.reported)
    if outer.auxiliary is Auxiliary.NEGATED and tree.tokens[noun].dep not in {"dobj", "nsubjpass"}:
        return Mood(tense=Tense.NOUN, reported=outer.reported)
    return Mood(auxiliary=outer.auxiliary, tense=Tense.NOUN, why=outer.why, reported=outer.reported)
