"""The desk's settings: one commented ``communique.toml``, environment variables ``COMMUNIQUE_…`` over it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from communique.errors import ConfigError
from communique.model import NameForm

FILE_NAME = "communique.toml"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DeskSettings(_Part):
    """What the desk is about and where it keeps things (paths relative to the desk's folder)."""

    country: str = Field(pattern=r"^[A-Z]{3}$")
    series: str = ""
    store: str = "communique.sqlite3"
    actors: str = "actors.yaml"


class FetchSettings(_Part):
    """Caps on what is fetched. Sizes in bytes, times in seconds."""

    max_bytes: int = Field(default=20_000_000, gt=0)
    timeout: float = Field(default=30.0, gt=0)
    max_redirects: int = Field(default=5, ge=0)
    user_agent: str = "communique/0.1 (reads public releases; see the desk's owner)"
    allow_loopback: bool = False


class DigestSettings(_Part):
    """How an issue is made."""

    cutoff_days: int = Field(default=3, ge=0)
    max_sections: int = Field(default=5, ge=1)
    words: int = Field(default=1300, ge=200)
    names: NameForm = NameForm.HOUSE


class CheckerSettings(_Part):
    """How sure the checker must be. Higher: fewer false sentences printed, more true ones held back."""

    threshold: float | None = Field(default=None, ge=0, le=1)


class RelationSettings(_Part):
    """Which weight set scores the happenings."""

    weights: str = "plover"


class Settings(BaseSettings):
    """All settings of a desk."""

    model_config = SettingsConfigDict(env_prefix="COMMUNIQUE_", env_nested_delimiter="__", extra="forbid", frozen=True)

    desk: DeskSettings
    fetch: FetchSettings = FetchSettings()
    digest: DigestSettings = DigestSettings()
    relations: RelationSettings = RelationSettings()
    checker: CheckerSettings = CheckerSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the file."""
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings


def load_settings(folder: Path) -> Settings:
    """Read ``communique.toml`` of a desk; raises ``ConfigError`` saying what is wrong and where."""
    path = folder / FILE_NAME
    try:
        values: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(
            f"{folder} is no desk: it has no {FILE_NAME}",
            advice="Make one with `communique init DIR --country BLR`, or name one with --desk DIR.",
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise ConfigError(
            f"{path} cannot be read: {error}", advice="Mend the line named, or run `init` anew."
        ) from error
    try:
        return Settings(**values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        wrong = _WRONG.get(first["type"], first["msg"])
        advice = f"See the comments in the file, or the environment variable {_variable(first['loc'])}."
        raise ConfigError(f"{path}: {where}: {wrong}", advice=advice) from error


_WRONG = {
    "extra_forbidden": "there is no such setting",
    "missing": "this setting is needed",
    "string_pattern_mismatch": "no country's code: three capitals (ISO 3166 alpha-3), such as BLR, or EUE",
}


def _variable(place: tuple[int | str, ...]) -> str:
    return "COMMUNIQUE_" + "__".join(str(part).upper() for part in place)


def settings_text(country: str, series: str) -> str:
    """The commented file that ``init`` writes."""
    return TEMPLATE.format(country=country, series=series.replace("\\", "\\\\").replace('"', '\\"'))


TEMPLATE = """\
# Settings of this desk. Every line but the country may be left out; the values shown are the defaults.
# An environment variable such as COMMUNIQUE_DIGEST__WORDS=900 wins over this file.

[desk]
country = "{country}"                  # whose diplomacy is read: ISO 3166 alpha-3, or EUE for the EU
series = "{series}"                    # name of the digest, after each headline
# store = "communique.sqlite3"    # the one file that holds everything
# actors = "actors.yaml"          # your own actors, offices, aliases and house names

[fetch]
# max_bytes = 20000000            # larger pages are refused
# timeout = 30.0                  # seconds for one page, redirects included
# max_redirects = 5
# allow_loopback = false          # only for tests

[digest]
# cutoff_days = 3                 # texts published up to this many days after the period are used
# max_sections = 5
# words = 1300                    # about how long an issue may be
# names = "house"                 # or "local", "russian", "english": how people and places are spelt in all output

[relations]
# weights = "plover"              # weight set of the index

[checker]
# threshold = 0.9                 # how sure the checker must be to print a sentence; left out: as shipped
"""
