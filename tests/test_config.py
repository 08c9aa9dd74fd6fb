"""Settings: what ``init`` writes can be read, the environment wins, and what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.config import FILE_NAME, load_settings, settings_text
from communique.errors import ConfigError


def written(folder: Path, text: str) -> Path:
    (folder / FILE_NAME).write_text(text, encoding="utf-8")
    return folder


def test_what_init_writes_is_read_back(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, settings_text("BLR", 'The "Minsk" \\ Digest')))
    assert (settings.desk.country, settings.desk.series) == ("BLR", 'The "Minsk" \\ Digest')


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_DIGEST__WORDS", "900")
    assert load_settings(written(tmp_path, settings_text("BLR", "") + "\n")).digest.words == 900


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[desk]\ncountry = "blr"\n', "desk.country"),
        ('[desk]\ncountry = "BLR"\nstroe = "x"\n', "desk.stroe"),
        ('[desk]\ncountry = "BLR"\n[digest]\nwords = 3\n', "digest.words"),
        ("[desk\n", FILE_NAME),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(ConfigError, match=named):
        load_settings(written(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "words", "variable"),
    [
        ('[desk]\ncountry = "blr"\n', "three capitals", "COMMUNIQUE_DESK__COUNTRY"),
        ('[desk]\ncountry = "BLR"\nstroe = "x"\n', "no such setting", "COMMUNIQUE_DESK__STROE"),
        ("[digest]\nwords = 900\n", "desk: this setting is needed", "COMMUNIQUE_DESK"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(tmp_path: Path, text: str, words: str, variable: str) -> None:
    with pytest.raises(ConfigError, match=words) as found:
        load_settings(written(tmp_path, text))
    assert variable in found.value.advice
