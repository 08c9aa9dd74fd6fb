"""Slots compared: another word in the same place, two parties exchanged, small words that turn a fact."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from communique.verify.anchors import Anchors, ancestor, path
from communique.verify.case import Case, Ground, doubt, fault
from communique.verify.coverage import is_general
from communique.verify.modes import Mode, mode_of
from communique.verify.thesaurus import thesaurus
from communique.verify.view import View

_ROLE = {
    "nsubj": "does", "agent": "does", "csubj": "does", "dobj": "done", "nsubjpass": "done", "attr": "done",
    "oprd": "done", "dative": "done", "amod": "of", "compound": "of", "nmod": "of", "nummod": "of", "poss": "of",
    "acomp": "done", "advmod": "how", "prep": "with", "conj": "and", "appos": "and",
}  # fmt: skip
_MEANT = {Mode.PLANNED, Mode.POSSIBLE, Mode.REQUESTED, Mode.CONDITIONAL}
_MARKERS = ("negating", "planned", "possible", "requested", "hearsay", "restricting", "quantity", "turning")


def check_slots(case: Case) -> tuple[Ground, ...]:
    """Words put in another's place, parties exchanged, and markers (not, will, may, some, against) lost or added."""
    anchors = case.anchors
    out: list[Ground] = []
    for i in anchors.content:
        up = ancestor(case.sentence, i, anchors.content)
        if up is None:
            continue
        role = role_of(case.sentence, i, up)
        if not anchors.of[i] and anchors.of[up]:
            out += _replaced(case, anchors, i, up, role) or _added(case, anchors, i, role)
        elif anchors.of[i] and not anchors.of[up]:
            out += _replaced_above(case, anchors, i, up, role)
        elif anchors.of[i] and anchors.of[up]:
            out += _exchanged(case, anchors, i, up, role)
    return (
        *out,
        *_markers(case, anchors),
        *_nouns_done(case, anchors),
        *_objects_not_done(case, anchors),
        *_rates(case),
    )


def role_of(view: View, i: int, up: int) -> str:
    """Under which relation a word hangs from a content word above it."""
    steps = path(view, i)
    return _ROLE.get(view.words[steps[steps.index(up) - 1]].dep, "else")


def _below(view: View, top: int, role: str) -> list[int]:
    """Content words that hang from ``top`` under a role."""
    out = []
    for child in view.children[top]:
        if _ROLE.get(view.words[child].dep, "else") == role:
            head = child
            while view.words[head].pos == "ADP" and view.kids(head, "pobj", "pcomp", "prep"):
                head = view.kids(head, "pobj", "pcomp", "prep")[0]
            if view.words[head].pos in {"NOUN", "VERB", "ADJ", "PROPN", "NUM", "ADV"}:
                out.append(head)
    return out


def _answers(anchors: Anchors, j: int) -> list[int]:
    return [i for i in anchors.content if j in anchors.of[i]]


def _replaced(case: Case, anchors: Anchors, i: int, up: int, role: str) -> list[Ground]:
    """The sentence's word has no answer, its governor has, and there the passage has another word in the same slot."""
    word = case.sentence.words[i]
    for top in anchors.of[up]:
        for other in _below(case.passage, top, role):
            there = case.passage.words[other]
            if there.pos == word.pos and not _answers(anchors, other):
                return [_replacement(case, i, other)]
    return []


def _added(case: Case, anchors: Anchors, i: int, role: str) -> list[Ground]:
    """A word that the passage has nothing for, in a place it leaves empty: told most surely by sentences that else
    keep to the passage's words.
    """
    word = case.sentence.words[i]
    if word.quoted or i in case.sentence.entity_at or i in case.sentence.time_words or word.pos == "VERB":
        return []
    missing = sum(not found for found in anchors.of.values())
    close = "close" if missing <= 1 and len(anchors.content) >= 4 else "near" if missing <= 2 else "free"
    vague = "vague" if is_general(case, i) else "own"
    where = "with" if role == "with" else "of" if role in {"of", "how"} else "else"
    detail = f"nothing in the passage says {word.text!r}"
    return [fault("detail added", word.text, detail, f"added.{where}.{vague}.{close}")]


def _replaced_above(case: Case, anchors: Anchors, i: int, up: int, role: str) -> list[Ground]:
    """Likewise for the governor: the same party or thing stands under another act."""
    word = case.sentence.words[up]
    for below in anchors.of[i]:
        for node in path(case.passage, below)[1:4]:
            there = case.passage.words[node]
            if there.pos == word.pos and not _answers(anchors, node) and role in {"does", "done", "with"}:
                return [_replacement(case, up, node)]
            if there.pos == "VERB":
                break
    return []


def _replacement(case: Case, i: int, other: int) -> Ground:
    here, there = case.sentence.words[i], case.passage.words[other]
    lexicon, pair = case.lexicon, ((there.lemma, there.pos), (here.lemma, here.pos))
    detail = f"where the passage says {there.text!r}, the sentence says {here.text!r}"
    if lexicon.opposite(there.lemma, here.lemma) or thesaurus().contrary(*pair):
        return fault("polarity", here.text, detail, "replaced.contrary")
    if lexicon.stronger(there.lemma, here.lemma):
        return fault("strength", here.text, detail, "replaced.stronger")
    if lexicon.has("rank", here.lemma) or lexicon.has("rank", there.lemma):
        return fault("scope", here.text, detail, "replaced.rank")
    if is_general(case, i) or (here.pos == "VERB" and lexicon.has("light", here.lemma)):
        return doubt(here.text, detail, f"replaced.{here.pos}.general")
    return fault("other word", here.text, detail, f"replaced.{here.pos}")


