"""Names in the house styles: romanised from labels of the sources when the base is built."""

from __future__ import annotations

from collections import Counter, defaultdict

from knowledge_base import Base, Row

from communique.resolve.folding import is_latin, name_key
from communique.resolve.romanise import romanise, romanise_data


def forms(base: Base, rows: list[Row], ids: dict[str, str]) -> None:
    """Names romanised from the label in another language, for the house styles; kept as spellings too, so that a
    sentence printed in any style is read back as the same person.
    """
    labels: dict[tuple[str, str], list[tuple[bool, int, str]]] = defaultdict(list)
    trust = {"label": 0, "alias": 1}
    for row in rows:
        if row["lang"] in romanise_data()["systems"]:
            made = row["source_id"] == "derived"
            rank = trust.get(row["kind"], 2) + 3 * made
            labels[(ids.get(row["id"], row["id"]), row["lang"])].append(
                (row["name"].count(" ") != 1, rank, row["name"])
            )
    last: dict[str, set[str]] = defaultdict(set)
    for actor, name in base.names:
        if base.actors[actor][1] == "person" and is_latin(name) and name_key(name):
            last[actor].add(name_key(name).split()[-1])
    for style, languages in romanise_data()["forms"].items():
        for (actor, lang), found in sorted(labels.items()):
            person = base.actors.get(actor)
            if person is None or person[1] != "person" or languages.get(person[3]) != lang:
                continue
            name = next(
                (n for *_, n in sorted(found) if " " in n and set(name_key(n).split()[-1:]) & last[actor]), None
            )
            if name:
                base.forms.append([actor, style, romanise(name, lang), lang, name])
                base.name(actor, romanise(name, lang), "Latn", "romanised")
    counts = Counter((form[1], form[3]) for form in base.forms)
    base.report.append(f"names per house style: {dict(sorted(counts.items()))}; others print the English form")
