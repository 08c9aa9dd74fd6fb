import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import UsageError
from communique.model import Completeness
from communique.model.naming import place_name, source_id
from communique.sources import Declaration, declare


def test_a_folder_with_what_is_said_of_it(tmp_path):
    said = Declaration(
        publisher="Ministry", owner="State", country="BLR", official=True, completeness=Completeness.FULL, licence="CC0"
    )
    source = declare(tmp_path, said)
    assert (source.name, source.owner, source.country, source.official) == ("Ministry", "State", "BLR", True)
    assert (source.kind, source.location, source.completeness) == ("files", str(tmp_path), Completeness.FULL)
    assert source.origin == "State"
    assert declare(tmp_path, said) == source


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://x.org/feed.xml", "feed"),
        ("https://x.org/rss", "feed"),
        ("https://x.org/a.atom?x=1", "feed"),
        ("https://x.org/feed/", "feed"),
        ("https://x.org/news/1", "page"),
        ("https://x.org/", "page"),
    ],
)
def test_kinds_of_addresses(address, kind):
    source = declare(address)
    assert (source.kind, source.name, source.location) == (kind, "x.org", address)
    assert declare(address, Declaration(feed=True)).kind == "feed"


def test_rows_are_known_by_their_ending(tmp_path):
    path = tmp_path / "releases.jsonl"
    path.write_text("{}")
    assert declare(path).kind == "jsonl"


def test_two_places_of_one_publisher_are_two_sources_of_one_origin(tmp_path):
    for name in ("may", "june"):
        (tmp_path / name).mkdir()
    said = Declaration(publisher="Ministry")
    may, june = declare(tmp_path / "may", said), declare(tmp_path / "june", said)
    assert may.id != june.id
    assert may.origin == june.origin


@pytest.mark.parametrize("place", ["ftp://x.org/", "file:///etc", "http://", "http://[bad", "no/such/place", ""])
def test_places_that_cannot_be_meant(place, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if place:
        with pytest.raises(UsageError):
            declare(place)
    else:
        assert declare(place).location == str(tmp_path)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (
            "source.toml",
            'publisher = "Agency"\ncountry = "POL"\nofficial = true\ncadence_days = 1\npublished = 2026-01-02\n',
        ),
        ("source.yaml", "publisher: Agency\ncountry: POL\nofficial: true\ncadence_days: 1\npublished: 2026-01-02\n"),
    ],
)
def test_the_file_beside_fills_in_what_is_not_said(tmp_path, name, written):
    (tmp_path / name).write_text(written)
    (tmp_path / "a.txt").write_text("x")
    for place in (tmp_path, tmp_path / "a.txt"):
        source = declare(place, Declaration(country="LTU"))
        assert (source.name, source.country, source.official) == ("Agency", "LTU", True)
        assert (source.cadence_days, str(source.published)) == (1, "2026-01-02")


@pytest.mark.parametrize("written", ["publisher = ", "colour = 'red'", "official = 'perhaps'", "completeness = 'most'"])
def test_a_file_beside_that_is_wrong_is_refused(tmp_path, written):
    (tmp_path / "source.toml").write_text(written)
    with pytest.raises(UsageError, match=r"source\.toml"):
        declare(tmp_path)


@given(st.lists(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), min_size=1), min_size=1, max_size=3))
def test_ids_are_plain_and_never_empty(parts):
    made = source_id(*parts)
    assert made
    assert made.isascii()
    assert made == source_id(*parts)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_ids_of_names_in_other_letters_differ():
    assert source_id("БелТА") != source_id("Интерфакс")
    assert source_id("Communiqué") == "communique"
    assert source_id("A", "A", None) == "a"


@pytest.mark.parametrize(
    ("location", "name"),
    [("https://www.x.org/a", "www.x.org"), ("/a/b/state/", "state"), ("/a/b.jsonl", "b.jsonl"), ("b", "b")],
)
def test_names_of_places(location, name):
    assert place_name(location) == name
