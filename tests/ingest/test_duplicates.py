import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.ingest import Deduplicator
from communique.model import DuplicateKind, PublishedBasis, Text, sha256

VOCABULARY = [f"word{n}" for n in range(4000)]


def words(seed, count=200):
    return random.Random(seed).choices(VOCABULARY, k=count)


def text(name, body, now):
    return Text(
        id=name, article_id=f"a-{name}", source_id="s", address=name, title="", body=body, language="en",
        published=None, published_basis=PublishedBasis.NONE, sha256=sha256(body), bytes_sha256="", extractor="x",
        extractor_version="1", first_seen=now(),
    )  # fmt: skip


def edited(base, seed, share):
    chance = random.Random(seed)
    return " ".join(word if chance.random() > share else f"other{seed}" for word in base)


def run(bodies, now, order):
    """Unordered linked pairs, and the groups that the links join."""
    links, pairs = Deduplicator(), set()
    for name in order:
        one = text(name, bodies[name], now)
        found = links.find(one)
        assert all(link.text_id == name and link.of_text_id in order[: order.index(name)] for link in found)
        pairs |= {frozenset((link.text_id, link.of_text_id)) for link in found}
        links.add(name, one.sha256, links.signature(one.body))
    groups = {name: {name} for name in order}
    for pair in pairs:
        merged = set().union(*(groups[name] for name in pair))
        for name in merged:
            groups[name] = merged
    return pairs, {frozenset(group) for group in groups.values()}


def test_exact_near_and_different(now):
    base = words(1)
    links = Deduplicator()
    first = text("t1", " ".join(base), now)
    links.add("t1", first.sha256, links.signature(first.body))
    (exact,) = links.find(text("t2", first.body, now))
    assert (exact.kind, exact.of_text_id, exact.similarity) == (DuplicateKind.EXACT, "t1", 1.0)
    (near,) = links.find(text("t3", edited(base, 2, 0.01), now))
    assert (near.kind, near.of_text_id) == (DuplicateKind.NEAR, "t1")
    assert 0.8 <= near.similarity <= 1
    assert links.find(text("t4", " ".join(words(9)), now)) == ()
    assert links.find(first) == ()


def test_case_and_punctuation_play_no_part(now):
    body = " ".join(words(3))
    links = Deduplicator()
    links.add("t1", "x", links.signature(body))
    (near,) = links.find(text("t2", body.upper().replace(" ", ",  "), now))
    assert near.similarity == 1.0


def test_short_formulas_are_never_near(now):
    links = Deduplicator()
    for name, country in (("t1", "Austria"), ("t2", "Australia")):
        one = text(
            name, f"On behalf of the government I send best wishes to the people of {country} on their day.", now
        )
        assert links.find(one) == ()
        links.add(name, one.sha256, links.signature(one.body))


def test_signatures_can_be_stored(now):
    body = " ".join(words(4))
    signature = Deduplicator().signature(body)
    assert isinstance(signature, bytes)
    assert len(signature) == 512
    fresh = Deduplicator()
    fresh.add("t1", "other", signature)
    fresh.add("t1", "other", signature)
    assert fresh.find(text("t2", body, now))[0].of_text_id == "t1"


@settings(max_examples=25, deadline=None)
@given(st.permutations(["a", "b", "c", "d", "e", "f", "g"]))
def test_groups_do_not_depend_on_the_order_of_arrival(order):
    from datetime import UTC, datetime

    def now():
        return datetime(2026, 1, 1, tzinfo=UTC)

    base = words(5)
    bodies = {
        "a": " ".join(base), "b": " ".join(base), "c": edited(base, 6, 0.02), "d": edited(base, 7, 0.03),
        "e": " ".join(words(8)), "f": edited(words(8), 9, 0.01), "g": " ".join(words(10)),
    }  # fmt: skip
    _, groups = run(bodies, now, list(order))
    assert groups == run(bodies, now, sorted(order))[1]
    alone = {name: body for name, body in bodies.items() if name != "b"}
    kept = [name for name in order if name != "b"]
    assert run(alone, now, kept)[0] == run(alone, now, sorted(kept))[0]


@pytest.mark.parametrize("body", ["", " ", "\x00", "one two three"])
def test_texts_too_short_have_no_signature(body):
    assert Deduplicator().signature(body) == b""
