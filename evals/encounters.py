"""Who met whom: stops of two travel tables in the releases of their days, and meetings that two governments report.

``python -m evals.encounters [--data STOPS.jsonl] [--limit N] [--predictions OUT.jsonl] [--json]``

``evals/judged/stops.jsonl`` says, by hand and before any run, which stops the texts report, by prose or in a transcript
only, and whom the prose says the visitor met. A stop counts as found when a held encounter of the visitor falls on its
days (one more for a release printed the day after) with somebody or some place of its country, or in one of its towns.
Read are the listed addresses and all short texts of the stop's days; a held encounter of the visitor there, placed in a
country where no stop of these days was, is false. ``evals/judged/both.jsonl`` names meetings told by two governments:
they should be one happening with two origins, apart from what was said ahead and from others who speak of it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from communique.merge import Told, assemble, follow, plan
from communique.model import Encounter, Happening, Participation, Problem, Reading, Source, Status
from communique.wiring import Stages, as_text
from evals.coder_passages import HOMES, fold, on_date
from evals.common import ROOT, data_root, finish, need, options, read_lines, table, write_lines

Row = Mapping[str, Any]
SHORT = 6000
"""Characters up to which a text of a stop's days is read though no row lists it."""


class Texts:
    """Texts of the corpus by address, read by the coder once each."""

    def __init__(self, folders: Sequence[str], stages: Stages) -> None:
        paths = need(data_root() / "corpus" / name for name in folders)
        files = [(folder.name, path) for folder in paths for path in sorted(folder.glob("*.jsonl"))]
        self.rows = {row["url"]: row | {"folder": name} for name, path in files for row in read_lines(path)}
        self._stages = stages
        self._told: dict[str, list[Told]] = {}

    def told(self, url: str) -> list[Told]:
        """The readings of one text as merging wants them."""
        if url not in self._told and url in self.rows:
            self._told[url] = list(self._read(self.rows[url]))
        return self._told.get(url, [])

    def _read(self, row: Row) -> Iterator[Told]:
        home = HOMES.get(row["folder"])
        source = Source(id=row["folder"], name=row["folder"], country=home, official=True)
        published = date.fromisoformat(row["published"][:10])
        text = as_text(row["text"], title=row["title"], published=published, source_id=source.id, address=row["url"])
        for document in self._stages.documents([text], {source.id: home}):
            for item in () if isinstance(document, Problem) else self._stages.coder.code(document):
                if isinstance(item, Reading):
                    yield Told(reading=item, text=text, source=source)

    def encounters(self, url: str) -> list[Encounter]:
        """The encounters told by one text."""
        return [t.reading.content for t in self.told(url) if isinstance(t.reading.content, Encounter)]

    def of_days(self, folder: str, first: date, last: date) -> list[str]:
        """Addresses of a folder's short texts printed from the first day to the day after the last."""
        days = (first.isoformat(), (last + timedelta(days=1)).isoformat())
        rows = self.rows.items()
        return [
            url
            for url, row in rows
            if row["folder"] == folder and days[0] <= row["published"][:10] <= days[1] and len(row["text"]) < SHORT
        ]


def named(party: Participation, name: str) -> bool:
    """The words of a judged name are in the party's."""
    return set(fold(name).split()) <= set(fold(party.name).split())


def visitor_of(stop: Row, met: Encounter) -> Participation | None:
    """The traveller, where he took part in an encounter that was held."""
    surname = stop["visitor"].split()[-1]
    return next((p for p in met.participants if named(p, surname)), None) if met.status is Status.HELD else None


def in_days(stop: Row, met: Encounter) -> bool:
    """The encounter may have been on the stop's days; told by print only, no later than the day after them."""
    first, last = (date.fromisoformat(stop[key]) for key in ("first", "last"))
    when = met.when
    if when is None or when.last is None:
        return False
    return first <= when.last <= last + timedelta(days=1)


def there(stop: Row, met: Encounter) -> bool:
    """Placed in the country, or met with somebody of it."""
    lands = {met.host, met.place.country if met.place else None, *(p.country for p in met.participants)}
    return bool(lands & set(stop["country"])) or in_town(stop["city"], met)


def in_town(cities: Sequence[str], met: Encounter) -> bool:
    """Placed in one of these towns."""
    return met.place is not None and fold(met.place.name) in {fold(city) for city in cities}


def judge_stop(stop: Row, texts: Texts) -> dict[str, Any]:
    """What was found of one stop."""
    met = [m for url in stop["reports"] for m in texts.encounters(url) if visitor_of(stop, m) and in_days(stop, m)]
    met = [m for m in met if there(stop, m)]
    visitors = [p for m in met if (p := visitor_of(stop, m))]
    return {
        "id": stop["id"],
        "told": stop["told"],
        "found": bool(met),
        "host": any(m.host in stop["country"] or (m.place and m.place.country in stop["country"]) for m in met),
        "place": any(in_town(stop["city"], m) for m in met),
        "office": any(p.office and fold(stop["office"]) in fold(p.office) for p in visitors),
    }


def judge_meeting(stop: Row, meeting: Row, texts: Texts) -> dict[str, Any]:
    """What was found of one meeting that a release tells in prose."""
    near = [m for m in texts.encounters(meeting["url"]) if visitor_of(stop, m)]

    def score(met: Encounter) -> tuple[bool, bool, bool]:
        everyone = all(any(_is(one, p) for p in met.participants) for one in meeting["with"])
        city = in_town([meeting["city"]], met) if meeting["city"] else met.place is None or there(stop, met)
        return everyone, on_date(meeting["day"], met.when), city

    best = max(map(score, near), default=(False, False, False))
    return {"id": stop["id"], "url": meeting["url"], **dict(zip(("with", "day", "place"), best, strict=True))}


