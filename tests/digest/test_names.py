"""Names as an editor prints them: surnames after the first mention, the form readers know, never an id."""

from __future__ import annotations

from dataclasses import replace

import msgspec
from tests.digest.world import BREK, HALVE, HouseNames, material, on, person

from communique.digest.names import EditedNames, edited, short_form
from communique.digest.own import in_own_words
from communique.digest.people import Naming, party_words, printable
from communique.digest.subjects import partner_name
from communique.model import ActorKind, Encounter, Format, OfficeBasis, Participation, Rank, Span

NAMES = HouseNames()


def at(party: Participation, body: str, words: str) -> Participation:
    start = body.index(words)
    return msgspec.structs.replace(party, span=Span(start=start, end=start + len(words)))


def met(body: str, *pairs: tuple[Participation, str]) -> EditedNames:
    content = Encounter(format=Format.MEETING, participants=tuple(at(p, body, w) for p, w in pairs), when=on(5, 12))
    made = edited(material((("Talin Post", body, on(5, 12).start, content),)))  # type: ignore[arg-type]
    assert isinstance(made.names, EditedNames)
    return made.names


def test_a_known_person_goes_by_the_part_that_the_texts_use() -> None:
    names = met("Halve met Tamo Brek.", (HALVE, "Halve"), (BREK, "Tamo Brek"))
    assert (short_form(names, HALVE), short_form(names, BREK)) == ("Halve", "Brek")
    naming = Naming(names=names)
    assert party_words(HALVE, naming, None) == "Norvian Foreign Minister Ilva Halve"
    assert party_words(HALVE, naming.after((HALVE,)), None) == "Halve"


def test_two_of_one_name_keep_their_full_names() -> None:
    other = person("Juno Halve", "NOV", "Trade Minister", Rank.MINISTER)
    names = met("Ilva Halve met Juno Halve.", (HALVE, "Ilva Halve"), (other, "Juno Halve"))
    assert short_form(names, HALVE) == "Ilva Halve"


def test_where_family_names_come_first_no_rule_shortens() -> None:
    park = person("Park Jin", "KOR", "Foreign Minister", Rank.MINISTER)
    assert short_form(met("Park Jin met Ilva Halve.", (park, "Park Jin"), (HALVE, "Ilva Halve")), park) == "Park Jin"


def test_parts_that_no_text_uses_are_left_out_of_a_house_name() -> None:
    full = person("Marto Ceril Rama", "EST", "President", Rank.HEAD_OF_STATE)
    assert met("Ceril Rama met Ilva Halve.", (full, "Ceril Rama"), (HALVE, "Ilva Halve")).person(full) == "Ceril Rama"


def test_no_reader_sees_an_id() -> None:
    class Raw(HouseNames):
        def person(self, party: Participation) -> str:
            return "Q42"

        def display(self, code: str) -> str:
            return "Q1065" if code == "Q1065" else super().display(code)

    made = edited(replace(material(), names=Raw()))
    assert made.names.person(HALVE) == "Ilva Halve"
    assert partner_name("Q1065", made) == ""


def test_a_state_in_the_name_is_not_said_twice() -> None:
    king = person("Abo II of Estmark", "EST", "King", Rank.HEAD_OF_STATE)
    assert party_words(king, Naming(names=NAMES), None) == "King Abo II of Estmark"


def test_half_named_and_run_together_people_are_not_printed() -> None:
    def unknown(name: str, **more: object) -> Participation:
        return Participation(name=name, kind=ActorKind.PERSON, **more)  # type: ignore[arg-type]

    assert printable(unknown("Ghita Mezz"))
    assert not printable(unknown("Wong"))
    assert not printable(unknown("Kyri Mits KyriPrime Mits"))
    assert not printable(unknown("Kyri MitsakisPrime"))
    assert not printable(unknown("Oyu Erden", rank=Rank.HEAD_OF_GOVERNMENT))


def own(office: str, words: str, country: str = "EST", basis: OfficeBasis = OfficeBasis.TEXT) -> str:
    party = msgspec.structs.replace(person("Tamo Brek", country, office, Rank.MINISTER), office_basis=basis)
    told = in_own_words(Encounter(format=Format.MEETING, participants=(party,)), words, NAMES)
    assert isinstance(told, Encounter)
    return told.participants[0].office


def test_offices_are_spelled_as_the_passage_has_them() -> None:
    assert own("Defence Minister", "met Estmark's Minister of Defense Brek") == "Defense Minister"
    assert own("Defence Minister", "met Estmark's Defence Minister Brek") == "Defence Minister"


def test_a_second_office_that_only_the_base_knows_is_left_out() -> None:
    both = "Deputy Prime Minister and Foreign Minister"
    assert own(both, "met Foreign Minister Brek", basis=OfficeBasis.BASE) == "Foreign Minister"
    assert own(both, "met Foreign Minister Brek") == both


def test_the_state_is_named_as_the_passage_names_it() -> None:
    words = "Minister of Foreign Affairs of the Republic of Sundria (ROS) Park Jin came"
    assert own("Foreign Minister", words, country="SUN") == "Foreign Minister of the Republic of Sundria"
    assert own("Foreign Minister", "the Sundrian Foreign Minister", country="SUN") == "Foreign Minister"


def test_who_is_only_elected_does_not_hold_the_office_yet() -> None:
    assert own("President", "met President-Elect Brek") == "President-elect"
