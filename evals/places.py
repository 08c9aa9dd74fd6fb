"""How well toponyms are put on the map, on articles with gold toponyms and coordinates.

``python -m evals.places [--data FILE.xml] [--limit N] [--errors N] [--predictions OUT.jsonl] [--json]``

Two formats are read: ``<location>`` with one-based offsets (GeoVirus; no countries) and ``<toponym>`` with a
``<gaztag>`` (LGL; zero-based, with countries). The default data are both. *Gold spans given*: ``country_accuracy`` over
all toponyms with a country, ``city_acc_161km`` over towns (where the file does not say what is a town: over all),
``acc_161km`` over all. A toponym that is on no map of ours is put beside its neighbour in the text; without one it
counts as wrong. *Own spans*: ``toponym_f1``, overlap with gold; the product looks for where things happen only, after
prepositions and in datelines, while the gold also holds countries that act and adjectives. The home of a publisher is
the country of its address where that has one (``.uk``, ``.ca``).
"""

from __future__ import annotations

import math
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from communique.annotate import Annotator
from communique.model import Annotation, Problem
from communique.places import Gazetteer, Spot, Toponym, locate, read_places
from communique.places.spots import countries, fold
from communique.resolve import KnowledgeBase
from communique.wiring import as_text
from evals.common import data_root, finish, need, options, table, write_lines
from evals.dates import _NoParser

NEAR_KM = 161.0
HOMES = {
    "uk": "GBR",
    "ca": "CAN",
    "au": "AUS",
    "ie": "IRL",
    "nz": "NZL",
    "lb": "LBN",
    "ru": "RUS",
    "ge": "GEO",
    "in": "IND",
}


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold toponym: zero-based offsets, degrees, country (alpha-3) and whether it is a town, where given."""

    start: int
    end: int
    latitude: float
    longitude: float
    country: str | None
    town: bool


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its toponyms."""

    id: str
    text: str
    home: str | None
    toponyms: tuple[Gold, ...]


def articles(path: Path) -> Iterator[GoldArticle]:
    """The articles of one file of either format."""
    for number, node in enumerate(ET.parse(path).getroot().iter("article")):
        text = node.findtext("text") or ""
        domain = node.findtext("domain") or ""
        found = [*_locations(node), *_gaztags(node)]
        home = HOMES.get(domain.rpartition(".")[2])
        yield GoldArticle(node.get("docid") or f"{path.stem}-{number}", text, home, tuple(found))


def _locations(node: ET.Element) -> Iterator[Gold]:
    for one in node.iter("location"):
        start, end = (int(one.findtext(name) or 1) - 1 for name in ("start", "end"))
        yield Gold(start, end, float(one.findtext("lat") or 0), float(one.findtext("lon") or 0), None, town=True)


def _gaztags(node: ET.Element) -> Iterator[Gold]:
    for one in node.iter("toponym"):
        tag = one.find("gaztag")
        if tag is None:
            continue
        state = countries().get(fold(tag.findtext("country") or ""))
        yield Gold(
            int(one.findtext("start") or 0),
            int(one.findtext("end") or 0),
            float(tag.findtext("lat") or 0),
            float(tag.findtext("lon") or 0),
            state.country if state else None,
            town=tag.findtext("fclass") == "P",
        )


def kilometres(latitude: float, longitude: float, spot: Spot) -> float:
    """Great-circle distance; infinite for a place without coordinates."""
    if spot.latitude is None or spot.longitude is None:
        return math.inf
    a, b = math.radians(latitude), math.radians(spot.latitude)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(spot.longitude - longitude) / 2) ** 2
    return 12742 * math.asin(math.sqrt(half))


