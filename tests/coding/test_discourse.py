"""What one sentence owes to those before it."""

from __future__ import annotations

from datetime import date

from communique.model import Encounter, Event, Reading, Statement
from communique.wiring import Stages

from .test_coder import names, read

MET = "Finnish President Sauli Niinistö met Estonian President Alar Karis in Tallinn on 14 June. "


def events(readings: list[Reading], kind: str) -> list[Event]:
    return [r.content for r in readings if isinstance(r.content, Event) and r.content.type == kind]


def test_they_are_those_who_met_on_the_day_they_met(stages: Stages) -> None:
    readings = read(stages, MET + "They discussed ferry traffic.")
    talked = next(r for r in readings if isinstance(r.content, Encounter) and "ferry traffic" in r.content.topics)
    assert names(talked.content.participants) == {"FIN", "EST"}
    assert talked.content.when is not None
    assert (talked.content.when.to_iso(), talked.content.when.basis.value) == ("2021-06-14", "anchored")


def test_a_passage_that_leans_on_another_sentence_cites_it_too(stages: Stages) -> None:
    body = MET + "They discussed ferry traffic."
    talked = next(r for r in read(stages, body) if isinstance(r.content, Encounter) and r.content.topics)
    assert talked.passage.quote == body


def test_both_presidents_speak(stages: Stages) -> None:
    readings = read(stages, MET + "The two presidents condemned Russia.")
    accused = events(readings, "ACCUSE")
    assert [names(event.actors) for event in accused] == [{"FIN", "EST"}]
    speakers = {r.content.speaker.country for r in readings if isinstance(r.content, Statement)}
    assert speakers == {"FIN", "EST"}


def test_they_name_nobody_when_nobody_met(stages: Stages) -> None:
    readings = read(stages, "Norway expects a cold winter. The two leaders condemned Russia.")
    assert events(readings, "ACCUSE") == []


def test_a_list_lost_by_the_parse_is_still_a_list(stages: Stages) -> None:
    body = (
        "Japanese Foreign Minister Toshimitsu Motegi met Latvian Foreign Minister Edgars Rinkēvičs, "
        "Estonian Foreign Minister Eva-Maria Liimets and Lithuanian Foreign Minister Gabrielius Landsbergis in Vilnius on 15 June."
    )
    met = events(read(stages, body), "CONSULT")
    assert names(met[0].actors) == {"JPN", "LVA", "EST", "LTU"}


def test_what_another_verb_dates_is_not_dated_by_it(stages: Stages) -> None:
    body = "Norway condemned Russia's attack on Kharkiv of 3 May 2021."
    accused = events(read(stages, body), "ACCUSE")[0]
    assert accused.when is not None
    assert accused.when.basis.value == "print"


def test_a_day_in_a_relative_clause_is_not_the_day_of_the_act(stages: Stages) -> None:
    body = "Norway expelled two Russian diplomats who had arrived in Oslo on 3 May 2021."
    expelled = events(read(stages, body), "SANCTION")[0]
    assert expelled.when is not None
    assert expelled.when.basis.value == "print"


def test_what_a_release_does_by_saying_it_is_done_that_day(stages: Stages) -> None:
    accused = events(read(stages, "Norway strongly condemns Russia.", home="NOR"), "ACCUSE")[0]
    assert accused.when is not None
    assert (accused.when.start, accused.when.is_one_day, accused.when.basis.value) == (date(2021, 6, 17), True, "print")


def test_they_are_those_who_met_not_those_of_whom_the_others_were_told(stages: Stages) -> None:
    body = (
        "Kenyan President Uhuru Kenyatta spoke today with Polish Foreign Minister Zbigniew Rau and Czech Foreign Minister "
        "Jakub Kulhánek following his call with Norwegian Prime Minister Erna Solberg. President Kenyatta briefed them on "
        "his call with Prime Minister Solberg. They agreed to stay in touch."
    )
    agreed = [r.content for r in read(stages, body) if isinstance(r.content, Event) and r.content.type == "AGREE"]
    assert {p.country for e in agreed for p in e.parties} == {"KEN", "POL", "CZE"}
