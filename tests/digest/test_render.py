"""Markdown and HTML: what is printed can be read back, opened, and holds nothing foreign."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.digest.test_issue import refusing, supported
from tests.digest.world import material

from communique.digest import DigestOptions, Material, apparatus, read_markdown, render_html, render_markdown, write
from communique.digest.render.notes import around, reported
from communique.digest.tell import claim
from communique.model import Claim, Issue, Passage, Role, Voice

GOLDEN = Path(__file__).parent / "golden" / "issue.md"
HASH = re.compile(r"sha256:[0-9a-f]{64}|\bc-[0-9a-f]{20}|Content hash [0-9a-f]{16}")


def made_issue() -> tuple[Issue, Material]:
    made = material()
    return write(made, DigestOptions(), supported).issue, made


def markdown(issue: Issue, made: Material) -> str:
    return render_markdown(issue, made.texts, made.sources, apparatus(made, issue))


def page(issue: Issue, made: Material) -> str:
    return render_html(issue, made.texts, made.sources, apparatus(made, issue))


def test_golden() -> None:
    issue, made = made_issue()
    assert HASH.sub("#", markdown(issue, made)) == GOLDEN.read_text(encoding="utf-8")


def test_each_sentence_comes_back_with_its_citations() -> None:
    issue, made = made_issue()
    back = read_markdown(markdown(issue, made))
    assert [s.text for s in back] == [c.text for c in issue.claims]
    for sentence, item in zip(back, issue.claims, strict=True):
        cited = [(c.text_sha256, c.start, c.end, c.quote, c.address) for c in sentence.citations]
        assert cited == [
            (made.texts[p.text_id].sha256, p.start, p.end, p.quote, made.texts[p.text_id].address)
            for p in item.passages
        ]
        assert sentence.computations == ((item.computation.id,) if item.computation else ())
        assert sentence.broken == ()


WORDS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), min_size=1, max_size=12
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=8), st.text(min_size=1, max_size=60))
def test_any_sentence_and_any_quote_survive_the_way_through_markdown(words: list[str], quote: str) -> None:
    issue, made = made_issue()
    text = next(iter(made.texts.values()))
    body = f"{quote} tail"
    changed = replace(made, texts={**made.texts, text.id: msgspec.structs.replace(text, body=body)})
    sentence = "It was " + " ".join(w.strip(".!?“”") or "x" for w in words) + "."
    passage = Passage.cut(text.id, body, 0, len(quote))
    item = claim(sentence, voice=Voice.FACT, role=Role.BODY, section=1, passages=(passage,))
    one = msgspec.structs.replace(issue, claims=(item,), sections=issue.sections[:1])
    back = [s for s in read_markdown(markdown(one, changed)) if s.part == "sentence"]
    assert [s.text for s in back] == [sentence]
    assert [c.quote for c in back[0].citations] == [quote]


def test_a_sentence_that_an_editor_adds_has_no_note() -> None:
    issue, made = made_issue()
    text = markdown(issue, made)
    line = next(row for row in text.splitlines() if row.startswith("On 9 May"))
    added = text.replace(line, f"The union gave way. {line}\n\nNobody asked why.")
    extra = [s for s in read_markdown(added) if s.text in ("The union gave way.", "Nobody asked why.")]
    assert len(extra) == 2
    assert all(not s.citations and not s.computations for s in extra)
    assert len(read_markdown(added)) == len(read_markdown(text)) + 2


def test_a_note_that_is_missing_or_damaged_is_named() -> None:
    issue, made = made_issue()
    text = markdown(issue, made)
    number = re.search(r'^\[\^(\d+)\]: "', text, re.MULTILINE)
    assert number is not None
    damaged = re.sub(rf"^\[\^{number.group(1)}\]: .*$", "", text, flags=re.MULTILINE)
    assert any(s.broken == (number.group(1),) for s in read_markdown(damaged))


def test_an_editors_words_come_back_as_changed() -> None:
    issue, made = made_issue()
    text = markdown(issue, made).replace("the fishing quota", "the herring quota")
    assert any("herring quota" in s.text and s.citations for s in read_markdown(text))


class Page(HTMLParser):
    """Collects what a reader's browser would load, and which notes are called and defined."""

    def __init__(self) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.called: set[str] = set()
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.voices: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.loads += [v for k, v in attrs if k in ("src", "srcset", "data") and v]
        if tag == "link":
            self.loads.append(found.get("href") or "")
        if found.get("popovertarget"):
            self.called.add(str(found["popovertarget"]))
        if found.get("id"):
            self.ids.append(str(found["id"]))
        self.voices |= {c for c in (found.get("class") or "").split() if c in ("fact", "claim", "reading")}


