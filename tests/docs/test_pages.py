"""The pages are in step with the program: the generated page, links, exit codes, settings, weights, records."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from communique import model
from communique.config import Settings
from communique.errors import CommuniqueError, ConfigError, NoDataError, RefusedError, UsageError
from communique.ontology.load import weight_names
from communique.sources import Declaration

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


def test_every_setting_is_on_the_page_with_its_default() -> None:
    page = read("reference/configuration.md")
    rows = dict(re.findall(r"^\| `(\w+\.\w+)` \| (.*?) \|", page, re.MULTILINE))
    known = {
        f"{part}.{name}": field
        for part, section in Settings.model_fields.items()
        for name, field in section.annotation.model_fields.items()
    }
    assert rows.keys() == known.keys()
    for name, field in known.items():
        if not field.is_required():
            assert rows[name] == f"`{json.dumps(field.default)}`"


def test_every_field_of_a_declaration_and_every_weight_set_is_named() -> None:
    page = read("reference/configuration.md")
    assert not [name for name in (*Declaration.__struct_fields__, *weight_names()) if f"`{name}`" not in page]


def test_every_exit_code_is_on_the_page() -> None:
    listed = {int(code) for code in re.findall(r"^\| (\d+) \|", read("reference/exit-codes.md"), re.MULTILINE)}
    raised = {kind.exit_code for kind in (CommuniqueError, UsageError, ConfigError, NoDataError, RefusedError)}
    assert raised | {0, 4, 130} == listed


def test_every_record_on_the_page_is_one() -> None:
    cells = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", read("reference/records.md"), re.MULTILINE)
    named = {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}
    assert len(named) > 20
    assert not [name for name in named if not hasattr(model, name)]
