"""Agencies, days, languages: what is read from the words of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.ingest.agencies import credited_agency
from communique.ingest.days import read_day
from communique.ingest.language import identify, regular

REST = " The talks went on for two hours and will be taken up again in the spring." * 20


@pytest.mark.parametrize(
    ("body", "agency"),
    [
        ("MINSK, 24 November (BelTA) – The minister met the envoy." + REST, "BelTA"),
        ("MOSCOW, November 24. /TASS/. The minister met the envoy." + REST, "TASS"),
        ("KYIV (Reuters) - The minister met the envoy." + REST, "Reuters"),
        ("The minister met the envoy, BelTA reports." + REST, "BelTA"),
        ("The minister met the envoy, BelTA has learned." + REST, "BelTA"),
        ("According to the news agency Interfax, the minister met the envoy." + REST, "Interfax"),
        ("The minister met the envoy, the spokesman told Interfax-West." + REST, "Interfax"),
        ("As reported by Xinhua, the minister met the envoy." + REST, "Xinhua"),
        ("The paper, citing the Associated Press, said the minister met the envoy." + REST, "AP"),
        ("Министр встретился с послом, сообщает БелТА." + REST, "BelTA"),
        ("Об этом передает агентство «Интерфакс»." + REST, "Interfax"),
        ("The minister met the envoy." + REST + "\n\nSource: Ukrinform", "Ukrinform"),
        ("The minister met the envoy." + REST + " (AFP)", "AFP"),
        ("The minister met the envoy." + REST + " /PAP/", "PAP"),
    ],
)
def test_agencies_that_are_credited(body, agency):
    assert credited_agency("A visit", body, "Some Paper") == agency


@pytest.mark.parametrize(
    "body",
    [
        "The minister met the director of BelTA." + REST,
        "The minister met the envoy." + REST + " According to Interfax, it rained." + REST,
        "The APA and the AP-led group reports nothing." + REST,
        "He reports to the ministry." + REST,
        "",
    ],
)
def test_mentions_that_credit_nobody(body):
    assert credited_agency("A visit", body, "Some Paper") is None


@pytest.mark.parametrize("publisher", ["BelTA", "BelTA News", "belta"])
def test_an_agency_is_no_other_origin_of_itself(publisher):
    assert credited_agency("", "The minister met the envoy, BelTA reports." + REST, publisher) is None


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-01", "2026-03-01"),
        ("20260301", "2026-03-01"),
        ("2026-03-01T23:59:59-11:00", "2026-03-01"),
        ("2026-03-01 10:00", "2026-03-01"),
        ("Sun, 01 Mar 2026 23:59:59 -1100", "2026-03-01"),
        ("1 Mar 2026 10:00:00 GMT", "2026-03-01"),
        ("2026-03-011", None),
        ("", None),
        ("soon", None),
    ],
)
def test_days(written, day):
    found = read_day(written)
    assert (found.isoformat() if found else None) == day


@given(st.text(max_size=60))
def test_any_words_are_read_as_a_day_or_none(written):
    found = read_day(written)
    assert found is None or found.year >= 1900


@given(st.dates(min_value=__import__("datetime").date(1900, 1, 1)), st.times())
def test_iso_days_come_back(day, time):
    assert read_day(day.isoformat()) == day
    assert read_day(f"{day.isoformat()}T{time.isoformat()}+14:00") == day


@pytest.mark.parametrize(
    ("code", "two"),
    [("en-US", "en"), ("EN", "en"), ("be_BY", "be"), ("rus", "ru"), ("", ""), ("English", ""), ("x", "")],
)
def test_language_codes(code, two):
    assert regular(code) == two


def test_languages_by_their_words():
    assert (
        identify("The minister of foreign affairs received the ambassador in the capital and spoke about trade.")
        == "en"
    )
    assert identify("Министр иностранных дел принял посла в столице и обсудил с ним вопросы торговли и виз.") == "ru"
    assert (
        identify("Le ministre des affaires étrangères a reçu l'ambassadeur dans la capitale et a parlé du commerce.")
        == "fr"
    )
    assert identify("short") == ""
