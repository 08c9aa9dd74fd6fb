"""Changes to a desk's own actors file that leave the rest of it, comments included, as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from communique.errors import UsageError
from communique.model import Record
from communique.resolve.extension import load_sheet
from communique.resolve.folding import name_key
from communique.resolve.withholding import name_digest

Sheet = dict[str, Any]


class Change(Record, frozen=True, kw_only=True):
    """A file before and after; ``removed`` counts entries by section, ``added`` names what came in."""

    before: str
    after: str
    removed: tuple[tuple[str, int], ...] = ()
    added: tuple[str, ...] = ()


def forget(path: Path, actor_id: str) -> Change:
    """The file without anything about an actor, and with the mark that its name is withheld.

    Raises ``UsageError`` for a file that cannot be rewritten safely (TOML, or not readable as YAML).
    """
    before, sheet = _open(path)
    kept, removed, names = _without(sheet, actor_id)
    held = dict(kept.get("forget") or {})
    digests = sorted({name_digest(one) for one in names if name_key(one)} | set(held.get(actor_id) or []))
    held[actor_id] = digests
    text = before if not removed else _cut(before, actor_id)
    text = _with_section(text, "forget", held)
    return Change(before=before, after=_sure(text, {**kept, "forget": held}), removed=tuple(removed.items()))


def remember(path: Path, actor_id: str) -> Change:
    """The file without the mark; what was removed with it does not come back."""
    before, sheet = _open(path)
    held = {key: value for key, value in (sheet.get("forget") or {}).items() if str(key) != actor_id}
    wanted = {key: value for key, value in sheet.items() if key != "forget"} | ({"forget": held} if held else {})
    return Change(before=before, after=_sure(_with_section(before, "forget", held), wanted))


def extend(path: Path, actor: Sheet | None, office: Sheet) -> Change:
    """The file with an office, and with its holder where the base does not know them."""
    before, sheet = _open(path)
    wanted = dict(sheet)
    text = before
    for section, row in (("actors", actor), ("offices", office)):
        if row is not None and row not in (sheet.get(section) or []):
            wanted[section] = [*(sheet.get(section) or []), row]
            text = _with_row(text, section, row, wanted[section])
    return Change(before=before, after=_sure(text, wanted), added=(office["actor"],))


def own_ids(path: Path) -> frozenset[str]:
    """Ids of the actors that the file itself makes."""
    rows = _open(path)[1].get("actors") or []
    return frozenset(str(row["id"]) for row in rows if isinstance(row, dict) and "id" in row)


def _open(path: Path) -> tuple[str, Sheet]:
    if path.suffix == ".toml":
        raise UsageError(f"{path} is TOML, which is not rewritten", advice="Change it by hand, or keep it as YAML.")
    try:
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        sheet = load_sheet(before) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageError(f"{path} cannot be read: {error}", advice="Mend it first; see `communique doctor`.") from error
    if not isinstance(sheet, dict):
        raise UsageError(f"{path} is no table of sections", advice="Mend it first; see `communique doctor`.")
    return before, sheet


def _without(sheet: Sheet, actor_id: str) -> tuple[Sheet, dict[str, int], list[str]]:
    """The sheet without the actor, what went, and the names that only the sheet knew."""
    kept, removed, names = dict(sheet), dict[str, int](), list[str]()
    for section, key in (("actors", "id"), ("offices", "actor")):
        rows = sheet.get(section)
        if not isinstance(rows, list):
            continue
        gone = [row for row in rows if isinstance(row, dict) and str(row.get(key)) == actor_id]
        names += [str(row["name"]) for row in gone if row.get("name")]
        if gone:
            kept[section], removed[section] = [row for row in rows if row not in gone], len(gone)
    for section in ("aliases", "house"):
        table = sheet.get(section)
        if isinstance(table, dict) and actor_id in table:
            forms = table[actor_id]
            names += [str(one) for one in (forms if isinstance(forms, list) else [forms])]
            kept[section] = {k: v for k, v in table.items() if k != actor_id}
            removed[section] = 1
    return kept, removed, names


def _cut(text: str, actor_id: str) -> str:
    """The text without the lines (or parts of a line) that are about the actor."""
    for start, end in sorted(_spans(text, actor_id), reverse=True):
        text = text[:start] + text[end:]
    return text


def _spans(text: str, actor_id: str) -> Iterator[tuple[int, int]]:
    root = yaml.compose(text)
    if not isinstance(root, yaml.MappingNode):
        return
    for key, node in root.value:
        if key.value in ("actors", "offices") and isinstance(node, yaml.SequenceNode):
            field = "id" if key.value == "actors" else "actor"
            mine = [_field(item, field) == actor_id for item in node.value]
            yield from _pieces(text, node, [(item, item) for item in node.value], mine)
        if key.value in ("aliases", "house") and isinstance(node, yaml.MappingNode):
            yield from _pieces(text, node, node.value, [k.value == actor_id for k, _ in node.value])


def _field(item: yaml.Node, field: str) -> str | None:
    rows = item.value if isinstance(item, yaml.MappingNode) else []
    return next((value.value for key, value in rows if key.value == field), None)


def _pieces(
    text: str, node: yaml.CollectionNode, rows: list[tuple[yaml.Node, yaml.Node]], mine: list[bool]
) -> Iterator[tuple[int, int]]:
    for index, ((first, last), gone) in enumerate(zip(rows, mine, strict=True)):
        if not gone:
            continue
        start, end = first.start_mark.index, _last(last)
        if node.flow_style:
            if index + 1 < len(rows):
                end = rows[index + 1][0].start_mark.index
            elif index:
                start = _last(rows[index - 1][1])
        else:
            start = text.rfind("\n", 0, start) + 1
            line_end = text.find("\n", end)
            end = len(text) if line_end < 0 else line_end + 1
        yield start, end


def _last(node: yaml.Node) -> int:
    """Where a node's own text ends; a block's end mark lies after the blank lines and comments that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        tail = node.value[-1]
        return _last(tail[1] if isinstance(tail, tuple) else tail)
    return int(node.end_mark.index)