def score(
    article: GoldArticle, gazetteer: Gazetteer, tally: Counter[str], errors: Counter[str]
) -> list[dict[str, object]]:
    """Count the gold spans of one article."""
    wanted = [Toponym(g.start, g.end, article.text[g.start : g.end]) for g in article.toponyms]
    meant = locate(article.text, wanted, {}, article.home, gazetteer)
    rows: list[dict[str, object]] = []
    for gold, toponym in zip(article.toponyms, wanted, strict=True):
        spot = meant.get(toponym)
        near = spot is not None and kilometres(gold.latitude, gold.longitude, spot) <= NEAR_KM
        tally["all"] += 1
        tally["all_near"] += near
        tally["towns"] += gold.town
        tally["towns_near"] += gold.town and near
        tally["countries"] += gold.country is not None
        tally["countries_right"] += gold.country is not None and spot is not None and spot.country == gold.country
        if not near:
            where = f"{spot.kind} {spot.country} {spot.first}" if spot else "on no map"
            errors[f"{toponym.words} ({gold.country or ''} {gold.latitude:.1f} {gold.longitude:.1f}): {where}"] += 1
        if spot:
            rows.append({"start": gold.start, "end": gold.end, "country": spot.country, "name": spot.name,
                         "lat": spot.latitude, "lon": spot.longitude})  # fmt: skip
    return rows


def own_spans(article: GoldArticle, annotation: Annotation, gazetteer: Gazetteer, tally: Counter[str]) -> None:
    """Count what the product finds by itself."""
    text = as_text(article.text, published=None, address=article.id)
    found = read_places(text, annotation, (), article.home, gazetteer)
    spans = [(p.span.start, p.span.end) for p in found if p.span]
    tally["own"] += len(spans)
    tally["own_right"] += sum(any(b < g.end and g.start < e for g in article.toponyms) for b, e in spans)
    tally["gold_found"] += sum(any(b < g.end and g.start < e for b, e in spans) for g in article.toponyms)


def main() -> None:
    """Print the figures."""
    parser = options(__doc__)
    parser.add_argument("--errors", type=int, default=0, help="show the N most frequent errors")
    args = parser.parse_args()
    folder = data_root() / "data" / "geo"
    paths = need([args.data] if args.data else [folder / "GeoVirus.xml", folder / "lgl.xml"])
    gazetteer, annotator = (
        Gazetteer.load(KnowledgeBase.load()[0].bearers),
        Annotator(lambda _: False, parser=_NoParser()),
    )
    tally, errors, rows, spent = Counter[str](), Counter[str](), [], 0.0
    for article in [one for path in paths for one in articles(path)][: args.limit]:
        annotation = next(annotator.annotate([as_text(article.text, published=None, address=article.id)]))
        if isinstance(annotation, Problem):
            continue
        began = time.perf_counter()
        rows.append({"id": article.id, "places": score(article, gazetteer, tally, errors)})
        own_spans(article, annotation, gazetteer, tally)
        spent += time.perf_counter() - began
        tally["documents"] += 1
    write_lines(args.predictions, rows)
    figures = _figures(tally, spent)
    lines = [f"{n:4}  {what}" for what, n in errors.most_common(args.errors)]
    finish(figures, "\n".join([table(("figure", "value"), list(figures.items())), *lines]), json_only=args.json)


def _figures(tally: Counter[str], spent: float) -> dict[str, float | int | None]:
    def percent(part: str, whole: str) -> float | None:
        return round(100 * tally[part] / tally[whole], 2) if tally[whole] else None

    precision, recall = percent("own_right", "own") or 0.0, percent("gold_found", "all") or 0.0
    return {
        "documents": tally["documents"],
        "toponyms": tally["all"],
        "country_accuracy": percent("countries_right", "countries"),
        "city_acc_161km": percent("towns_near", "towns"),
        "acc_161km": percent("all_near", "all"),
        "toponym_precision": precision,
        "toponym_recall": recall,
        "toponym_f1": round(2 * precision * recall / max(precision + recall, 1e-9), 2),
        "docs_per_s": round(tally["documents"] / max(spent, 1e-9), 1),
    }


if __name__ == "__main__":
    main()
