"""Sentences of our own; each case names who is meant, or that nobody may be linked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model import ActorKind, OfficeBasis, Rank

LINKS = [  # sentence, day, home, surface, actor, office
    ("Russian Foreign Minister Sergei Lavrov arrived.", "2021-07-01", None, "Russian Foreign Minister Sergei Lavrov", "Q58217", "Foreign Minister"),
    ("Sergey Lavrov, Russia's foreign minister, arrived.", "2021-07-01", None, "Sergey Lavrov, Russia's foreign minister", "Q58217", "Foreign Minister"),
    ("Sergei Lavrov (Foreign Minister, Russia) spoke.", "2021-07-01", None, "Sergei Lavrov (Foreign Minister", "Q58217", "Foreign Minister"),
    ("Foreign Minister Makei will travel.", "2014-07-01", "BLR", "Foreign Minister Makei", "Q2026222", "Foreign Minister"),
    ("Uladzimir Makey travels.", "2014-07-01", "BLR", "Uladzimir Makey", "Q2026222", "Foreign Minister"),
    ("President Lukashenko received envoys.", "2014-07-01", "BLR", "President Lukashenko", "Q2866", "President"),
    ("Deputy Foreign Minister Elena Kupchina led the talks.", "2014-11-01", "BLR", "Deputy Foreign Minister Elena Kupchina", "Q3918088", "Deputy Foreign Minister"),
    ("Secretary Blinken met envoys.", "2021-07-01", "USA", "Secretary Blinken", "Q7821917", "Secretary of State"),
    ("EU High Representative Josep Borrell spoke.", "2021-07-01", None, "EU High Representative Josep Borrell", "Q312901", "High Representative"),
    ("NATO Secretary General Jens Stoltenberg spoke.", "2021-07-01", None, "NATO Secretary General Jens Stoltenberg", "Q57665", "Secretary-General"),
    ("Prime Minister of Israel Naftali Bennett came.", "2021-08-01", None, "Prime Minister of Israel Naftali Bennett", "Q39318", "Prime Minister"),
    ("President Volodymyr Zelenskyy of Ukraine called.", "2021-08-01", None, "President Volodymyr Zelenskyy of Ukraine", "Q3874799", "President"),
    ("French President Emmanuel Macron called.", "2021-08-01", None, "French President Emmanuel Macron", "Q3052772", "President"),
    ("President Moon Jae-in of South Korea spoke.", "2018-09-20", None, "President Moon Jae-in of South Korea", "Q21001", "President"),
    ("Japanese Prime Minister Kishida Fumio wrote.", "2022-07-09", None, "Japanese Prime Minister Kishida Fumio", "Q359480", "Prime Minister"),
    ("Prime Minister Lee Hsien Loong spoke.", "2021-07-01", "SGP", "Prime Minister Lee Hsien Loong", "Q57643", "Prime Minister"),
    ("Prime Minister Rutte of the Netherlands called.", "2014-07-27", "AUS", "Prime Minister Rutte of the Netherlands", "Q57792", "Prime Minister"),
    ("The Russian president called.", "2021-07-01", None, "Russian president", "Q7747", "President"),
    ("The Prime Minister of Italy spoke.", "2021-07-01", None, "Prime Minister of Italy", "Q294460", "Prime Minister"),
    ("Secretary Austin met envoys.", "2021-08-12", "USA", "Secretary Austin", "Q941013", "Defence Minister"),
    ("Minister Balakrishnan met envoys.", "2021-08-12", "SGP", "Minister Balakrishnan", "Q7937671", "Foreign Minister"),
    ("Indian External Affairs Minister (EAM) Dr S. Jaishankar came.", "2022-06-16", "SGP", "Indian External Affairs Minister (EAM) Dr S. Jaishankar", "Q16186720", "Foreign Minister"),
    ("The Foreign Minister said so.", "2014-07-01", "BLR", "Foreign Minister", "Q2026222", "Foreign Minister"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "day", "home", "surface", "actor", "office"), LINKS)
def test_links(read, body, day, home, surface, actor, office) -> None:  # type: ignore[no-untyped-def]
    found = {m.surface: m for m in read(body, day, home)}
    assert surface in found, list(found)
    assert (found[surface].actor_id, found[surface].office) == (actor, office)


BODIES = [
    ("the Kremlin said no.", None, "Kremlin", "RUS"), ("Foggy Bottom said no.", None, "Foggy Bottom", "USA"), ("Bankova rejected it.", None, "Bankova", "UKR"),
    ("The Belarusian Foreign Ministry said no.", None, "Belarusian Foreign Ministry", "BLR"), ("Poland's foreign ministry said no.", None, "Poland's foreign ministry", "POL"),
    ("The Ministry of Foreign Affairs of Latvia said no.", None, "Ministry of Foreign Affairs of Latvia", "LVA"), ("The Auswärtiges Amt said no.", None, "Auswärtiges Amt", "DEU"),
    ("The MFA and the Ministry of Foreign Affairs said no.", "SGP", "Ministry of Foreign Affairs", "SGP"), ("Talks between Minsk and Moscow failed.", None, "Minsk", "BLR"),
    ("Then Brussels condemned it.", None, "Brussels", "EUE"), ("DR Congo objected.", None, "DR Congo", "COD"), ("North Korea objected.", None, "North Korea", "PRK"),
    ("The Republic of Korea objected.", None, "Republic of Korea", "KOR"), ("PNG agreed.", "AUS", "PNG", "PNG"), ("The EU agreed.", None, "EU", "EUE"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "home", "surface", "country"), BODIES)
def test_states_and_institutions(read, body, home, surface, country) -> None:  # type: ignore[no-untyped-def]
    found = [m for m in read(body, home=home) if surface in m.surface]
    assert found and found[0].actor_id and found[0].country == country


APART = [  # sentence, day, home, word that must not be linked to the id
    ("Foreign Minister Makei will travel.", "2024-02-01", "BLR", "Makei", "Q2026222"),
    ("President George H.W. Bush wrote a letter.", "2018-09-20", "USA", "Bush", "Q207"),
    ("Basketball star Michael Jordan came.", "2021-07-01", "USA", "Jordan", "Q810"),
    ("Jordan Smith came to the party.", "2021-07-01", "USA", "Jordan", "Q810"),
    ("Turkey was served at the Thanksgiving dinner.", "2021-11-25", "USA", "Turkey", "Q43"),
    ("Voters in Georgia and Alabama queued in Atlanta.", "2021-07-01", "USA", "Georgia", "Q230"),
    ("North Korean leader Kim Jong Un came.", "2018-09-20", None, "Kim", "Q10665"),
    ("Migration from Central America fell.", "2021-07-01", "USA", "America", "Q30"),
    ("The aid was worth US$50,000.", "2021-07-01", "SGP", "US", "Q30"),
    ("The group's leader Adnan al-Sahrawi fled.", "2021-07-01", None, "Sahrawi", "Q40362"),
    ("They met in Minsk.", "2021-07-01", None, "Minsk", "Q184"),
    ("The London Bridge was closed.", "2021-07-01", None, "London", "Q145"),
    ("He leads the Security Council of the club.", "2021-07-01", "RUS", "Security Council", "Q37470"),
    ("Congo objected.", "2021-07-01", None, "Congo", "Q974"),
    ("President Denis Sassou Nguesso of the Republic of the Congo came.", "2021-07-01", None, "Congo", "Q974"),
    ("Dan Smith, a baker from Leeds, came.", "2021-07-01", None, "Dan Smith", "*"),
    ("Minister Brown came.", "2021-07-01", None, "Brown", "*"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "day", "home", "word", "actor"), APART)
def test_look_alikes_stay_apart(read, body, day, home, word, actor) -> None:  # type: ignore[no-untyped-def]
    linked = {m.actor_id for m in read(body, day, home) if word in m.surface and m.actor_id}
    assert not linked if actor == "*" else actor not in linked


ANAPHORA = [  # text, day, home, (n-th mention of surface), actor
    ("Sergei Lavrov came. Lavrov spoke.", "2021-07-01", None, "Lavrov", "Q58217"),
    ("Foreign Minister Vladimir Makei came to Riga. The minister spoke.", "2014-07-01", "BLR", "minister", "Q2026222"),
    ("President Halimah Yacob met President Kersti Kaljulaid of Estonia. Kaljulaid spoke.", "2021-07-12", "SGP", "Kaljulaid", "Q12366816"),
    ("Vladimir Makei met his Polish counterpart.", "2014-11-01", "BLR", "Polish counterpart", "Q362851"),
    ("Vladimir Makei called his counterpart from Latvia.", "2014-11-01", "BLR", "counterpart from Latvia", "Q3047551"),
    ("Vladimir Makei came to Riga. He spoke.", "2014-11-01", "BLR", "He", "Q2026222"),
    ("Qatari Foreign Minister Mohammed bin Abdulrahman Al-Thani came. Minister Al-Thani spoke.", "2021-08-13", None, "Minister Al-Thani", "Q23020336"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "day", "home", "surface", "actor"), ANAPHORA)
def test_anaphora(read, body, day, home, surface, actor) -> None:  # type: ignore[no-untyped-def]
    found = [m for m in read(body, day, home) if m.surface == surface]
    assert found and found[-1].actor_id == actor and found[-1].anaphor


def test_a_pronoun_between_two_persons_is_left_alone(read) -> None:  # type: ignore[no-untyped-def]
    found = read("In Minsk Vladimir Makei met Sergei Lavrov. In Riga he spoke.", "2014-11-01", "BLR")
    assert not [m for m in found if m.surface == "he"]


def test_surname_in_the_title_serves_the_body(read) -> None:  # type: ignore[no-untyped-def]
    found = read("Lavrov spoke.", "2021-07-01", None, "Sergei Lavrov visits")
    assert [m.actor_id for m in found] == ["Q58217"]


def test_a_role_read_in_the_text_is_used_where_the_base_knows_nothing(read) -> None:  # type: ignore[no-untyped-def]
    body = "Jane Q. Roe, Director for Russia, Eastern Partnership and OSCE at the European External Action Service, visited Minsk."
    (m,) = [m for m in read(body, "2014-11-24", "BLR") if m.kind is ActorKind.PERSON]
    assert m.actor_id is None and m.country == "EUE" and m.rank is Rank.SENIOR_OFFICIAL
    assert m.office.startswith("Director for Russia") and m.office_basis is OfficeBasis.TEXT


def test_former_holders_are_former(read) -> None:  # type: ignore[no-untyped-def]
    (m,) = [
        m for m in read("Former Swedish Foreign Minister Carl Bildt spoke.", "2016-01-01") if m.kind is ActorKind.PERSON
    ]
    assert m.former and m.actor_id == "Q52922"


def test_unverified_offices_are_printed_only_when_the_text_says_them(read) -> None:  # type: ignore[no-untyped-def]
    bare = [m for m in read("Alena Kupchyna spoke.", "2014-11-01", "BLR") if m.actor_id == "Q3918088"]
    said = [
        m
        for m in read("Deputy Foreign Minister Alena Kupchyna spoke.", "2014-11-01", "BLR")
        if m.actor_id == "Q3918088"
    ]
    assert bare[0].office == "" and said[0].office == "Deputy Foreign Minister"


@pytest.mark.parametrize(
    ("body", "name", "country"),
    [("Relatives met relatives of political prisoners.", "relatives of political prisoners", None), ("Ukrainian border police and Lebanese officials met.", "Lebanese officials", "LBN"),
     ("EU member states agreed.", "EU member states", "EUE"), ("Some opposition leaders objected.", "opposition leaders", None)],
)  # fmt: skip
def test_unnamed_groups(read, body, name, country) -> None:  # type: ignore[no-untyped-def]
    found = [m for m in read(body) if m.kind is ActorKind.GROUP and m.name == name]
    assert found and found[0].country == country and found[0].rank is Rank.GROUP


def test_speakers_of_a_transcript_and_their_first_person(read) -> None:  # type: ignore[no-untyped-def]
    body = "PRIME MINISTER:\n\nGood morning. I am pleased.\n\nQUESTION:\n\nWhy?\n\nPRIME MINISTER:\n\nWe will act.\n\nQUESTION:\n\nAnd?\n\nPRIME MINISTER:\n\nI said so."
    found = read(body, "2014-05-01", "AUS")
    assert {m.actor_id for m in found} == {"Q348577"}
    assert [m.surface for m in found if m.anaphor] == ["I", "We", "I"]
    assert found[0].surface == "PRIME MINISTER" and found[0].span.start == 0


def test_a_transcript_label_with_honorific_is_the_spokesperson_of_the_day(read) -> None:  # type: ignore[no-untyped-def]
    body = (
        "SECRETARY BLINKEN: Good morning to all of you.\n\nMR PRICE: Thank you.\n\nQUESTION: Why?\n\nMR PRICE: We act."
    )
    found = {m.surface: m for m in read(body, "2021-07-01", "USA") if not m.anaphor}
    assert found["SECRETARY BLINKEN"].actor_id == "Q7821917"
    assert found["MR PRICE"].name == "Ned Price" and found["MR PRICE"].rank is Rank.SPOKESPERSON


def test_candidates_carry_reasons(read) -> None:  # type: ignore[no-untyped-def]
    (m,) = [m for m in read("Foreign Minister Sergei Lavrov spoke.", "2021-07-01") if m.kind is ActorKind.PERSON]
    assert m.candidates and all(c.reasons for c in m.candidates)
    assert abs(m.candidates[0].score - sum(r.weight for r in m.candidates[0].reasons)) < 1e-6


PARTS = st.sampled_from(["Russian Foreign Minister Sergei Lavrov", "the “Kremlin”", "Belarus’s", "President Putin", "\u00a0", " and ", ", ", ".\n\n", "France", "MR PRICE: ", "I", "É", "😀",
                         "the two presidents", "his Polish counterpart", "Director for", "of the", "U.S.", "—", "(", ")"])  # fmt: skip


@given(st.lists(PARTS, max_size=24))
def test_spans_hold_and_never_overlap(read, parts) -> None:  # type: ignore[no-untyped-def]
    body = " ".join(parts) or "x"
    found = read(body if body.strip() else "x", "2021-07-01", "USA")
    last = 0
    for m in found:
        assert last <= m.span.start < m.span.end <= len(body)
        assert m.span.start <= m.head.start < m.head.end <= m.span.end
        last = m.span.end


def test_an_administration_is_a_government_and_not_the_man(read) -> None:  # type: ignore[no-untyped-def]
    found = read("They trust the Biden-Harris Administration's word.", "2021-07-01", "USA")
    assert [(m.kind, m.country) for m in found] == [(ActorKind.INSTITUTION, "USA")]


def test_a_short_form_needs_the_body_named(read) -> None:  # type: ignore[no-untyped-def]
    named = [m.country or m.name for m in read("NATO met. The Alliance agreed.") if m.surface == "Alliance"]
    assert len(named) == 1 and not [m for m in read("The Alliance agreed.") if m.surface == "Alliance" and m.actor_id]


def test_a_shared_name_is_the_one_that_the_text_calls_otherwise(read) -> None:  # type: ignore[no-untyped-def]
    told = read("South Korea agreed. Korea and Japan met.")
    alone = read("Korea and Japan met.")
    assert [m.country for m in told if m.surface == "Korea"] == ["KOR"]
    assert [m.actor_id for m in alone if m.surface == "Korea"] == [None]


GARBLED = [  # text, printed name
    ("President of Brazil Jair Bolsonaro Bolsonaro JairPresident of Brazil came.", "Jair Bolsonaro"),
    ("Special Envoy for the Horn of Africa Jeffrey Feltman came.", "Jeffrey Feltman"),
    ("Chairman Abdullah Abdullah came to Afghanistan.", "Abdullah Abdullah"),
]


@pytest.mark.parametrize(("body", "name"), GARBLED)
def test_names_end_where_the_name_ends(read, body, name) -> None:  # type: ignore[no-untyped-def]
    assert name in {m.name for m in read(body, "2021-08-12")}


def test_one_person_under_two_spellings_is_one(read) -> None:  # type: ignore[no-untyped-def]
    found = read("Foreign Minister Tomas Arun Farro of Peru came. Minister Arun spoke.", "2021-07-01")
    assert {m.name for m in found if m.kind is ActorKind.PERSON} == {"Tomas Arun Farro"}


def test_a_role_said_farther_off_reaches_the_name(read) -> None:  # type: ignore[no-untyped-def]
    body = "Takeo Akiba, Secretary General of Japan's National Security Secretariat, came."
    (m,) = [m for m in read(body, "2022-01-20") if m.kind is ActorKind.PERSON]
    assert m.country == "JPN" and m.office_basis is OfficeBasis.TEXT and m.office


def test_initials_tell_two_of_one_name_apart(read) -> None:  # type: ignore[no-untyped-def]
    found = read("President George H. W. Bush spoke.", "1990-07-01", "USA")
    assert not [m for m in found if m.actor_id == "Q207"]


CALLED = [  # transcript, home, words, who is called by them
    ("PRIME MINISTER:\n\nWe will act.\n\nQUESTION:\n\nPrime Minister, when?\n", "AUS", "Prime Minister", "Tony Abbott"),
    ("SECRETARY KERRY: Welcome.\n\nFOREIGN MINISTER LAVROV: Thank you, Mr. Secretary.\n", "USA", "Mr. Secretary", "John Kerry"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "home", "words", "who"), CALLED)
def test_who_is_spoken_to(read, body, home, words, who) -> None:  # type: ignore[no-untyped-def]
    told = [m for m in read(body, "2014-07-01", home) if m.surface == words and m.anaphor]
    assert who in {m.name for m in told}


def test_nobody_speaks_of_himself_by_his_office(read) -> None:  # type: ignore[no-untyped-def]
    body = "President of Russia Vladimir Putin: Last year the President welcomed our firms there.\n"
    assert not [m for m in read(body, "2014-07-01", "RUS") if m.surface == "President" and m.actor_id]


SEATED = [  # sentence, day, home, printed name, former
    ("Prime Minister Rudd visited Delhi in 2009.", "2014-09-04", "AUS", "Kevin Rudd", True),
    ("Prime Minister Rudd will visit Delhi.", "2014-09-04", "AUS", "Rudd", False),
    ("Mr Abbott spoke in Perth.", "2014-06-04", "AUS", "Tony Abbott", False),
    ("Mr Abbott spoke in Perth.", "2014-06-04", "CAN", "Abbott", False),
    ("Palestinian Foreign Minister Reyad Al Malky came.", "2022-10-18", "SGP", "Riyad al-Maliki", False),
    ("The authority of the Pope grows.", "2021-12-17", "RUS", "Pope Francis", False),
    ("Today the Governor-General spoke.", "2014-07-22", "AUS", "Peter Cosgrove", False),
]  # fmt: skip


@pytest.mark.parametrize(("body", "day", "home", "name", "former"), SEATED)
def test_an_office_names_who_holds_or_held_it(read, body, day, home, name, former) -> None:  # type: ignore[no-untyped-def]
    assert (name, former) in {(m.name, m.former) for m in read(body, day, home) if m.kind is ActorKind.PERSON}


GOVERNMENT = [  # sentence, the country whose government it is, or nobody's
    ("The Government will cut taxes.", "AUS"),
    ("France said that the Government will cut taxes.", None),
    ("We wrote to the Government and people of Fiji.", None),
]  # fmt: skip


@pytest.mark.parametrize(("body", "country"), GOVERNMENT)
def test_the_government_is_the_publishers_where_no_other_land_is_named(read, body, country) -> None:  # type: ignore[no-untyped-def]
    told = [m.country for m in read(body, "2014-07-01", "AUS") if m.surface == "Government"]
    assert told == ([country] if country else [])


def test_an_agency_that_bears_a_states_name_is_not_the_state(read) -> None:  # type: ignore[no-untyped-def]
    found = read("The plan makes Infrastructure Australia stronger.", "2014-07-01", "AUS")
    assert [m.surface for m in found if m.actor_id == "Q408"] == []


def test_a_crown_prince_is_no_king(read) -> None:  # type: ignore[no-untyped-def]
    found = read("Crown Prince of Bahrain Salman Zarbani came. The King spoke.", "2021-07-01", "GBR")
    assert not [m for m in found if m.office == "King" and m.country == "BHR"]


OTHERS_STYLE = ["The Foreign Secretary spoke.", "The Secretary of Defense spoke.", "The Treasury Secretary spoke."]


@pytest.mark.parametrize("body", OTHERS_STYLE)
def test_a_secretary_is_no_minister_of_a_state_that_has_ministers(read, body) -> None:  # type: ignore[no-untyped-def]
    assert not [m for m in read(body, "2021-07-01", "SGP") if m.actor_id]


def test_a_count_is_no_part_of_an_office(read) -> None:  # type: ignore[no-untyped-def]
    found = read("The two ministers, Tomas Arun of Peru and Sergey Lavrov of Russia, met.", "2019-07-01")
    assert "two" not in {word for m in found for word in m.office.split()}


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("The delegation visited King Saud University.", set()),
        ("They landed at King Khalid International Airport.", set()),
        ("King Salman received the delegation.", {"Salman of Saudi Arabia"}),
    ],
)
def test_a_building_named_after_a_king_is_nobody(read, body, named) -> None:  # type: ignore[no-untyped-def]
    found = read(body, "2021-07-01", None)
    assert {m.name for m in found if m.kind is ActorKind.PERSON} == named