def _is(judged: str, party: Participation) -> bool:
    """Somebody of the country, or so called: ``code|words``; without a code the words are in the name."""
    return any(party.country == one or named(party, one) for one in judged.split("|"))


def false_ones(stops: Sequence[Row], texts: Texts) -> tuple[int, list[dict[str, Any]]]:
    """Held encounters of a visitor placed abroad in the read texts: how many, and those that no stop covers."""
    placed, wrong = 0, []
    urls = {u: s for s in stops for u in (*s["reports"], *texts.of_days(s["folder"], *_days(s)))}
    for url, stop in sorted(urls.items()):
        for met in texts.encounters(url):
            if not visitor_of(stop, met) or met.place is None or met.place.country == HOMES[stop["folder"]]:
                continue
            placed += 1
            own = [s for s in stops if s["folder"] == stop["folder"]]
            if not any(there(s, msgspec.structs.replace(met, participants=())) and in_days(s, met) for s in own):
                wrong.append({"url": url, "place": met.place.name, "when": met.when.to_iso() if met.when else None})
    return placed, wrong


def _days(stop: Row) -> tuple[date, date]:
    return date.fromisoformat(stop["first"]), date.fromisoformat(stop["last"])


def merged(rows: Sequence[Row], texts: Texts) -> list[Happening]:
    """The happenings of all encounters in the listed texts, merged together."""
    urls = {one["url"] for row in rows for key in ("tell", "ahead", "about") for one in row[key]}
    told = [t for url in sorted(urls) for t in texts.told(url) if isinstance(t.reading.content, Encounter)]
    numbers = count()
    groups: dict[str, list[Told]] = {}
    by_id = {one.reading.id: one for one in told}
    for reading, happening in follow({}, plan(told, {}, lambda: f"h{next(numbers)}")).items():
        groups.setdefault(happening, []).append(by_id[reading])
    return [assemble(key, members) for key, members in sorted(groups.items())]


def judge_both(row: Row, happenings: Sequence[Happening], texts: Texts) -> dict[str, Any]:
    """Whether one meeting told by two governments became one happening, and what must stay apart did."""
    ids = {key: [{t.text.id for t in texts.told(one["url"])} for one in row[key]] for key in ("tell", "ahead", "about")}
    between = [h for h in happenings if set(row["parties"]) <= {p.country for p in h.content.parties}]
    held = [h for h in between if isinstance(h.content, Encounter) and h.content.status is Status.HELD]
    own = [h for h in held if on_date(row["day"], h.content.when) and any(set(h.texts) & one for one in ids["tell"])]
    whole = [h for h in own if all(set(h.texts) & one for one in ids["tell"])]
    ahead = [h for h in own if any(set(h.texts) & one for one in ids["ahead"])]
    return {
        "id": row["id"],
        "one": len(whole) == 1 and len(own) == 1,
        "happenings": len(own),
        "origins": max((len(h.origins) for h in own), default=0),
        "apart": not ahead and not any(set(h.texts) & one for h in own for one in ids["about"]),
    }


def share(rows: Sequence[Row], key: str) -> float | None:
    """Share of rows in which something is so, in percent; ``None`` without rows."""
    return round(100 * sum(bool(row[key]) for row in rows) / len(rows), 1) if rows else None


def main() -> None:
    """Measure and print; exits 3 where the corpus is not there."""
    wanted: argparse.Namespace = options(__doc__).parse_args()
    judged: Path = wanted.data or ROOT / "evals" / "judged" / "stops.jsonl"
    stops = list(read_lines(need([judged])[0], wanted.limit))
    told_twice = judged.with_name("both.jsonl")
    pairs = list(read_lines(told_twice, wanted.limit)) if told_twice.exists() else []
    folders = {s["folder"] for s in stops} | {one["folder"] for row in pairs for one in row["tell"]}
    texts = Texts(sorted(folders), Stages())
    seen = [judge_stop(stop, texts) for stop in stops]
    reported = [row for row in seen if row["told"] != "none"]
    prose = [row for row in seen if row["told"] == "prose"]
    found = [row for row in reported if row["found"]]
    meetings = [judge_meeting(stop, one, texts) for stop in stops for one in stop["meetings"]]
    right = [row for row in meetings if row["with"]]
    placed, wrong = false_ones(stops, texts)
    happenings = merged(pairs, texts)
    both = [judge_both(row, happenings, texts) for row in pairs]
    figures = {
        "stops": len(stops), "reported": len(reported), "recall": share(reported, "found"),
        "recall_in_prose": share(prose, "found"), "host_right": share(found, "host"),
        "place_right": share(found, "place"), "office_right": share(found, "office"), "meetings": len(meetings),
        "counterparts_found": share(meetings, "with"), "day_right": share(right, "day"),
        "meeting_place_right": share(right, "place"), "placed_abroad": placed, "false": len(wrong),
        "precision": round(100 * (placed - len(wrong)) / placed, 1) if placed else None,
        "told_by_two": len(both), "made_one": share(both, "one"), "kept_apart": share(both, "apart"),
    }  # fmt: skip
    write_lines(wanted.predictions, [*seen, *meetings, *wrong, *both])
    finish(figures, table(("figure", "value"), list(figures.items())), json_only=wanted.json)


if __name__ == "__main__":
    main()
