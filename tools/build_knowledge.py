"""Builds the shipped knowledge base from the fact tables of ``../shared/knowledge``.

    python tools/build_knowledge.py [--tables DIR] [--out DIR] [--ledger FILE]

Writes ``actors.tsv``, ``names.tsv``, ``terms.tsv``, ``members.tsv``, ``forms.tsv`` and ``meta.tsv`` in the package's
own schema and extends the ledger of minted ids (a key keeps its id for ever). Prints counts, conflicts and gaps.
Deterministic.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import yaml
from knowledge_base import Base, Row, read, split
from knowledge_checks import doubts, of_relatives, stray_aliases
from knowledge_doubles import join_doubles
from knowledge_forms import forms
from knowledge_report import conflicts, counts, gaps
from ledger import Ledger

from communique.model import Rank
from communique.model.base import slug
from communique.ontology import ranks
from communique.resolve.folding import is_latin, name_key, plain, words
from communique.resolve.offices import office_sense

ROOT = Path(__file__).resolve().parent.parent
STATE_KINDS = {"state", "partly recognised", "former state", "former unrecognised"}
ORG_KINDS = {"forum": "forum", "regional forum": "forum", "negotiation format": "forum", "party": "party",
             "ministry": "institution", "legislature": "institution", "government office": "institution",
             "government agency": "institution", "armed movement": "organisation"}  # fmt: skip
FIXED_RANK = {"head_of_state": Rank.HEAD_OF_STATE, "head_of_government": Rank.HEAD_OF_GOVERNMENT,
              "foreign_minister": Rank.MINISTER, "minister": Rank.MINISTER, "deputy_minister": Rank.DEPUTY_MINISTER,
              "ambassador": Rank.SENIOR_OFFICIAL, "spokesperson": Rank.SPOKESPERSON}  # fmt: skip
GUESS_FAMILY = {"head_of_state": "head_of_state", "head_of_government": "head_of_government",
                "foreign_minister": "foreign_minister", "spokesperson": "spokesperson"}  # fmt: skip
LAST_CRAWL = "2023-02"  # as-of days after this are not those of the Wikidata crawl: only a yearbook can have given them


def countries(base: Base, rows: list[Row], ledger: Ledger) -> dict[str, str]:
    """States and territories; returns alpha-3 → actor id (the current or last state under a code)."""
    by_code: dict[str, str] = {}
    for row in sorted(rows, key=lambda r: (r["iso3"], r["valid_to"] or "9999")):
        actor, code = row["qid"], row["iso3"]
        actor = actor or ledger.id(f"country:{code}")
        by_code[code] = actor
        kind = "organisation" if code == "EUE" else "state" if row["kind"] in STATE_KINDS else "territory"
        codes = [f"{k}={v}" for k in ("iso3", "iso2", "cow", "gw", "cameo", "fips") for v in split(row[k])]
        codes += [f"kind={row['kind']}"]
        base.actors[actor] = [actor, kind, row["name_en"], code, "", "|".join(codes), row["valid_from"],
                              row["valid_to"],
                              row["source_ids"]]  # fmt: skip
        base.name(actor, row["name_en"], "en", "label")
        for value in [row["official_name"], *split(row["other_names_en"])]:
            base.name(actor, value, "en", "alias")
        for value in split(row["capital"]):
            base.name(actor, value, "en", "capital")
        for column, kind_ in (("demonym_adj", "demonym"), ("demonym_noun", "demonym_noun")):
            for number, value in enumerate(split(row[column])):
                base.name(actor, value, "en", kind_ if number == 0 else f"{kind_}_other")
        for lang in ("ru", "be", "uk", "fr", "de"):
            for value in split(row[f"name_{lang}"]):
                base.name(actor, value, lang, "label")
    return by_code


def organisations(base: Base, rows: list[Row], by_code: dict[str, str], ledger: Ledger) -> dict[str, str]:
    """Organisations, formats, parties; returns table key → actor id."""
    ids: dict[str, str] = {}
    for row in rows:
        if row["key"].startswith("MFA-"):
            actor = ledger.id(f"inst:{row['country_iso3']}:foreign_ministry")
        else:
            actor = row["qid"] if re.fullmatch(r"Q\d+", row["qid"]) else ledger.id(f"org:{row['key']}")
        if row["key"] in OFFICES_OF_STATES:
            code, inst = OFFICES_OF_STATES[row["key"]]
            actor = ledger.id(f"inst:{code}:{inst}")
            row = {**row, "country_iso3": code, "kind": "government office"}  # noqa: PLW2901
        ids[row["key"]] = actor
        code = "EUE" if row["kind"] in {"EU institution", "EU body", "EU agency", "EU mission"} else row["country_iso3"]
        if actor not in base.actors:
            kind = ORG_KINDS.get(row["kind"], "organisation")
            parent = by_code.get(code, "") if code else ""
            base.actors[actor] = [
                actor,
                kind,
                row["name"],
                code,
                parent,
                f"key={row['key']}",
                "",
                "",
                row["source_ids"],
            ]
        base.name(actor, row["name"], "en", "label")
        for value in split(row["acronyms"]):
            base.name(actor, value, "en", "acronym")
        for value in split(row["other_names"]):
            base.name(actor, value, "en" if is_latin(value) else "ru", "alias")
    return ids


OFFICES_OF_STATES = {
    "KREMLIN": ("RUS", "presidency"), "BLRPA": ("BLR", "presidency"), "WHITEHOUSE": ("USA", "presidency"),
    "USCONGRESS": ("USA", "parliament"), "DUMA": ("RUS", "parliament"), "RADA": ("UKR", "parliament"),
    "BUNDESTAG": ("DEU", "parliament"), "SEJM": ("POL", "parliament"), "SEIMAS": ("LTU", "parliament"),
    "SAEIMA": ("LVA", "parliament"), "KNESSET": ("ISR", "parliament"), "DOWNING": ("GBR", "presidency"),
    "ELYSEE": ("FRA", "presidency"), "PENTAGON": ("USA", "defence_ministry"), "BLRSBC": ("BLR", "border_guard"),
}  # fmt: skip


def institutions(base: Base, by_code: dict[str, str], ledger: Ledger, table: Path, metonyms: Path) -> None:
    """The institutions every living state has, under minted ids, and the metonyms that mean them."""
    spec = yaml.safe_load(table.read_text(encoding="utf-8"))["institutions"]
    demonym: dict[str, str] = {}
    for (actor, name), (_, kind) in base.names.items():
        if kind == "demonym":
            demonym.setdefault(actor, name)
    for code, country in sorted(by_code.items()):
        actor_row = base.actors[country]
        if actor_row[7] or ("kind=state" not in actor_row[5] and "kind=partly recognised" not in actor_row[5]):
            continue
        for inst, entry in spec.items():
            actor = ledger.id(f"inst:{code}:{inst}")
            name = entry["name"].format(demonym=demonym.get(country, actor_row[2]), country=actor_row[2])
            old = base.actors.get(actor)
            sources = old[8] if old else "pattern"
            codes = f"inst={inst}" + (f"|{old[5]}" if old else "")
            base.actors[actor] = [actor, "institution", name, code, country, codes, "", "", sources]
            base.name(actor, name, "en", "label")
    for line in metonyms.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        name, means, what = [*line.split("\t"), ""][:3]
        key = f"inst:{means.replace('/', ':')}" if "/" in means else means
        if means.startswith("c:") and means[2:] in by_code:
            base.name(by_code[means[2:]], name, "en", "capital" if what == "capital" else "alias")
        elif key in ledger.ids:
            base.name(ledger.ids[key], name, "en", "metonym")


def people(base: Base, rows: list[Row], ledger: Ledger) -> dict[str, str]:
    """Persons under one id each; returns row key → actor id. Doubles (``p:`` key and QID) are joined and reported."""
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        if row["person_qid"].startswith("Q"):
            known[(home(row), name_key(row["person"]))].add(row["person_qid"])
    ids: dict[str, str] = {}
    joined = 0
    for row in rows:
        key = person_key(row)
        if key in ids:
            continue
        if key.startswith("Q"):
            ids[key] = key
            continue
        same = known.get((home(row), name_key(row["person"])), set())
        if len(same) == 1 and " " in name_key(row["person"]):
            ids[key] = next(iter(same))
            joined += 1
        else:
            twin = next((k for k in (f"n:{home(row)}:{name_key(row['person'])}",) if k in ids), None)
            ids[key] = ids[twin] if twin else ledger.id(key)
            ids.setdefault(f"n:{home(row)}:{name_key(row['person'])}", ids[key])
    base.report.append(f"persons without a QID joined with one that has: {joined}")
    return ids


def home(row: Row) -> str:
    """The country, else the organisation a row belongs to."""
    return row["country_iso3"] or row["org_key"]


def person_key(row: Row) -> str:
    """QID, ``p:`` key, or a key made for a row that has neither (only a key of the ledger)."""
    return row["person_qid"] or f"p:{home(row)}:{slug(plain(row['person']))}"


def terms(base: Base, rows: list[Row], ids: dict[str, str], orgs: dict[str, str]) -> None:
    """Offices with dates; a row typed from memory that a sourced row already tells is dropped."""
    sourced: set[tuple[str, str, str]] = set()
    lower = below_the_state(rows)
    dropped = 0
    for row in sorted(rows, key=lambda r: (r["source_id"] == "hand", r["person"], r["start"], r["office"])):
        actor, hand = ids[person_key(row)], row["source_id"] == "hand"
        code = row["country_iso3"]
        sense = office_sense(row["office"], code or None)
        family = GUESS_FAMILY.get(row["rank_guess"], sense.family)
        if family == "foreign_minister" and row["rank_guess"] not in {
            "foreign_minister",
            "minister",
            "head_of_government",
        }:
            family = "deputy_foreign_minister" if row["rank_guess"] == "deputy_minister" else sense.family
            family = "" if family == "foreign_minister" and not row["rank_guess"].startswith("deputy_head") else family
        heads = {"head_of_state", "head_of_government"}
        if family in heads and (row["rank_guess"] not in heads or (code, row["office"]) in lower):
            family, row = "regional_head", {**row, "rank_guess": "regional"}  # noqa: PLW2901
        if family == "foreign_minister" and sense.family != family:
            sense = office_sense("Minister of Foreign Affairs", code or None)
        key = (actor, code or row["org_key"], family or row["office"])
        if hand and key in sourced and (key[2] != "" and any(near(t, row) for t in base.terms if t[0] == actor)):
            dropped += 1
            continue
        sourced.add(key)
        if actor not in base.actors:
            base.actors[actor] = [actor, "person", best_name(row["person"]), code, "", "", "", "", ""]
        rank = (
            FIXED_RANK.get(row["rank_guess"])
            or (Rank.SENIOR_OFFICIAL if family == "regional_head" else None)
            or sense.rank
            or ranks().of(row["office"])
            or Rank.SENIOR_OFFICIAL
        )
        org = orgs.get(row["org_key"], "")
        base.terms.append([actor, row["office"], sense.display, family, code, org, str(int(rank)), row["start"],
                           row["end"],
                           row["as_of"], row["source_id"], "0" if hand else "1", row["note"]])  # fmt: skip
        base.name(actor, best_name(row["person"]), "en" if is_latin(row["person"]) else "und", "label")
    settle_countries(base)
    mended = mend_ends(base)
    base.report += [f"terms whose end an edition of a later day contradicts, mended: {len(mended)}", *mended]
    base.report.append(f"hand rows dropped because a sourced row says the same: {dropped}")


def settle_countries(base: Base) -> None:
    """A person's country is that of most of their offices; on a tie no territory, whose rows list the holder of
    its state, and one that has no governor-general (a monarch of several realms is at home where nobody stands in),
    then the earliest in the alphabet.
    """
    territories = {row[3] for row in base.actors.values() if row[1] == "territory"}
    deputed = {t[4] for t in base.terms if re.match(r"Governor[- ]General", t[1])}
    count: dict[str, Counter[str]] = defaultdict(Counter)
    for term in base.terms:
        if term[4]:
            count[term[0]][term[4]] += 1
    for actor, found in count.items():
        base.actors[actor][3] = min(found, key=lambda c: (-found[c], c in territories, c in deputed, c))


def mend_ends(base: Base) -> list[str]:
    """Terms that end long before a day on which an edition of a yearbook still lists them, with nobody else in between:
    the first of several cabinets was taken for the whole. The end moves to the successor's start (or stays open)."""
    seats: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
    for term in base.terms:
        if term[3] in {"head_of_state", "head_of_government", "foreign_minister"} and term[7]:
            seats[(term[4], term[3])].append(term)
    done = []
    for _, held in sorted(seats.items()):
        for term in held:
            later = (
                "factbook" in term[10] and term[8] and term[9] > LAST_CRAWL and int(term[9][:4]) - int(term[8][:4]) >= 2
            )
            others = sorted(t[7] for t in held if t[0] != term[0] and t[7] > term[7])
            own = any(t[0] == term[0] and t is not term and t[7] >= term[8] for t in held)
            if later and not own and not any(t < term[9] and t >= term[8][:7] for t in others):
                end = next((t for t in others if t >= term[9][:4]), "")
                done.append(f"  {term[4]} {term[3]} {term[0]}: end {term[8]} -> {end or 'open'} (listed on {term[9]})")
                term[8], term[12] = end, f"end {term[8]} of the source contradicted on {term[9]}"
    return done


