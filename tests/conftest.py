"""What several tests share: the stages, built once, and a desk made once of the sample."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from communique.desks import Desk, make_desk
from communique.pipeline import run
from communique.sources import Declaration, declare
from communique.wiring import Stages

SAMPLE = Path(__file__).parents[1] / "samples" / "belarus-2014"


@pytest.fixture(scope="session")
def stages() -> Stages:
    """Annotator, base, resolver, coder: slow to load, safe to share."""
    return Stages()


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's reports of November 2014 in a folder of their own."""
    folder = tmp_path_factory.mktemp("reports") / "belarus-2014"
    folder.mkdir()
    for path in sorted(SAMPLE.glob("2014-1[01]-*.md")):
        shutil.copy(path, folder)
    shutil.copy(SAMPLE / "source.toml", folder)
    return folder


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, reports: Path) -> Path:
    """A desk that has read the reports; tests that write work on a copy."""
    folder = tmp_path_factory.mktemp("desks") / "minsk"
    make_desk(folder, country="BLR", series="Belarus Foreign Policy Digest")
    with Desk(folder) as desk:
        desk.store.add_source(declare(str(reports), Declaration(publisher="Communiqué sample")))
        run(desk)
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Path:
    """A copy of the desk that a test may change."""
    folder = tmp_path / "minsk"
    shutil.copytree(made, folder)
    return folder
