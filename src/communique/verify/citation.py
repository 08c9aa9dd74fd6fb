"""Is the citation the one meant: does this text version hold exactly these words at this place?"""

from __future__ import annotations

from collections.abc import Mapping

from communique.model import Passage, Reason, Text, sha256


def check_citation(passage: Passage, texts: Mapping[str, Text]) -> tuple[Reason, ...]:
    """Faults of a citation, none when text, hash, offsets, quote and surroundings all agree."""
    text = texts.get(passage.text_id)
    if text is None:
        return (_fault("the cited text version is not in the store", passage),)
    if sha256(text.body) != text.sha256:
        return (_fault("the stored text does not have its recorded hash", passage),)
    if not 0 <= passage.start < passage.end <= len(text.body):
        return (_fault(f"offsets {passage.start}:{passage.end} lie outside the text", passage),)
    if text.body[passage.start : passage.end] != passage.quote:
        return (_fault("the text does not read like this at these offsets", passage),)
    if not text.body[: passage.start].endswith(passage.prefix) or not text.body[passage.end :].startswith(
        passage.suffix
    ):
        return (_fault("the words around the passage differ", passage),)
    return ()


def _fault(detail: str, passage: Passage) -> Reason:
    return Reason(feature="citation", value=passage.quote[:80], weight=1.0, detail=detail, passage=passage.id)
