"""A contact comes first, then what was signed and said at it; courtesies and recollections head and count for nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest
from tests.digest.test_issue import refusing, supported
from tests.digest.test_names import at
from tests.digest.world import BREK, HALVE, STORY, TALIN, WINDOW, material, on, state

from communique.digest import DigestOptions, Material, apparatus, write
from communique.digest.comparisons import holes
from communique.digest.courtesies import courteous, is_courtesy
from communique.digest.heads import hooks_joined
from communique.digest.heads_words import thesis
from communique.digest.names import edited
from communique.digest.recalled import is_recalled
from communique.digest.select import choose
from communique.digest.vouched import Vouched
from communique.model import (
    Act,
    Basis,
    Claim,
    Content,
    Encounter,
    Event,
    Format,
    Happening,
    Outcome,
    Role,
    Span,
    Statement,
    Verdict,
)

Row = tuple[str, str, date, Content]
DAY = date(2031, 5, 9)
READOUT = (
    "Foreign Minister Ilva Halve met Estmarkian Foreign Minister Tamo Brek in Talin on 9 May. Ilva Halve welcomed the new "
    "ferry line to Sool. Norvia and Estmark signed a protocol on pilotage."
)


def passage_of(made: Material, happening: Happening, words: str) -> Material:
    """The material with the happening's reading cut to these words of its text."""
    reading = made.readings[happening.readings[0]]
    text = made.texts[reading.passage.text_id]
    start = text.body.index(words)
    cut = type(reading.passage).cut(text.id, text.body, start, start + len(words))
    return msgspec.structs.replace(reading, passage=cut)  # type: ignore[return-value]


def said(body: str, words: str, cue: str, act: Act = Act.ENDORSE, basis: Basis = Basis.SAID) -> Row:
    start = body.index(words)
    content = Statement(
        speaker=at(HALVE, body, "Ilva Halve"), act=act, content=(Span(start=start, end=start + len(words)),),
        words=words, verbatim=False, cue=cue, target="Estmark", target_parties=(state("EST"),), polarity=1,
        when=on(5, 9, basis),
    )  # fmt: skip
    return ("Talin Post", body, DAY, content)


MEETING: Row = (
    "Talin Post",
    "Ilva Halve met Tamo Brek in Talin on 9 May.",
    DAY,
    Encounter(format=Format.MEETING, participants=(HALVE, BREK), when=on(5, 9), place=TALIN),
)
WORDS = said("On 9 May Ilva Halve welcomed the new ferry line to Sool.", "the new ferry line to Sool", "welcome")
PACT: Row = (
    "Talin Post",
    "On 9 May Norvia and Estmark signed a protocol on pilotage.",
    DAY,
    Event(type="SUPPORT", actors=(state("NOV"), state("EST")), when=on(5, 9), topics=("a protocol on pilotage",)),
)


def bodies(*rows: Row) -> list[str]:
    issue = write(material(rows), DigestOptions(), supported).issue
    return [c.text for c in issue.claims if c.role is Role.BODY and c.passages]


def test_a_contact_comes_before_what_was_signed_and_said_at_it() -> None:
    told = bodies(WORDS, PACT, MEETING)
    assert ["met" in told[0], "signed" in told[1], "welcomed" in told[2]] == [True, True, True]


@pytest.mark.parametrize(
    "words",
    [
        "expressed condolences over the flood", "congratulated the people of Estmark", "the 20th anniversary of the treaty",
        "sent greetings to the forum", "reaffirmed the warm and longstanding ties", "thanked Brek for the warm welcome",
        "the Independence Day of Estmark",
    ],
)  # fmt: skip
def test_courtesies_are_known_by_their_words(words: str) -> None:
    assert courteous(words)


@pytest.mark.parametrize("words", ["signed a protocol on the crossing", "the strong current at Sool", "the good fish"])
def test_what_only_looks_like_one_is_none(words: str) -> None:
    assert not courteous(words)


def test_a_courtesy_is_weighed_low_and_heads_and_opens_nothing() -> None:
    greeting = said("Ilva Halve noted the warm and friendly relations with Estmark.",
                    "the warm and friendly relations with Estmark", "note", Act.ENDORSE)  # fmt: skip
    made = edited(material((greeting, MEETING)))
    assert is_courtesy(made.happenings[0], made)
    reasons = {c.happening_id: {r.feature for r in c.reasons} for c in choose(made)}
    assert "courtesy" in reasons["h0"]
    issue = write(material((greeting, MEETING)), DigestOptions(), supported).issue
    fronts = [c.text for c in issue.claims if c.role in (Role.HEADLINE, Role.SUBTITLE, Role.STANDFIRST)]
    assert fronts
    assert not any("friendly" in text for text in fronts)