def below_the_state(rows: list[Row]) -> set[tuple[str, str]]:
    """(country, office) of sub-national heads: "Premier" where the same country also has a "Prime Minister" …"""
    national = {r["country_iso3"] for r in rows if r["office"] == "Prime Minister"}
    words_ = re.compile(r"^(Premier|Chief Minister|First Minister)\b|(Prime Minister|President|Premier) of (?!the )")
    heads = {
        (r["country_iso3"], r["office"]) for r in rows if r["rank_guess"] in {"head_of_government", "head_of_state"}
    }
    return {(c, o) for c, o in heads if c in national and words_.search(o) and not o.startswith("President of ")}


def near(term: list[str], row: Row) -> bool:
    """True when a stored term and a row start within about a year of each other."""
    return bool(term[7] and row["start"]) and abs(int(term[7][:4]) - int(row["start"][:4])) <= 1


def best_name(name: str) -> str:
    """The label without a stray title."""
    return re.sub(
        r"^((Lord of )?Mann |tenure of (Prime Minister )?|"
        r"(Dr|Mr|Mrs|Ms|Gen|Prof|Queen|King|Emperor|Sultan|Amir|Emir|President)\b\.? ?)+",
        "",
        name,
    )


def aliases(base: Base, rows: list[Row], ids: dict[str, str], by_code: dict[str, str], orgs: dict[str, str]) -> None:
    """Spellings of the alias table for every id that is in the base."""
    for row in rows:
        key = row["id"]
        actor = (
            orgs.get(key[4:])
            if key.startswith("org:")
            else by_code.get(key[2:])
            if key.startswith("c:")
            else ids.get(key, key)
        )
        if actor:
            base.name(actor, row["name"], row["lang"], row["kind"])
    for actor, person in base.actors.items():
        if person[1] == "person" and not is_latin(person[2]):
            latin = sorted(n for (a, n) in base.names if a == actor and is_latin(n)) if person[2] else []
            person[2] = latin[0] if latin else plain(person[2]).title()


