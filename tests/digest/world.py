"""An invented country and its fortnight, as records: Norvia deals with Estmark, Sundria and the Harbour Union."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from communique.digest import Material
from communique.model import (
    Act,
    ActorKind,
    Arrow,
    Article,
    Auxiliary,
    Basis,
    Completeness,
    Content,
    Contribution,
    Encounter,
    Event,
    Format,
    Happening,
    OfficeBasis,
    Participation,
    Passage,
    Place,
    PlacePrecision,
    Precision,
    PublishedBasis,
    Rank,
    Reading,
    Score,
    Side,
    Source,
    Span,
    Statement,
    Status,
    Text,
    When,
    Window,
    sha256,
)
from communique.ontology import weights

WINDOW = Window(start=date(2031, 5, 5), end=date(2031, 5, 18))
PREVIOUS = Window(start=date(2031, 4, 21), end=date(2031, 5, 4))
COUNTRIES = {"NOV": ("Norvia", "Norvian"), "EST": ("Estmark", "Estmarkian"), "SUN": ("United Sundria", "Sundrian"),
             "HBU": ("Harbour Union", "")}  # fmt: skip


class HouseNames:
    """The names port over the invented world."""

    def display(self, code: str) -> str:
        return COUNTRIES.get(code, (code, ""))[0]

    def demonym(self, code: str) -> str:
        return COUNTRIES.get(code, ("", ""))[1]

    def person(self, party: Participation) -> str:
        return party.name

    def office(self, party: Participation, day: date | None) -> str:
        return party.office

    def place(self, place: Place) -> str:
        return place.name


def person(name: str, country: str, office: str, rank: Rank, side: Side | None = None) -> Participation:
    return Participation(
        name=name, kind=ActorKind.PERSON, actor_id=f"Q-{name}", country=country, office=office,
        office_basis=OfficeBasis.TEXT, rank=rank, side=side,
    )  # fmt: skip


def state(code: str, side: Side | None = None) -> Participation:
    return Participation(name=COUNTRIES[code][0], kind=ActorKind.STATE, actor_id=f"Q-{code}", country=code, side=side)


HALVE = person("Ilva Halve", "NOV", "Foreign Minister", Rank.MINISTER)
ORST = person("Deno Orst", "NOV", "Prime Minister", Rank.HEAD_OF_GOVERNMENT)
BREK = person("Tamo Brek", "EST", "Foreign Minister", Rank.MINISTER)
LUND = person("Sera Lund", "HBU", "Director for Neighbours at the Harbour Commission", Rank.SENIOR_OFFICIAL)
SPOKE = person("Pim Adar", "NOV", "Foreign Ministry spokesman", Rank.SPOKESPERSON)
TALIN = Place(name="Talin", country="NOV", precision=PlacePrecision.CITY)


def on(month: int, day: int, basis: Basis = Basis.SAID) -> When:
    return When.day(date(2031, month, day), basis)


DAYS = When(start=date(2031, 5, 6), end=date(2031, 5, 8), precision=Precision.DAYS, basis=Basis.SAID)

STORY: tuple[tuple[str, str, date, Content], ...] = (
    (
        "Talin Post",
        "Estmark's Foreign Minister Tamo Brek visited Talin on 12 May. He met Norvian Foreign Minister Ilva Halve and "
        "the two discussed the border crossing at Sool and the fishing quota.",
        date(2031, 5, 13),
        Encounter(format=Format.VISIT, participants=(
            person("Tamo Brek", "EST", "Foreign Minister", Rank.MINISTER, Side.GUEST),
            person("Ilva Halve", "NOV", "Foreign Minister", Rank.MINISTER, Side.HOST)),
            when=on(5, 12), place=TALIN, topics=("the border crossing at Sool", "the fishing quota")),
    ),
    (
        "Estmark Wire",
        "On 12 May Norvia and Estmark signed a protocol on the Sool crossing.",
        date(2031, 5, 12),
        Event(type="SUPPORT", actors=(state("NOV"), state("EST")), when=on(5, 12),
              topics=("a protocol on the Sool crossing",)),
    ),
    (
        "Talin Post",
        'Foreign Minister Ilva Halve said on 14 May: "The crossing at Sool will stay open whatever the season brings."',
        date(2031, 5, 14),
        Statement(speaker=HALVE, act=Act.PROMISE, content=(Span(start=42, end=104),), verbatim=True, cue="said",
                  words="The crossing at Sool will stay open whatever the season brings.", target="Estmark",
                  target_parties=(state("EST"),), polarity=1, when=on(5, 14)),
    ),
    (
        "Talin Post",
        "Sera Lund, Director for Neighbours at the Harbour Commission, held talks with Norvian Foreign Minister Ilva "
        "Halve in Talin on 6 and 7 May on customs reform. It was the fourth round.",
        date(2031, 5, 8),
        Encounter(format=Format.TALKS, participants=(LUND, HALVE), when=DAYS, place=TALIN, topics=("customs reform",),
                  ordinal=4),
    ),
    (
        "Talin Post",
        "The Harbour Union agreed with Norvia on 9 May on a customs timetable.",
        date(2031, 5, 9),
        Event(type="AGREE", actors=(state("HBU"),), recipients=(state("NOV"),), when=on(5, 9),
              topics=("a customs timetable",)),
    ),
    (
        "Estmark Wire",
        "On 15 May Foreign Ministry spokesman Pim Adar declined to comment on the Harbour Union's toll.",
        date(2031, 5, 15),
        Statement(speaker=SPOKE, act=Act.DECLINE, content=(Span(start=65, end=93),), verbatim=False,
                  cue="declined to comment", words="on the Harbour Union's toll", target="the toll",
                  target_parties=(state("HBU"),), when=on(5, 15)),
    ),
    (
        "Talin Post",
        "United Sundria criticised Norvia over the grain duty on 16 May.",
        date(2031, 5, 16),
        Event(type="ACCUSE", mode="disapprove", actors=(state("SUN"),), recipients=(state("NOV"),), when=on(5, 16),
              topics=("the grain duty",)),
    ),
    (
        "Talin Post",
        "Prime Minister Deno Orst is to visit United Sundria on 2 June.",
        date(2031, 5, 16),
        Encounter(format=Format.VISIT, status=Status.PLANNED, participants=(
            person("Deno Orst", "NOV", "Prime Minister", Rank.HEAD_OF_GOVERNMENT, Side.GUEST), state("SUN", Side.HOST)),
            when=on(6, 2)),
    ),
    (
        "Talin Post",
        "Ilva Halve met Tamo Brek in Talin on 28 April.",
        date(2031, 4, 28),
        Encounter(format=Format.MEETING, participants=(HALVE, BREK), when=on(4, 28), place=TALIN),
    ),
)  # fmt: skip


def text_of(publisher: str, body: str, published: date, number: int) -> Text:
    address = f"https://example.org/{publisher.replace(' ', '-').lower()}/{number}"
    article = Article.make_id(publisher, address)
    return Text(
        id=Text.make_id(article, body, "", published), article_id=article, source_id=publisher, address=address,
        title=f"Report {number}", body=body, language="en", published=published,
        published_basis=PublishedBasis.DECLARED, sha256=sha256(body), bytes_sha256=sha256(body), extractor="given",
        extractor_version="1", first_seen=datetime(2031, 6, 1, tzinfo=UTC),
    )  # fmt: skip


def material(story: tuple[tuple[str, str, date, Content], ...] = STORY, prefix: str = "h") -> Material:
    texts, readings, happenings = {}, {}, []
    for number, (publisher, body, published, content) in enumerate(story):
        text = text_of(publisher, body, published, number)
        passage = Passage.cut(text.id, body, 0, len(body))
        reading = Reading.make(
            passage=passage, content=content, coder="hand", coder_version="1", base_version="1", confidence=0.9
        )
        texts[text.id], readings[reading.id] = text, reading
        happenings.append(
            Happening(id=f"{prefix}{number}", content=content, readings=(reading.id,), texts=(text.id,),
                      origins=(publisher,))
        )  # fmt: skip
    return Material(
        focus="NOV", window=WINDOW, previous=PREVIOUS, cutoff=WINDOW.end + timedelta(days=3),
        happenings=tuple(happenings), readings=readings, texts=texts,
        sources={n: Source(id=n, name=n, completeness=Completeness.SELECTED) for n in ("Talin Post", "Estmark Wire")},
        scores=scores(happenings), names=HouseNames(), series="Norvia Foreign Policy Digest", number=7,
        versions=(("coder", "hand 1"),),
    )  # fmt: skip


def scores(happenings: list[Happening]) -> tuple[Score, ...]:
    out = []
    for partner, previous, arrow in (("EST", 0.0, Arrow.UP), ("HBU", 4.0, Arrow.LEVEL), ("SUN", None, Arrow.NONE)):
        listed = [h for h in happenings if any(p.country == partner for p in h.content.parties) and WINDOW.holds(
            h.content.when.anchor) and isinstance(h.content, Event)]  # fmt: skip
        points = [weights("plover").points(h.content.type, h.content.mode) or 0.0 for h in listed]
        rows = tuple(
            Contribution(happening_id=h.id, points=p, why="scored", type=getattr(h.content, "type", "CONSULT"),
                         mode=None, auxiliary=Auxiliary.NONE.value, day=h.content.when.anchor, direction="both")
            for h, p in zip(listed, points, strict=True)
        )  # fmt: skip
        plus, minus = sum(p for p in points if p > 0), sum(p for p in points if p < 0)
        out.append(Score(focus="NOV", partner=partner, window=WINDOW, sum=plus + minus,
                         mean=round((plus + minus) / max(len(points), 1), 2), count=len(points), plus=plus, minus=minus,
                         arrow=arrow, previous=previous, weights="plover/1", contributions=rows))  # fmt: skip
    return tuple(out)
