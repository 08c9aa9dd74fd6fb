"""What every step of a draft looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.digest.interface import DigestOptions, Material
from communique.digest.people import Naming
from communique.digest.tell import Refused, Told, tell
from communique.digest.vouched import Vouched
from communique.model import Claim, Happening, content_id


@dataclass(frozen=True, kw_only=True)
class Bench:
    """The material, the options, what was refused so far (slot → how often), and what the checker bears out."""

    material: Material
    options: DigestOptions
    refused: Refused
    vouched: Vouched

    def tell(self, happening_id: str, naming: Naming, *, report: bool = False, undated: bool = False) -> Told | None:
        """One happening in words."""
        return tell(
            self.material.by_id[happening_id],
            self.material,
            self.options,
            naming,
            position=0,
            refused=self.refused,
            report=report,
            undated=undated,
        )

    def bare(self, happening: Happening) -> Told | None:
        """The same without offices, to see how much there is to tell."""
        return self.tell(happening.id, Naming(names=self.material.names, bare=True))

    def computed(self, item: Claim | None) -> Iterator[tuple[Claim, str]]:
        """A computed claim with its slot, unless the checker has refused it before."""
        if item is None or item.computation is None:
            return
        slot = content_id("s", item.role.value, item.computation.id)
        if self.refused.get(slot, 0) == 0:
            yield item, slot