def memberships(base: Base, rows: list[Row], by_code: dict[str, str], orgs: dict[str, str]) -> None:
    """Who belongs to which organisation. A row of a member that left or was suspended on its last day is one of a
    member up to then; one that is suspended since its first day stays a member with the suspension told beside it.
    """
    ended = 0
    for row in rows:
        org, country = orgs.get(row["org_key"]), by_code.get(row["iso3"])
        if not org or not country:
            continue
        told = [(row["status"], row["from"], row["to"])]
        if row["status"] in {"withdrawn", "suspended"} and row["to"]:
            told = [("member", row["from"], row["to"]), (row["status"], row["to"], "")]
            ended += 1
        elif row["status"] == "suspended":
            told = [("member", "", ""), *told]
        base.members += [[org, country, status, start, end, row["source"]] for status, start, end in told]
    base.report.append(f"memberships that ended or were suspended, told as member up to that day: {ended}")


def table(path: Path, header: str, rows: Iterable[Iterable[str]]) -> None:
    """Write a table, sorted, with a header line."""
    body = sorted("\t".join(row) for row in rows)
    path.write_text(header + "\n" + "\n".join(body) + "\n", encoding="utf-8")


def write(base: Base, out: Path) -> None:
    """Write the artefact; ``meta.tsv`` carries a version made from the content."""
    table(
        out / "actors.tsv",
        "id\tkind\tname\tcountry\tparent\tcodes\tvalid_from\tvalid_to\tsources",
        base.actors.values(),
    )
    keys = (
        (a, n, lang, kind, name_key(n) if base.actors[a][1] == "person" else "")
        for (a, n), (lang, kind) in base.names.items()
    )
    table(out / "names.tsv", "actor\tname\tlang\tkind\tkey", keys)
    head = "actor\ttitle\tdisplay\tfamily\tcountry\torganisation\trank\tstart\tend\tas_of\tsource\tverified\tnote"
    table(out / "terms.tsv", head, base.terms)
    table(out / "members.tsv", "organisation\tcountry\tstatus\tfrom\tto\tsource", base.members)
    table(out / "forms.tsv", "actor\tstyle\tname\tlanguage\tlabel", base.forms)
    digest = hashlib.sha256()
    for name in ("actors", "names", "terms", "members"):
        digest.update((out / f"{name}.tsv").read_bytes())
    (out / "meta.tsv").write_text(f"version\t{digest.hexdigest()[:12]}\n", encoding="utf-8")


