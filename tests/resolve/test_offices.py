import pytest

from communique.model import Rank
from communique.resolve.offices import office_sense
from communique.resolve.phrases import find_phrases

SENSES = [
    ("Minister of Foreign Affairs", None, "foreign_minister", "Foreign Minister", Rank.MINISTER),
    ("foreign minister", None, "foreign_minister", "Foreign Minister", Rank.MINISTER),
    ("Secretary of State", "USA", "foreign_minister", "Secretary of State", Rank.MINISTER),
    ("Foreign Secretary", "GBR", "foreign_minister", "Foreign Secretary", Rank.MINISTER),
    ("First Deputy Minister of Foreign Affairs", None, "first_deputy_foreign_minister", "First Deputy Foreign Minister", Rank.DEPUTY_MINISTER),
    ("Second Minister for Foreign Affairs", None, "second_minister", "Second Minister for Foreign Affairs", Rank.MINISTER),
    ("Minister of Foreign Affairs II", None, "second_minister", "Minister of Foreign Affairs II", Rank.MINISTER),
    ("Deputy Foreign Minister", None, "deputy_foreign_minister", "Deputy Foreign Minister", Rank.DEPUTY_MINISTER),
    ("President", None, "head_of_state", "President", Rank.HEAD_OF_STATE),
    ("Vice President", None, "vice_president", "Vice President", Rank.HEAD_OF_GOVERNMENT),
    ("Prime Minister", None, "head_of_government", "Prime Minister", Rank.HEAD_OF_GOVERNMENT),
    ("Chancellor of the Exchequer", "GBR", "minister:finance", "Finance Minister", Rank.MINISTER),
    ("Minister of Defense", None, "minister:defence", "Defence Minister", Rank.MINISTER),
    ("Ambassador to Belarus", None, "ambassador", "Ambassador", Rank.SENIOR_OFFICIAL),
    ("Spokesman", None, "spokesperson", "Spokesperson", Rank.SPOKESPERSON),
    ("Secretary General", None, "secretary_general", "Secretary-General", Rank.HEAD_OF_GOVERNMENT),
]  # fmt: skip


@pytest.mark.parametrize(("title", "country", "family", "display", "rank"), SENSES)
def test_what_an_office_means(title: str, country: str | None, family: str, display: str, rank: Rank) -> None:
    sense = office_sense(title, country)
    assert (sense.family, sense.display, sense.rank) == (family, display, rank)


@pytest.mark.parametrize(
    ("text", "office"),
    [("the First Deputy Minister of Foreign Affairs came", "First Deputy Minister of Foreign Affairs"), ("a Deputy Foreign Minister spoke", "Deputy Foreign Minister"),
     ("Minister for Foreign and European Affairs Jean Roe", "Minister for Foreign and European Affairs"), ("the foreign minister said", "foreign minister"),
     ("NATO Secretary General Roe", "Secretary General"), ("Minister of Foreign Affairs Jane Roe", "Minister of Foreign Affairs"),
     ("Minister of Foreign Affairs II Jane Roe", "Minister of Foreign Affairs II"), ("the Libyan interim Prime Minister Jane Roe", "interim Prime Minister"), ("King Ivan II met them", "King")],
)  # fmt: skip
def test_office_phrases_end_before_the_name(text: str, office: str) -> None:
    assert office in [p.text for p in find_phrases(text)]


def test_plural_and_former_are_seen() -> None:
    found = find_phrases("former President Roe met the foreign ministers")
    assert [(p.former, p.plural) for p in found] == [(True, False), (False, True)]
