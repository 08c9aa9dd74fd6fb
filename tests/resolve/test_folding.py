import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.resolve.folding import name_key, word_key

SAME = [
    "Alexander Lukashenko|Aliaksandr Lukashenka|Alyaksandr Lukashenka|Аляксандр Лукашэнка|Александр Лукашенко|Aleksandr Lukaschenko",
    "Vladimir Makei|Uladzimir Makei|Vladimir Makey|Vladimir Mackey|Уладзімір Макей|Владимир Макей",
    "Alena Kupchyna|Elena Kupchina|Yelena Kupchina|Алена Купчына|Елена Купчина",
    "Volodymyr Zelensky|Volodymyr Zelenskyy|Vladimir Zelenskiy|Володимир Зеленський",
    "Sergei Lavrov|Sergey Lavrov|Serguei Lavrov|Сергей Лавров",
    "Linas Linkevicius|Linas Linkevičius",
    "Mevlut Cavusoglu|Mevlüt Çavuşoğlu",
    "Dmitry Mironchik|Dzmitry Mironchyk|Дмитрий Мирончик",
    "Kim Jong-un|Kim Jong Un",
    "Mohammed bin Salman|Mohammad bin Salman|Muhammad Salman",
    "Antony J. Blinken|Antony Blinken|Tony Blinken",
    "Recep Tayyip Erdogan|Recep Tayyip Erdoğan",
    "Yury Bondar|Yuri Bondar|Iouri Bondar",
    "Nikolai Patrushev|Nikolay Patrushev|Mikalai Patrushev",
    "Dmytro Kuleba|Dmitry Kuleba|Дмитро Кулеба",
]
APART = [
    ("Kim Jong-un", "Kim Jong-il"), ("Vladimir Makei", "Viktor Makei"), ("Lech Kaczyński", "Jarosław Kaczyński"),
    ("Sergei Lavrov", "Kirill Lavrov"), ("George Bush", "Jeb Bush"), ("Makei", "Malkey"), ("Li Keqiang", "Li Qiang"),
    ("Petro Poroshenko", "Petro Symonenko"), ("Alena Kupchyna", "Alena Kupala"), ("Hassan Rouhani", "Hassan Nasrallah"),
]  # fmt: skip


@pytest.mark.parametrize("row", SAME)
def test_spellings_of_one_name_have_one_key(row: str) -> None:
    keys = {name_key(form) for form in row.split("|")}
    assert len(keys) == 1, keys


@pytest.mark.parametrize(("one", "other"), APART)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text(max_size=40))
def test_any_text_has_a_key_and_keys_are_stable_under_case(text: str) -> None:
    assert name_key(text) == name_key(text)
    assert isinstance(word_key(text), str)


@given(st.from_regex(r"[A-Z][a-z]{2,8} [A-Z][a-z]{2,8}", fullmatch=True))
def test_upper_case_and_extra_spaces_change_nothing(name: str) -> None:
    assert name_key(name.upper().replace(" ", "  ")) == name_key(name)
