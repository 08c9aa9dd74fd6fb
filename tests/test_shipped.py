from importlib.resources import files

import pytest
import yaml

from communique import shipped

FILES = [(package.name, found.name) for package in files("communique").iterdir() if package.is_dir()
         and (package / "data").is_dir() for found in (package / "data").iterdir() if found.name.endswith(".yaml")]  # fmt: skip


@pytest.mark.parametrize(("package", "name"), FILES)
def test_the_fast_reader_reads_what_the_plain_one_reads(package, name):
    text = files(f"communique.{package}").joinpath("data", name).read_text("utf-8")
    assert shipped.read_yaml(f"communique.{package}", name) == yaml.safe_load(text)
    strings = yaml.load(text, Loader=yaml.BaseLoader)
    assert shipped.read_yaml(f"communique.{package}", name, strings=True) == strings


def test_there_are_files_to_compare():
    assert len(FILES) > 30


def test_rows_leave_out_comments_and_empty_lines():
    rows = shipped.read_rows("communique.places", "forms.tsv")
    assert rows
    assert all(not row[0].startswith("#") and len(row) == len(rows[0]) for row in rows)
