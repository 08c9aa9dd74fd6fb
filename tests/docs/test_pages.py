"""The pages are in step with the program: the generated page, links, exit codes, settings, weights, records."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def builder() -> ModuleType:
    """The module under ``tools``, which is no package."""
    spec = importlib.util.spec_from_file_location("build_cli_reference", ROOT / "tools/build_cli_reference.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(name: str) -> str:
    """A page under ``docs``."""
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_the_command_line_page_is_up_to_date() -> None:
    assert read("reference/cli.md") == builder().page(), "run python tools/build_cli_reference.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    lost = [target for target in LINK.findall(text) if not (page.parent / target).exists()]
    assert not lost
