"""Whatever is read, its spans are slices of the text."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.model import Encounter, Event, Statement
from communique.wiring import Stages

from .test_coder import read

SENTENCES = [
    "On 14 June, Finnish President Sauli Niinistö met Estonian President Alar Karis in Tallinn.",
    "They discussed ferry traffic, the price of gas and the war in Ukraine.",
    "“We shall not wait,” Iranian Foreign Minister Mohammad Javad Zarif said.",
    "The two leaders condemned Russia…",
    "Norway will visit — or so it says — Poland on 3 July.",
    "Canada imposed sanctions on Belarus yesterday; Belarus expelled two Canadian diplomats.",
    "Asked about the fence, Hungarian Foreign Minister Péter Szijjártó declined to comment.",
    "Nothing happened in Oslo.",
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), st.sampled_from([" ", "\n\n", "  "]))
def test_spans_are_slices(stages: Stages, chosen: list[str], gap: str) -> None:
    body = gap.join(chosen)
    readings = read(stages, body, home="NOR")
    assert len({r.id for r in readings}) == len(readings)
    for reading in readings:
        passage, content = reading.passage, reading.content
        assert body[passage.start : passage.end] == passage.quote
        for party in content.parties:
            assert party.span is None or 0 <= party.span.start < party.span.end <= len(body)
        if isinstance(content, Statement):
            assert all(passage.start <= s.start < s.end <= passage.end for s in content.content)
            assert content.words == " … ".join(body[s.start : s.end] for s in content.content)
        if isinstance(content, Event | Encounter):
            flat = " ".join(body.split())
            assert all(" ".join(topic.split()) in flat for topic in content.topics)


def test_reading_is_deterministic(stages: Stages) -> None:
    body = " ".join(SENTENCES)
    assert read(stages, body) == read(stages, body)