def parsed(html: str) -> Page:
    out = Page()
    out.feed(html)
    return out


def test_the_page_loads_nothing_and_every_note_opens() -> None:
    issue, made = made_issue()
    html = page(issue, made)
    seen = parsed(html)
    assert seen.loads == []
    assert "script" not in seen.tags
    assert "url(" not in html.split("</style>")[0]
    assert seen.called
    assert seen.called <= set(seen.ids)
    assert len(seen.ids) == len(set(seen.ids))
    assert {"main", "header", "footer", "h1", "table"} <= set(seen.tags)
    assert seen.voices == {"fact", "claim", "reading"}


def test_the_page_says_what_it_is() -> None:
    issue, made = made_issue()
    html = page(issue, made)
    assert 'lang="en-GB"' in html
    assert "prefers-color-scheme:dark" in html
    assert "@media print" in html
    assert "written anew" not in html
    notice = "A sample: its reports were written anew for this sample."
    sample = {k: msgspec.structs.replace(s, notice=notice) for k, s in made.sources.items()}
    assert "written anew for this sample" in page(issue, replace(made, sources=sample))


def test_hostile_text_stays_text() -> None:
    issue, made = made_issue()
    text = next(t for t in made.texts.values() if t.id in {p.text_id for c in issue.claims for p in c.passages})
    evil = '<script>alert("x")</script> & <img src=x onerror=alert(1)>'
    changed = replace(
        made, texts={**made.texts, text.id: msgspec.structs.replace(text, title=evil, address="javascript:alert(1)")}
    )
    html = page(issue, changed)
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript:' not in html


def test_refused_sentences_are_listed_and_marked() -> None:
    made = material()
    issue = write(made, DigestOptions(), refusing("grain duty")).issue
    html = page(issue, made)
    assert "Left out:" in html
    assert "unsupported" in html
    assert "grain duty" not in html.split('class="made"')[0].split("<table")[0]


def test_a_passage_is_shown_with_one_sentence_either_side_at_most() -> None:
    body = "First one. Second, by Mr. Orst, is here. Third is cited. Fourth follows! Fifth is too far.\nSixth."
    start = body.index("Third")
    passage = Passage.cut("t", body, start, start + len("Third is cited."))
    assert around(passage, body) == ("Second, by Mr. Orst, is here.", "Fourth follows!")


@settings(max_examples=100)
@given(st.text(alphabet="Ab. !?\n“”", max_size=80), st.data())
def test_the_surroundings_are_always_short_pieces_of_the_text(body: str, data: st.DataObject) -> None:
    text = body + "X"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    before, after = around(Passage.cut("t", text, start, end), text)
    assert before in text[:start]
    assert after in text[end:]
    assert "\n" not in before + after


def test_the_day_of_print_is_given_once_for_a_text_in_a_section() -> None:
    made = material()
    one, other = (next(r.passage for r in made.readings.values() if f"/{n}" in made.texts[r.passage.text_id].address)
                  for n in (0, 1))  # fmt: skip

    def says(text: str, passage: Passage, section: int = 1) -> Claim:
        return claim(text, voice=Voice.FACT, role=Role.BODY, section=section, paragraph=1, passages=(passage,))

    dated, goes_on = says("On 12 May, they met.", one), says("They spoke of Sool.", one)
    undated, again, apart = says("They signed.", other), says("They parted.", other), says("They ate.", one, 2)
    days = reported((dated, goes_on, undated, again, apart), made.texts)
    assert days == {undated.id: "reported 12 May", apart.id: "reported 13 May"}
