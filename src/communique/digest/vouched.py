"""What the checker bears out: a figure or a reading may only rest on happenings that can be told and stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.digest.interface import Check, DigestOptions, Material
from communique.digest.people import Naming
from communique.digest.recalled import is_recalled
from communique.digest.tell import as_claim, tell
from communique.model import Claim, Happening, Outcome, Role, Verdict

_TRIES = 3


class Vouched:
    """Asks the checker for each happening once, in its plainest sentence, unless the issue has shown it already.

    Without a checker (a draft by itself) whatever can be told counts. ``claims`` and ``verdicts`` are what was asked.
    """

    def __init__(self, material: Material, options: DigestOptions, check: Check | None = None) -> None:
        self._material, self._options, self._check = material, options, check
        self._known: dict[str, bool] = {}
        self.refused: dict[str, tuple[Claim, Verdict]] = {}

    def learn(self, claims: Iterable[Claim], verdicts: Iterable[Verdict]) -> None:
        """Take in what the issue's own sentences have shown."""
        stands = {v.claim_id for v in verdicts if v.outcome is Outcome.SUPPORTED}
        for item in claims:
            if item.passages and item.id in stands:
                self._known |= dict.fromkeys(item.happenings, True)

    def recalled(self, happening: Happening) -> bool:
        """True for what counts nowhere, since only somebody who speaks mentions it."""
        return is_recalled(happening, self._material)

    def denied(self, happening: Happening) -> bool:
        """True for what is only recalled, cannot be told, or has been asked for and does not stand."""
        if self.recalled(happening):
            return True
        return self._known.get(happening.id) is False or (happening.id not in self._known and not self._told(happening))

    def all(self, happenings: Sequence[Happening]) -> bool:
        """True when every one of them stands."""
        return len(self.kept(happenings)) == len(happenings)

    def kept(self, happenings: Sequence[Happening]) -> list[Happening]:
        """Those that stand, in their order."""
        self._known |= {h.id: False for h in happenings if self.recalled(h)}
        for turn in range(_TRIES):
            asked = {h.id: c for h in happenings if h.id not in self._known and (c := self._plain(h, turn))}
            self._ask(asked, last=turn == _TRIES - 1)
            for happening in happenings:
                if happening.id not in asked:
                    self._known.setdefault(happening.id, False)
        return [h for h in happenings if self._known[h.id]]

    def _ask(self, asked: dict[str, Claim], *, last: bool) -> None:
        claims = tuple(asked.values())
        if not claims:
            return
        if self._check is None:
            self._known |= dict.fromkeys(asked, True)
            return
        verdicts = {v.claim_id: v for v in self._check(claims)}
        for key, item in asked.items():
            verdict = verdicts.get(item.id)
            if verdict is not None and verdict.outcome is Outcome.SUPPORTED:
                self._known[key] = True
                self.refused.pop(key, None)
            elif verdict is not None:
                self.refused[key] = (item, verdict)
            if last:
                self._known.setdefault(key, False)

    def _told(self, happening: Happening) -> bool:
        return self._plain(happening, 0) is not None

    def _plain(self, happening: Happening, turn: int) -> Claim | None:
        """The sentence without offices, day and topics that is tried in this turn."""
        naming = Naming(names=self._material.names, bare=True)
        first = tell(happening, self._material, self._options, naming, position=0, refused={}, undated=True)
        if first is None or turn == 0:
            return as_claim(first, role=Role.BODY, section=0, paragraph=0) if first is not None else None
        refused = {first.slot: turn}
        told = tell(happening, self._material, self._options, naming, position=0, refused=refused, undated=True)
        return as_claim(told, role=Role.BODY, section=0, paragraph=0) if told is not None else None