def build(tables: Path, out: Path, ledger_path: Path) -> Base:
    """Read, join, write; returns what was built, with the report."""
    base, ledger = Base(), Ledger(ledger_path)
    by_code = countries(base, read(tables / "countries.tsv"), ledger)
    orgs = organisations(base, read(tables / "organisations.tsv"), by_code, ledger)
    institutions(base, by_code, ledger, out / "institutions.yaml", out / "metonyms.tsv")
    rows = [r for n in ("holders", "holders_recent_states", "holders_recent_orgs") for r in read(tables / f"{n}.tsv")]
    lands = {n for (_, n), (_, kind) in base.names.items() if kind in {"label", "alias"}}
    chairs = [r for r in rows if r["person"] in lands]
    base.report.append(f"rows whose holder is a state (a chair or presidency), left out: {len(chairs)}")
    rows = [r for r in rows if words(r["person"]) and r["person"] not in lands]
    rows, contradicted = of_relatives(rows)
    base.report += contradicted
    ids = people(base, rows, ledger)
    terms(base, rows, ids, orgs)
    aliases(base, read(tables / "aliases.tsv"), ids, by_code, orgs)
    join_doubles(base)
    stray_aliases(base)
    settle_countries(base)
    forms(base, read(tables / "aliases.tsv"), ids)
    memberships(base, read(tables / "memberships.tsv"), by_code, orgs)
    write(base, out)
    ledger.write()
    base.report += [
        *counts(base, len(ledger.ids)),
        *conflicts(base),
        *doubts(base),
        *gaps(base, by_code, range(2005, 2026)),
    ]
    return base


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=Path, default=ROOT.parent / "shared" / "knowledge")
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "communique" / "resolve" / "data")
    parser.add_argument("--ledger", type=Path, default=ROOT / "tools" / "ledger.tsv")
    args = parser.parse_args()
    print("\n".join(build(args.tables, args.out, args.ledger).report))


if __name__ == "__main__":
    main()
