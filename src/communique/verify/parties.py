"""Who fills a role: named outright, standing behind a common noun, or left open."""

from __future__ import annotations

from collections.abc import Iterable

from communique.model import Record
from communique.verify.view import Entity, View


class Parties(Record, frozen=True, kw_only=True):
    """Who fills a role: named outright, standing behind a common noun ("the ministers of Belarus"), or left open by a
    pronoun or a description ("they", "the two sides").
    """

    direct: tuple[Entity, ...] = ()
    behind: tuple[Entity, ...] = ()
    open: bool = False

    @property
    def all(self) -> tuple[Entity, ...]:
        """Both kinds."""
        return self.direct + self.behind


def parties(view: View, heads: Iterable[int]) -> Parties:
    """The parties among some head words."""
    direct: list[Entity] = []
    behind: list[Entity] = []
    unknown = False
    for head in heads:
        entity = entity_of(view, head)
        if entity is not None and (entity.named or entity.actor_id or entity.full != entity.surface):
            direct.append(entity)
        elif entity is not None or view.words[head].pos == "PRON" or _is_description(view, head):
            unknown = True
            behind += possessors(view, head)
        elif view.lemma(head) in view.lexicon.lists["arms"] | view.lexicon.office_words:
            behind += possessors(view, head)
    return Parties(direct=tuple(direct), behind=tuple(behind), open=unknown)


def _is_description(view: View, head: int) -> bool:
    lemma = view.lemma(head)
    lists = ("generic_person", "mutual_two")
    return any(view.lexicon.has(k, lemma) for k in lists) or lemma in view.lexicon.office_words


def possessors(view: View, head: int) -> list[Entity]:
    """ "the ministers of Belarus and Russia", "Russia's president": who stands behind a common noun."""
    out: list[Entity] = []
    todo = view.kids(head, "poss", "prep", "amod", "compound", "nmod", "appos")
    while todo:
        current = todo.pop(0)
        entity = view.entity_at.get(current)
        if entity is not None and entity.head == current:
            out.append(entity)
        todo += view.kids(current, "pobj", "conj", "poss", "amod", "compound", "nmod", "prep")
    return out[:4]


def entity_of(view: View, head: int) -> Entity | None:
    """The entity a head word stands for: itself, or the one in apposition to it."""
    if head in view.entity_at:
        return view.entity_at[head]
    suffixed = view.words[head].text in {"Jr.", "Jr", "Sr.", "Sr"}
    for child in view.kids(head, "appos", *(("compound", "nmod", "flat") if suffixed else ())):
        if child in view.entity_at:
            return view.entity_at[child]
    for entity in view.entities:
        if head in entity.office_words:
            return entity
    return None