def _exchanged(case: Case, anchors: Anchors, i: int, up: int, role: str) -> list[Ground]:
    """The two hang together in the sentence; in the passage the governor has another of the sentence's words there."""
    view, word = case.passage, case.sentence.words[i]
    named = i in case.sentence.entity_at
    if role not in {"does", "done", "of"} or not (named or word.pos in {"NOUN", "PROPN"}):
        return []
    others: list[int] = []
    for top in anchors.of[up]:
        below = set(view.subtree(top))
        if below & set(anchors.of[i]) or any(top in view.subtree(a) for a in anchors.of[i]):
            return []
        rivals = (j for j in _below(view, top, role) if (j in view.entity_at) == named)
        others += [j for j in rivals if any(k != i for k in _answers(anchors, j))]
    if not others:
        return []
    shown = view.words[others[0]].text
    detail = f"in the passage {shown!r} stands with {case.sentence.words[up].text!r}, not {word.text!r}"
    return [fault("actor and recipient", word.text, detail, f"exchanged.{role}")]


def _nouns_done(case: Case, anchors: Anchors) -> Iterable[Ground]:
    """ "has transferred" where the passage only has "talks on the transfer": a noun that tells no deed."""
    for frame in case.sentence_frames:
        if frame.noun or frame.mode is not Mode.DONE or frame.negated or frame.light is not None:
            continue
        found = anchors.of.get(frame.head, ())
        if not found or any(case.passage.words[j].pos in {"VERB", "AUX", "ADJ"} for j in found):
            continue
        modes = {mode_of(case.passage, j) for j in found}
        if not any(mode is Mode.DONE and not negated for negated, mode in modes):
            shown = case.sentence.words[frame.head].text
            mode = next(iter(modes))[1]
            detail = f"the passage has {case.passage.words[found[0]].text!r} only as a noun, not as done"
            yield doubt(shown, detail, f"noun_as_done.{mode}".replace(" ", "_"))


def _objects_not_done(case: Case, anchors: Anchors) -> Iterable[Ground]:
    """ "has given a berth" where the passage has "the promise of a berth": what is acted on, is only meant there."""
    for frame in case.sentence_frames:
        if frame.noun or frame.mode is not Mode.DONE or frame.negated or anchors.of.get(frame.head):
            continue
        for i in frame.patients:
            found = anchors.of.get(i, ())
            modes = {_mode_over(case.passage, j) for j in found}
            if modes & _MEANT and not modes & {Mode.DONE, Mode.UNCLEAR}:
                shown = case.sentence.words[frame.head].text
                detail = f"in the passage {case.passage.words[found[0]].text!r} is only meant, not done"
                yield doubt(shown, detail, "object_not_done")
                break


def _mode_over(view: View, i: int) -> Mode:
    """The mode in which a thing is told: its own, or that of the verb above it."""
    own = mode_of(view, i)[1]
    if own in _MEANT:
        return own
    verb = next((j for j in path(view, i)[1:] if view.words[j].pos in {"VERB", "AUX"}), None)
    return mode_of(view, verb)[1] if verb is not None else Mode.DONE


def _rates(case: Case) -> Iterable[Ground]:
    """ "$20 million a year" where the passage has no "a year"."""
    here, there = _rate(case.sentence), _rate(case.passage)
    if here and not there:
        yield fault("scope", here, f"the passage does not say {here!r}", "scope.rate")


def _rate(view: View) -> str:
    for left, right in pairwise(view.words):
        unit = right.lemma in {"year", "month", "week", "day"}
        article = left.lemma in {"a", "an"} and right.dep == "npadvmod"
        if unit and (article or left.lemma in {"per", "each", "every"}):
            return f"{left.text} {right.text}"
        if right.lemma in {"annual", "annually", "yearly", "monthly", "weekly", "daily"}:
            return right.text
    return ""


def _markers(case: Case, anchors: Anchors) -> Iterable[Ground]:
    """Small words that turn a fact: those near the answered words of the passage against those of the sentence."""
    zone = _zone(case, anchors)
    answered = {j for i in anchors.content for j in anchors.of[i]}
    for kind in _MARKERS:
        here = _marked(case.sentence, range(len(case.sentence.words)), kind)
        there = _marked(case.passage, (j for j in zone if _tied(case.passage, j, answered)), kind)
        if here and not there:
            yield doubt(here, f"the sentence says {here!r}, the passage nothing of the kind", f"{kind}.added")
        elif there and not here:
            yield doubt(there, f"the passage says {there!r}, the sentence nothing of the kind", f"{kind}.lost")


def _marked(view: View, zone: Iterable[int], kind: str) -> str:
    for i in zone:
        word = view.words[i]
        if word.quoted or i in view.entity_at or word.pos == "PROPN":
            continue
        if word.pos == "NOUN" and word.lemma in {"call", "press", "offer", "sign", "need", "order", "plan"}:
            continue
        if view.lexicon.has(kind, word.lemma) or (kind == "negating" and word.dep == "neg"):
            return word.text
        if kind == "planned" and word.text.casefold() in {"will", "shall", "would"}:
            return word.text
    return ""


def _tied(view: View, j: int, answered: set[int]) -> bool:
    """A marker counts when it hangs from, or governs, a word that answers one of the sentence's."""
    return view.words[j].head in answered or any(c in answered for c in view.children[j])


def _zone(case: Case, anchors: Anchors) -> range:
    """The stretch of the passage's best sentence that holds the answers."""
    best = anchors.best()
    spots = [j for i in anchors.content for j in anchors.of[i] if case.passage.words[j].sent == best]
    if not spots:
        return range(0)
    whole = [w.i for w in case.passage.words if w.sent == best]
    if len(whole) <= 25:
        return range(whole[0], whole[-1] + 1)
    return range(max(whole[0], min(spots) - 3), min(whole[-1], max(spots) + 3) + 1)
