"""Who does it to whom: subjects, objects and obliques of verbs and event nouns, passives and control undone."""

from __future__ import annotations

from communique.model import ActorKind
from communique.verify.lists import listed
from communique.verify.view import View

_ASKED = {"on", "upon", "to"}
_RELATIVE = {"who", "which", "that", "whom"}


class Arguments:
    """Reads arguments off a view's trees."""

    def __init__(self, view: View) -> None:
        """Over one view."""
        self.view = view
        self._listed = listed(view)

    def of_verb(self, i: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Agents and patients of a verb as head words, coordination spread out."""
        view = self.view
        passive = bool(view.kids(i, "auxpass", "nsubjpass")) or (
            view.words[i].dep == "acl" and view.words[i].tag == "VBN"
        )
        patients = self._objects(i)
        if passive:
            bys = [b for by in view.kids(i, "agent") for b in (by, *view.kids(by, "conj"))]
            agents = [p for by in bys for p in view.kids(by, "pobj")]
            patients = self._subject(i, passive=True) + patients
        else:
            agents = self._subject(i, passive=False)
        return self._spread(agents), self._spread(patients)

    def of_noun(self, i: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Arguments of an event noun: possessor and "by" act; the rest are acted on; a light verb lends its subject."""
        view = self.view
        agents = view.kids(i, "poss")
        agents += [p for by in view.kids(i, "prep", "agent") if view.lemma(by) == "by" for p in view.kids(by, "pobj")]
        patients = list(self.below_noun(i))
        if not agents:  # "the request of the President", "the proposal of the Commission"
            agents += [p for of in view.kids(i, "prep") if view.lemma(of) == "of" for p in view.kids(of, "pobj")]
        compounds = [c for c in view.kids(i, "compound", "amod", "nmod") if self._acts(c)]
        word = view.words[i]
        if not agents and word.dep in {"dobj", "attr"} and view.lexicon.has("light", view.lemma(word.head)):
            agents = self._subject(word.head, passive=False)
        for clause in view.kids(i, "relcl"):
            if not agents and view.lexicon.has("light", view.lemma(clause)):
                agents = [a for a in view.kids(clause, "nsubj") if view.lemma(a) not in _RELATIVE]
        if word.dep == "nsubj" and view.lemma(word.head) == "be":
            patients += view.kids(word.head, "attr")
        return self._spread([*agents, *compounds]), self._spread(patients)

    def _acts(self, i: int) -> bool:
        """ "EU talks" are the EU's; a capitalised word that only the parser takes for a name is nobody."""
        entity = self.view.entity_at.get(i)
        return entity is not None and not (entity.weak and entity.kind is ActorKind.ORGANISATION)

    def below_noun(self, i: int) -> tuple[int, ...]:
        """What hangs from a noun by prepositions other than "by"."""
        view = self.view
        return tuple(p for prep in view.kids(i, "prep") if view.lemma(prep) != "by" for p in self._below_prep(prep))

    def _objects(self, i: int) -> list[int]:
        view = self.view
        out = view.kids(i, "dobj", "dative", "attr", "oprd", "acomp")
        for dative in view.kids(i, "dative"):
            out += view.kids(dative, "pobj")
        for prep in view.kids(i, "prep"):
            out += self._below_prep(prep)
        for clause in view.kids(i, "ccomp", "xcomp"):
            if view.words[clause].pos == "VERB" and any(view.lemma(c) == "to" for c in view.kids(clause, "aux")):
                out += view.kids(clause, "nsubj")
        return out

    def _below_prep(self, prep: int) -> list[int]:
        view = self.view
        out = view.kids(prep, "pobj")
        for deeper in view.kids(prep, "prep"):
            out += self._below_prep(deeper)
        return out

    def _subject(self, i: int, *, passive: bool, depth: int = 0) -> list[int]:
        view = self.view
        own = view.kids(i, "nsubjpass") if passive else view.kids(i, "nsubj", "csubj")
        if own:
            return [self._antecedent(i, s) for s in own]
        word = view.words[i]
        if depth > 6 or word.head == i:
            return []
        return self._inherited(i, passive=passive, depth=depth)

    def _inherited(self, i: int, *, passive: bool, depth: int) -> list[int]:
        view, word = self.view, self.view.words[i]
        parent = word.head
        if word.dep in {"acl", "relcl"} and view.words[parent].pos in {"NOUN", "PROPN", "PRON"}:
            return [parent]
        if word.dep == "xcomp" and view.kids(parent, "dobj") and view.words[i].tag in {"VB"}:
            return view.kids(parent, "dobj")
        if word.dep in {"xcomp", "advcl"} and word.tag == "VB" and view.lemma(parent) in {"call", "appeal"}:
            asked = [p for on in view.kids(parent, "prep") if view.lemma(on) in _ASKED for p in view.kids(on, "pobj")]
            if asked:
                return asked
        up = parent
        if word.dep == "conj" and word.tag in {"VBD", "VBZ", "VBP"} and view.words[parent].tag == "VB":
            up = view.words[parent].head
        while view.words[up].pos not in {"VERB", "AUX"} and view.words[up].head != up:
            up = view.words[up].head
        if word.dep in {"conj", "xcomp", "advcl", "pcomp", "ccomp", "dep", "acl"} and view.words[up].pos in {
            "VERB",
            "AUX",
        }:
            up_passive = bool(view.kids(up, "nsubjpass"))
            return self._subject(up, passive=up_passive, depth=depth + 1)
        return []

    def _antecedent(self, verb: int, subject: int) -> int:
        view = self.view
        if view.lemma(subject) in _RELATIVE and view.words[verb].dep == "relcl":
            return view.words[verb].head
        return subject

    def _spread(self, heads: list[int] | tuple[int, ...]) -> tuple[int, ...]:
        """Heads with all that is coordinated with them, by the parse or by the list they stand in."""
        out: list[int] = []
        todo = list(heads)
        while todo:
            current = todo.pop(0)
            if current in out:
                continue
            out.append(current)
            todo.extend([*self.view.kids(current, "conj"), *self._listed.get(current, ())])
        return tuple(out)
