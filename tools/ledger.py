"""The ledger of minted ids: one table key, one id, for ever."""

from __future__ import annotations

from pathlib import Path


class Ledger:
    """Minted ids by table key; new keys get the next number, old ones keep theirs."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.ids: dict[str, str] = {}
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines()[1:]:
                key, minted = line.split("\t")
                self.ids[key] = minted
        self.next = 1 + max((int(i[3:]) for i in self.ids.values()), default=0)

    def id(self, key: str) -> str:
        """The id of a key, minted now when it is new."""
        if key not in self.ids:
            self.ids[key] = f"cq-{self.next:06d}"
            self.next += 1
        return self.ids[key]

    def write(self) -> None:
        """Write the ledger in order of minting."""
        rows = sorted(self.ids.items(), key=lambda kv: (kv[1], kv[0]))
        text = "key\tid\n" + "".join(f"{k}\t{i}\n" for k, i in rows)
        self.path.write_text(text, encoding="utf-8")
