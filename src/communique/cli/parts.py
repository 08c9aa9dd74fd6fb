"""What stands behind the verbs, by name: imported when a verb first touches it.

Help and wrong use need none of it, and no verb needs all: the whole takes two seconds to import. So verbs say
``from communique.cli import parts`` and ``parts.pipeline.run(…)``, and import nothing heavier than records themselves.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique import (
        checkup,
        config,
        desks,
        digest,
        hand,
        ics,
        known,
        ledger,
        merge,
        ontology,
        pipeline,
        publish,
        reopen,
        resolve,
        sources,
        store,
        wiring,
    )
else:

    def __getattr__(name: str) -> ModuleType:
        """A part of the house (PEP 562)."""
        return import_module(f"communique.{name}")


__all__ = [
    "checkup",
    "config",
    "desks",
    "digest",
    "hand",
    "ics",
    "known",
    "ledger",
    "merge",
    "ontology",
    "pipeline",
    "publish",
    "reopen",
    "resolve",
    "sources",
    "store",
    "wiring",
]