TRANSCRIPT = (
    "Ilva Halve received Tamo Brek.\nMINISTER HALVE: Norvia provided two ferries to Estmark.\nMINISTER BREK: Thank you."
)


def recalled_row(when: Callable[[], object], body: str = TRANSCRIPT) -> Row:
    aid = Event(
        type="AID",
        actors=(at(state("NOV"), body, "Norvia"),),
        recipients=(at(state("EST"), body, "Estmark"),),
        when=when(),  # type: ignore[arg-type]
        topics=("two ferries",),
    )
    return ("Talin Post", body, DAY, aid)


def spoken(row: Row, words: str) -> Material:
    made = edited(material((row, MEETING)))
    reading = passage_of(made, made.happenings[0], words)
    return edited(material_with(made, reading))


def material_with(made: Material, reading: object) -> Material:
    from dataclasses import replace

    return replace(made, readings={**made.readings, reading.id: reading})  # type: ignore[attr-defined]


def test_what_a_speaker_recalls_without_a_day_is_recalled() -> None:
    words = "Norvia provided two ferries to Estmark."
    undated = spoken(recalled_row(lambda: on(5, 9, Basis.PRINT)), words)
    dated = spoken(recalled_row(lambda: on(5, 9)), words)
    report = spoken(
        recalled_row(lambda: on(5, 9, Basis.PRINT), "A report. Norvia provided two ferries to Estmark."), words
    )
    assert [is_recalled(m.happenings[0], m) for m in (undated, dated, report)] == [True, False, False]
    assert Vouched(undated, DigestOptions()).denied(undated.happenings[0])
    assert "only recalled" in {r.feature for c in choose(undated) if c.happening_id == "h0" for r in c.reasons}


def test_figures_rest_only_on_what_the_checker_bears_out_and_the_index_says_so() -> None:
    made = material()
    issue = write(made, DigestOptions(), refusing("protocol", "signed")).issue
    assert not any(c.text.startswith("On the index, relations with Estmark") for c in issue.claims)
    rows = {row.name: [e.why for e in row.entries] for row in apparatus(made, issue).index}
    assert any("did not pass the checker" in why for why in rows["Estmark"])
    assert not any("did not pass the checker" in why for why in rows["Harbour Union"])


def test_the_checker_is_asked_once_for_each_happening() -> None:
    made, asked = edited(material()), list[str]()

    def check(claims: tuple[Claim, ...]) -> tuple[Verdict, ...]:
        asked.extend(c.text for c in claims)
        return tuple(Verdict(claim_id=c.id, outcome=Outcome.SUPPORTED) for c in claims)

    vouched = Vouched(made, DigestOptions(), check)
    met = [h for h in made.happenings if isinstance(h.content, Encounter)]
    assert vouched.all(met) == vouched.all(met) == (len(asked) == len(met))


def test_holes_of_the_record_are_named_and_nothing_is_counted_over_them() -> None:
    late = (*STORY[:1], ("Talin Post", "Ilva Halve met Tamo Brek in Talin on 1 April.", date(2031, 4, 1),
                         Encounter(format=Format.MEETING, participants=(HALVE, BREK), when=on(4, 1), place=TALIN)))  # fmt: skip
    made = material(late)
    assert [(hole.start, hole.end) for hole in holes(made)] == [(date(2031, 4, 2), date(2031, 5, 12))]
    issue = write(made, DigestOptions(), supported).issue
    assert not any("first meeting" in c.text for c in issue.claims)
    assert any("nothing is read into that" in gap for gap in apparatus(made, issue).notice.gaps)


def test_a_heading_is_about_the_partner_of_its_section() -> None:
    body = "On 12 May Ilva Halve warned against the shadow fleet of Ostria."
    warned = said(body, "the shadow fleet of Ostria", "warn against", Act.OPPOSE)
    issue = write(material((*STORY, warned)), DigestOptions(), supported).issue
    assert next(s.title for s in issue.sections if s.subject == "EST").startswith("Estmark: Tamo Brek in Talin")
    assert hooks_joined(["Halve meets Brek", "Halve in Talin"]) == "Halve meets Brek, Halve in Talin"


def test_a_headings_object_is_whole_or_not_there() -> None:
    body = (
        "On 12 May Norvia welcomed the significant potential for the economic reform agenda of Estmark and the Sool "
        "region to revive trade."
    )
    event = Event(type="SUPPORT", actors=(at(state("NOV"), body, "Norvia"),),
                  recipients=(at(state("EST"), body, "Estmark"),), when=on(5, 12))  # fmt: skip
    made = edited(material((("Talin Post", body, WINDOW.start, event),)))
    assert thesis(made.happenings[0], body, made) == ""
