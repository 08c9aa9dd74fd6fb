"""Parties that belong to an act and those that do not; words that tell of no act."""

from __future__ import annotations

import pytest

from communique.model import Event
from communique.wiring import Stages

from .test_coder import read


def _events(stages: Stages, body: str) -> list[Event]:
    return [r.content for r in read(stages, body) if isinstance(r.content, Event)]


@pytest.mark.parametrize(
    "body",
    [
        "I especially welcome the Ambassador of Norway, given the losses that Norway has suffered.",
        "We are cousins – “brothers in arms” Emmanuel Macron called us – because of our shared past.",
        "As Denmark, we recognise the government of Libya.",
        "President Macron has provided Mali with firm leadership and hope.",
    ],
)
def test_a_greeting_a_quoted_name_a_standing_policy_and_praise_tell_of_no_act(stages: Stages, body: str) -> None:
    assert _events(stages, body) == []


@pytest.mark.parametrize(
    "body",
    [
        "On 14 June, Polish Foreign Minister Zbigniew Rau had separate bilateral talks with Canadian Foreign Minister "
        "Marc Garneau, Finnish Foreign Minister Pekka Haavisto, and Kenyan Foreign Minister Raychelle Omamo.",
        "On 14 June Prime Minister Justin Trudeau spoke with Prime Minister Boris Johnson of the United Kingdom, Prime "
        "Minister Pedro Sánchez of Spain, President Zelenskyy of Ukraine and with President Joe Biden.",
    ],
)
def test_so_many_talks_with_one_each_are_not_multilateral(stages: Stages, body: str) -> None:
    found = _events(stages, body)
    assert [e.type for e in found] == ["CONSULT"]
    assert found[0].mode is None
    assert len({p.country for p in found[0].actors}) > 3


def test_a_civilian_team_is_no_troops(stages: Stages) -> None:
    found = _events(stages, "Ireland has deployed a team of doctors and engineers to Lebanon.")
    assert [e.type for e in found] == ["AID"]
    assert {p.country for p in found[0].recipients} == {"LBN"}


def test_nobodys_own_state_receives_his_support(stages: Stages) -> None:
    body = (
        "Prime Minister Trudeau reaffirmed Canada's support for Georgia's NATO membership and Canada's readiness to "
        "work with other allies."
    )
    assert [{p.country for p in e.recipients} for e in _events(stages, body)] == [{"GEO"}]


def test_who_is_still_to_come_has_concluded_nothing(stages: Stages) -> None:
    found = _events(stages, "Free trade negotiations have been concluded with Chile and Peru, with India yet to come.")
    assert found
    assert all({"CHL", "PER"} <= {p.country for p in e.parties} for e in found)
    assert all("IND" not in {p.country for p in e.parties} for e in found)


def test_blame_falls_on_those_from_whom_the_attacks_come(stages: Stages) -> None:
    found = _events(stages, "Canada condemns the attacks on Poland from Belarus.")
    assert [{p.country for p in e.recipients} for e in found if e.type == "ACCUSE"] == [{"BLR"}]


def test_who_agrees_to_host_acts(stages: Stages) -> None:
    found = _events(stages, "Kenya also agreed to host Prime Minister Sanna Marin of Finland.")
    assert [({p.country for p in e.actors}, {p.country for p in e.recipients}) for e in found] == [({"KEN"}, {"FIN"})]
