import pytest

from communique.errors import ConfigError
from communique.model import Act, Rank
from communique.ontology import acts, contested, plover, ranks, weight_names, weights


def test_sixteen_types_with_the_quads_of_the_house():
    book = plover()
    assert len(book.types) == 16
    assert len(book.contexts) == len(set(book.contexts)) == 37
    assert book.quad("SANCTION") == 4
    assert {name for name, kind in book.types.items() if kind.recipient} == {"COOPERATE", "AID", "SANCTION"}


def test_scores_follow_mode_then_base():
    assert plover().score("CONSULT", "visit") == 4
    assert plover().score("CONSULT") == 2.5
    assert plover().score("ACCUSE") == -3
    assert plover().score("PROTEST", "vandalize") is None


@pytest.mark.parametrize(
    ("act", "mode", "planned"),
    [
        ("CONSULT", "visit", ("AGREE", None)),
        ("RETREAT", "release", ("CONCEDE", None)),
        ("CONCEDE", None, ("CONCEDE", None)),
        ("ASSAULT", "drone", ("THREATEN", "violence")),
        ("SANCTION", "expel", ("THREATEN", "expel")),
        ("COERCE", "arrest", ("THREATEN", "arrest")),
        ("PROTEST", "strike", ("PROTEST", "strike")),
    ],
)
def test_what_a_planned_act_counts_as(act, mode, planned):
    assert plover().planned(act, mode) == planned


def test_the_acts_are_those_of_the_model_and_their_precedence_is_an_order():
    assert set(acts()) == {act.value for act in Act}
    assert sorted(act.precedence for act in acts().values()) == list(range(1, 14))


def test_weight_sets_cover_every_type():
    for name in weight_names():
        for kind in plover().types:
            assert weights(name).points(kind) is not None
    assert weights().points("CONSULT", "phone") == 1.5
    assert weights("plover-base").points("CONSULT", "phone") == 2.5
    with pytest.raises(ConfigError, match="weight set"):
        weights("none such")


@pytest.mark.parametrize(
    ("office", "rank"),
    [
        ("President of the Republic of Korea", Rank.HEAD_OF_STATE),
        ("Deputy Foreign Minister", Rank.DEPUTY_MINISTER),
        ("First Deputy Minister of Foreign Affairs", Rank.DEPUTY_MINISTER),
        ("Deputy Prime Minister and Minister of Finance", Rank.MINISTER),
        ("Prime Minister", Rank.HEAD_OF_GOVERNMENT),
        ("Secretary of State", Rank.MINISTER),
        ("Under Secretary of State for Political Affairs", Rank.DEPUTY_MINISTER),
        ("Assistant Secretary of State", Rank.SENIOR_OFFICIAL),
        ("foreign ministry spokesman", Rank.SPOKESPERSON),
        ("Ambassador of Japan", Rank.SENIOR_OFFICIAL),
        ("Director for Russia at the European External Action Service", Rank.SENIOR_OFFICIAL),
        ("EU official", Rank.WORKING_LEVEL),
        ("relatives of political prisoners", Rank.GROUP),
        ("President of the National Assembly", Rank.MINISTER),
        ("UN Secretary-General", Rank.HEAD_OF_GOVERNMENT),
        ("gardener", None),
    ],
)
def test_rank_of_an_office(office, rank):
    assert ranks().of(office) is rank


def test_disputed_territories_state_what_they_rest_on():
    policy = contested()
    assert all(land.rests_on for land in policy.territories)
    assert policy.territory("DNR").counts_as == "UKR"
    assert policy.rollup("XOS") == "GEO"
    assert policy.rollup("XKX") == "XKX"
    assert policy.rollup("FRA") == "FRA"
    assert policy.house_name("Kiev") == "Kyiv"
    assert policy.house_name("Vilnius") == "Vilnius"