def _with_section(text: str, section: str, table: Sheet) -> str:
    """The text with one section written anew at its end (removed, where it is empty)."""
    root = yaml.compose(text)
    for key, node in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == section:
            end = text.find("\n", _last(node))
            text = text[: key.start_mark.index] + ("" if end < 0 else text[end + 1 :])
            break
    if not table:
        return text
    fresh = yaml.safe_dump({section: table}, allow_unicode=True, sort_keys=True)
    return f"{text.rstrip()}\n{fresh}" if text.strip() else fresh


def _with_row(text: str, section: str, row: Sheet, rows: list[Any]) -> str:
    """The text with one more row under a block list; any other list is written anew at the end."""
    line = (
        f"- {yaml.safe_dump(row, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10**6).strip()}\n"
    )
    root = yaml.compose(text)
    for key, node in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == section and isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
            end = text.find("\n", _last(node))
            head = text if end < 0 else text[: end + 1]
            tail = "" if end < 0 else text[end + 1 :]
            return f"{head.removesuffix(chr(10))}\n{' ' * node.start_mark.column}{line}{tail}"
    return _with_section(text, section, rows)  # type: ignore[arg-type]


def _sure(text: str, wanted: Sheet) -> str:
    """The text, if it says exactly what is wanted; else the same facts written plainly (comments are then lost)."""
    wanted = {key: value for key, value in wanted.items() if value}
    try:
        said = load_sheet(text) or {}
    except yaml.YAMLError:
        said = None
    if isinstance(said, dict) and {key: value for key, value in said.items() if value} == wanted:
        return text
    return yaml.safe_dump(wanted, allow_unicode=True, sort_keys=False) if wanted else ""
