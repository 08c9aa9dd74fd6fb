"""Names in Latin letters by the published systems; the examples are the systems' own or plain uses of their rows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model import NameForm
from communique.resolve import KnowledgeBase
from communique.resolve.folding import is_latin
from communique.resolve.romanise import romanise, romanise_data


@pytest.mark.parametrize(
    ("language", "name", "latin"),
    [
        ("ru", "Сергей Лавров", "Sergey Lavrov"),
        ("ru", "Дмитрий Ельцин", "Dmitry Yeltsin"),
        ("ru", "Алексеев", "Alekseyev"),
        ("ru", "Щукин-Объедков", "Shchukin-Obyedkov"),
        ("be", "Магілёў", "Mahilyow"),
        ("be", "Аляксандр Лукашэнка", "Alyaksandr Lukashenka"),
        ("uk", "Володимир Зеленський", "Volodymyr Zelenskyi"),
        ("uk", "Згурський", "Zghurskyi"),
        ("uk", "Юрій Їжакевич", "Yurii Yizhakevych"),
        ("uk", "Знам’янка", "Znamianka"),
    ],
)
def test_letters_follow_the_systems(language: str, name: str, latin: str) -> None:
    assert romanise(name, language) == latin


@given(st.sampled_from(["be", "ru", "uk"]), st.text(st.sampled_from("абвгдежзклмнопрстуя -"), max_size=20))
def test_what_the_system_knows_becomes_latin_and_keeps_its_words(language: str, name: str) -> None:
    latin = romanise(name, language)
    assert is_latin(latin)
    assert latin.count(" ") == name.count(" ")


# Golden: one id, four styles.
STYLES = {
    "Q2866": ("Aliaksandr Lukashenka", "Alyaksandr Lukashenka", "Aleksandr Lukashenko", "Alexander Lukashenko"),
    "Q2026222": ("Vladimir Makei", "Uladzimir Makyey", "Vladimir Makey", "Vladimir Makei"),
    "Q58217": ("Sergey Lavrov", "Sergey Lavrov", "Sergey Lavrov", "Sergey Lavrov"),
    "Q567": ("Angela Merkel",) * 4,
    "Q184": ("Belarus",) * 4,
}


@pytest.mark.parametrize("actor", STYLES)
def test_house_styles(base: KnowledgeBase, actor: str) -> None:
    assert tuple(base.printed(actor, style) for style in NameForm) == STYLES[actor]


@pytest.mark.parametrize("style", list(NameForm))
def test_every_form_is_read_back_as_the_same_person(base: KnowledgeBase, style: NameForm) -> None:
    from communique.resolve.tables import form_rows

    actors = sorted({actor for actor, _ in form_rows()})
    assert len(actors) > 200
    assert not [a for a in actors if a not in {found.id for found in base.find(base.printed(a, style))}]


def test_forms_are_made_only_for_the_listed_countries(base: KnowledgeBase) -> None:
    from communique.resolve.tables import form_rows

    listed = romanise_data()["forms"]
    assert not [(a, s) for a, s in form_rows() if (actor := base.actor(a)) is None or actor.country not in listed[s]]
