"""From records to an issue: choice, outline, verdicts, headings, determinism."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.digest.world import HALVE, STORY, WINDOW, material, on, state

from communique.digest import DigestOptions, Material, apparatus, draft, finish, recompute, write
from communique.digest.select import choose
from communique.digest.words import word_count
from communique.model import (
    Act,
    Claim,
    Encounter,
    Outcome,
    Role,
    Span,
    Statement,
    Status,
    Verdict,
    Voice,
    to_json,
)

OPTIONS = DigestOptions()


def supported(claims: tuple[Claim, ...]) -> tuple[Verdict, ...]:
    return tuple(Verdict(claim_id=c.id, outcome=Outcome.SUPPORTED) for c in claims)


def refusing(*words: str):
    def check(claims: tuple[Claim, ...]) -> tuple[Verdict, ...]:
        return tuple(
            Verdict(
                claim_id=c.id,
                outcome=Outcome.UNSUPPORTED if any(w in c.text for w in words) else Outcome.SUPPORTED,
            )
            for c in claims
        )

    return check


def of_role(claims: tuple[Claim, ...], role: Role) -> list[str]:
    return [c.text for c in claims if c.role is role]


def test_every_claim_cites_a_passage_or_a_computation() -> None:
    issue = write(material(), OPTIONS, supported).issue
    assert len(issue.claims) > 15
    assert all(c.passages or c.computation for c in issue.claims)
    assert len({c.id for c in issue.claims}) == len(issue.claims)


def test_sections_are_partners_and_headings_are_theses() -> None:
    issue = write(material(), OPTIONS, supported).issue
    assert [s.subject for s in issue.sections] == ["EST", "HBU", "SUN"]
    assert issue.sections[0].title == "Estmark: Tamo Brek in Talin"
    assert issue.headline.count(",") >= 1


def test_the_front_holds_sections_in_miniature_and_the_net_movement() -> None:
    issue = write(material(), OPTIONS, supported).issue
    front = of_role(issue.claims, Role.STANDFIRST)
    assert 2 <= len(front) <= 5
    assert front[-1].startswith("On the index, relations with Estmark stand at +5")


def test_a_comparison_stands_in_each_section_that_allows_one() -> None:
    issue = write(material(), OPTIONS, supported).issue
    kinds = {c.section: set() for c in issue.claims}  # type: ignore[var-annotated]
    for c in issue.claims:
        kinds[c.section].add(c.computation.kind if c.computation and c.role is Role.BODY else "")
    assert "ordinal" in kinds[1]


def test_figures_are_worked_out_again_from_the_readings() -> None:
    made = material()
    issue = write(made, OPTIONS, supported).issue
    counts = [c.computation for c in issue.claims if c.computation and c.computation.kind != "rests-on"]
    assert {c.kind for c in counts} == {"count", "earlier", "ordinal", "score"}
    for computation in counts:
        assert recompute(computation, made.readings) == dict(computation.result)
        assert recompute(computation, {}) != dict(computation.result)


def test_counts_are_not_compared_over_sources_that_came_or_went() -> None:
    made = material()
    moved = {k: msgspec.structs.replace(t, source_id="New Paper") if WINDOW.holds(t.published) else t
             for k, t in made.texts.items()}  # fmt: skip
    issue = write(replace(made, texts=moved), OPTIONS, supported).issue
    results = [dict(c.computation.result) for c in issue.claims if c.computation and c.computation.kind == "count"]
    assert not any("before" in result for result in results)


def test_nothing_refused_is_printed_and_all_of_it_is_listed() -> None:
    issue = write(material(), OPTIONS, refusing("Ilva Halve met", "Tamo Brek met")).issue
    assert not any("Brek met" in c.text for c in issue.claims)
    listed = {c.id for c in issue.left_out}
    assert any("Tamo Brek met" in c.text for c in issue.left_out)
    assert listed <= {v.claim_id for v in issue.verdicts if v.outcome is Outcome.UNSUPPORTED}


def test_a_refused_detail_is_told_more_modestly() -> None:
    issue = write(material(), OPTIONS, refusing("the fishing quota")).issue
    bodies = of_role(issue.claims, Role.BODY)
    assert any("Brek met" in text for text in bodies)
    assert not any("quota" in text for text in bodies)


def test_a_heading_falls_back_when_its_support_falls() -> None:
    issue = write(material(), OPTIONS, refusing("Tamo Brek")).issue
    standing = {c.id for c in issue.claims}
    assert "Tamo Brek" not in issue.headline
    assert all("Tamo Brek" not in s.title for s in issue.sections)
    for head in issue.claims:
        if head.role in (Role.HEADLINE, Role.SUBTITLE):
            assert head.computation is not None
            assert head.computation.kind == "rests-on"
            assert set(head.computation.claims) <= standing


def test_offices_move_to_the_first_sentence_that_stands() -> None:
    issue = write(material(), OPTIONS, refusing("On 6 and 7 May")).issue
    told = [c.text for c in issue.claims if c.role in (Role.STANDFIRST, Role.BODY) and "Halve" in c.text]
    assert "Foreign Minister Ilva Halve" in told[0]
    assert not any("Minister Ilva Halve" in text for text in told[1:])


def test_when_nothing_stands_nothing_is_printed() -> None:
    made = material()
    drafted = draft(made, OPTIONS)
    issue = finish(drafted, [], made)
    assert issue.claims == ()
    assert issue.sections == ()
    assert len(issue.left_out) == sum(c.role not in (Role.HEADLINE, Role.SUBTITLE) for c in drafted.claims)


def test_an_empty_window_gives_an_empty_draft() -> None:
    made = material(story=STORY[-1:])
    assert [c for c in draft(made, OPTIONS).claims if c.passages] == []


def test_same_records_same_issue_whatever_their_order_or_minted_ids() -> None:
    one, other = material(prefix="h"), material(prefix="zz")
    turned = replace(other, happenings=other.happenings[::-1], scores=other.scores[::-1])
    first, second = write(one, OPTIONS, supported).issue, write(turned, OPTIONS, supported).issue
    assert first.content_hash == second.content_hash
    assert [c.text for c in first.claims] == [c.text for c in second.claims]
    assert to_json(write(one, OPTIONS, supported).issue) == to_json(first)


def test_texts_after_the_cutoff_are_not_cited() -> None:
    made = replace(material(), cutoff=WINDOW.start + timedelta(days=4))
    cited = {p.text_id for c in draft(made, OPTIONS).claims for p in c.passages}
    assert cited
    assert all((made.texts[t].published or WINDOW.end) <= made.cutoff for t in cited)


def test_plans_told_in_the_period_belong_to_it_and_held_things_beyond_do_not() -> None:
    visit = next(c for *_, c in STORY if isinstance(c, Encounter) and c.status is Status.PLANNED)
    later = msgspec.structs.replace(visit, when=on(6, 2))
    held = msgspec.structs.replace(later, status=Status.HELD)
    story = tuple((p, b, d, later if c is visit else c) for p, b, d, c in STORY)
    wrong = tuple((p, b, d, held if c is visit else c) for p, b, d, c in STORY)
    assert any("is to visit the United Sundria" in c.text for c in draft(material(story), OPTIONS).claims)
    assert not any("visit" in c.text and "Sundria" in c.text for c in draft(material(wrong), OPTIONS).claims)


def test_greetings_are_dropped_where_there_is_more_to_tell() -> None:
    greeting = Statement(
        speaker=HALVE,
        act=Act.OTHER,
        content=(Span(start=0, end=4),),
        verbatim=True,
        cue="said",
        words="We wish our neighbours a happy spring day.",
        target="Estmark",
        target_parties=(state("EST"),),
        when=on(5, 9),
    )
    body = "Ilva Halve said: “We wish our neighbours a happy spring day.”"
    made = material((*STORY, ("Talin Post", body, WINDOW.start, greeting)))
    assert not any("happy spring" in c.text for c in draft(made, OPTIONS).claims)


def test_every_choice_carries_its_reasons() -> None:
    for choice in choose(material()):
        assert choice.reasons
        assert {"rank", "day"} <= {r.feature for r in choice.reasons}


def test_the_voices_are_kept_apart() -> None:
    issue = write(material(), OPTIONS, supported).issue
    for c in issue.claims:
        if c.role is Role.BODY:
            said = " said: " in c.text or "declined" in c.text
            assert c.voice is (Voice.OUR_READING if not c.passages else Voice.OFFICIAL_CLAIM if said else Voice.FACT)


@settings(max_examples=12, deadline=None)
@given(st.integers(200, 900))
def test_the_word_budget_holds(words: int) -> None:
    many = tuple(
        (publisher, body, day, msgspec.structs.replace(content, when=on(5, 5 + n % 13)))
        for n in range(4)
        for publisher, body, day, content in STORY[:-1]
    )
    claims = draft(_spread(material(many)), DigestOptions(words=words)).claims
    assert sum(word_count(c.text) for c in claims if c.role is Role.BODY) <= max(words, 260)


def _spread(made: Material) -> Material:
    return made


def test_the_apparatus_lists_every_scored_happening() -> None:
    made = material()
    issue = write(made, OPTIONS, supported).issue
    about = apparatus(made, issue)
    assert [row.name for row in about.index][:2] == ["Estmark", "Harbour Union"]
    assert all(len(row.entries) == row.score.count for row in about.index)
    assert about.notice.texts == 8
    assert any("no silence is read into them" in gap for gap in about.notice.gaps)
