"""The issue from a draft and the checker's verdicts: what fell goes, headings rest on what stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.digest.draft import draft
from communique.digest.heads import with_heads
from communique.digest.interface import Check, DigestOptions, Draft, Material, Written
from communique.digest.names import edited
from communique.digest.vouched import Vouched
from communique.model import (
    Claim,
    Issue,
    Outcome,
    Reason,
    Role,
    Verdict,
    content_id,
    sha256,
    to_json,
)

_HEADS = (Role.HEADLINE, Role.SUBTITLE)


def finish(
    drafted: Draft,
    verdicts: Sequence[Verdict],
    material: Material,
    *,
    left_out: Sequence[Claim] = (),
    earlier: Sequence[Verdict] = (),
) -> Issue:
    """An issue of the claims the checker supports. ``left_out`` and ``earlier`` come from rounds before this one."""
    material = edited(material)
    by_claim = {v.claim_id: v for v in verdicts}
    judged = [c for c in drafted.claims if c.role not in _HEADS]
    fallen = [c for c in judged if not _stands(by_claim.get(c.id))]
    final = with_heads(drafted, material, frozenset(c.id for c in fallen))
    standing = {c.id for c in final.claims if c.role not in _HEADS}
    gone = [c for c in judged if c.id not in standing and c not in fallen]
    heads = [_head_verdict(c, standing) for c in final.claims if c.role in _HEADS]
    out = list({c.id: c for c in (*left_out, *fallen, *gone)}.values())
    kept = [by_claim[c.id] for c in judged if c.id in by_claim]
    verdict_list = list({v.claim_id: v for v in (*earlier, *kept, *heads)}.values())
    return _issue(final, material, tuple(out), tuple(verdict_list))


def write(material: Material, options: DigestOptions, check: Check) -> Written:
    """Draft, check, tell refused things more modestly or leave them out, until everything printed is supported."""
    material = edited(material)
    refused: dict[str, int] = {}
    left_out: list[Claim] = []
    earlier: list[Verdict] = []
    known: dict[str, Verdict] = {}
    vouched = Vouched(material, options, check)
    for turn in range(1, options.rounds + 1):
        drafted = draft(material, options, refused, vouched)
        verdicts = _checked(drafted, check, known)
        vouched.learn(drafted.claims, verdicts)
        fallen = [c for c in drafted.claims if c.role not in _HEADS and not _stands(known.get(c.id))]
        if not fallen or turn == options.rounds:
            asked = list(vouched.refused.values())
            left_out += [item for item, _ in asked]
            earlier += [verdict for _, verdict in asked]
            return Written(issue=finish(drafted, verdicts, material, left_out=left_out, earlier=earlier), rounds=turn)
        left_out += fallen
        earlier += [known[c.id] for c in fallen if c.id in known]
        _remember(drafted, fallen, refused)
    raise AssertionError("unreachable: the last turn returns")  # pragma: no cover


def _checked(drafted: Draft, check: Check, known: dict[str, Verdict]) -> list[Verdict]:
    fresh = tuple(c for c in drafted.claims if c.role not in _HEADS and c.id not in known)
    known.update({v.claim_id: v for v in check(fresh)} if fresh else {})
    return [known[c.id] for c in drafted.claims if c.id in known]


def _remember(drafted: Draft, fallen: Sequence[Claim], refused: dict[str, int]) -> None:
    slots = dict(drafted.slots)
    for item in fallen:
        slot = slots[item.id]
        refused[slot] = refused.get(slot, 0) + 1


def _stands(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.outcome is Outcome.SUPPORTED


def _head_verdict(head: Claim, standing: set[str]) -> Verdict:
    rests = head.computation.claims if head.computation else ()
    holds = bool(rests) and all(c in standing for c in rests)
    return Verdict(
        claim_id=head.id,
        outcome=Outcome.SUPPORTED if holds else Outcome.UNCHECKED,
        reasons=(Reason(feature="rests-on", value=" ".join(rests), detail="claims that the checker supports"),),
    )


def _issue(final: Draft, material: Material, left_out: tuple[Claim, ...], verdicts: tuple[Verdict, ...]) -> Issue:
    head = next((c.text for c in final.claims if c.role is Role.HEADLINE), "")
    digest = content_hash(final.claims, material)
    cited = {p.text_id for c in final.claims for p in c.passages}
    return Issue(
        id=content_id("i", digest, material.as_of_run),
        number=material.number,
        focus=material.focus,
        window=material.window,
        cutoff=material.cutoff,
        as_of_run=material.as_of_run,
        series=material.series,
        headline=head,
        sections=final.sections,
        claims=final.claims,
        left_out=left_out,
        verdicts=verdicts,
        text_hashes=tuple(sorted({material.texts[t].sha256 for t in cited if t in material.texts})),
        content_hash=digest,
        versions=material.versions,
    )


def content_hash(claims: Sequence[Claim], material: Material) -> str:
    """Hash of what is printed: words, places, passages and computations; nothing minted or timed."""
    front = f"{material.focus}|{material.window.start}|{material.window.end}|{material.cutoff}|{material.series}"
    return sha256("\n".join([front, *(_printed(c) for c in claims)]))


def _printed(item: Claim) -> str:
    passages: Mapping[str, str] = {p.id: p.quote for p in item.passages}
    parts = [item.role.value, str(item.section), str(item.paragraph), item.voice.value, item.text, *sorted(passages)]
    computed = to_json(item.computation).decode() if item.computation else ""
    return "\x00".join([*parts, computed])
