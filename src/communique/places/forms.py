"""Names of places in the house styles (``NameForm``); see the head of ``data/forms.tsv`` for where they come from."""

from __future__ import annotations

from functools import cache

from communique import shipped

STYLES = ("local", "russian", "english")


@cache
def place_forms() -> dict[tuple[str, str], str]:
    """(GeoNames id, style) → name."""
    rows = shipped.read_rows("communique.places", "forms.tsv")
    return {(row[0], style): name for row in rows for style, name in zip(STYLES, row[2:], strict=True)}


def place_form(gazetteer_id: str | None, style: str) -> str | None:
    """What a place is called in a style; ``None`` where the style has no form of its own for it."""
    return place_forms().get(((gazetteer_id or "").removeprefix("geonames:"), style))
