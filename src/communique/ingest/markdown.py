"""Markdown to plain text: the words in paragraphs, without marks, markup or link targets."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from communique.model import Record

NAME = "markdown"
VERSION = "1"


class Plain(Record, frozen=True, kw_only=True):
    """Paragraphs parted by a blank line; a heading that stands first is ``title`` and not in ``body``."""

    title: str
    body: str


def to_plain(source: str) -> Plain:
    """The words of a Markdown text."""
    blocks = list(_blocks(_reader().parse(source)))
    title = blocks[0][1] if blocks and blocks[0][0] == "heading" else ""
    rest = blocks[1:] if title else blocks
    return Plain(title=title, body="\n\n".join(words for _, words in rest if words))


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Pairs of (kind, words); kind is ``heading`` or ``text``."""
    heading = False
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            heading = token.type == "heading_open" and token.tag in {"h1", "h2"}
        elif token.type == "inline":
            yield "heading" if heading else "text", _words(token.children or ())
        elif token.type in {"fence", "code_block"}:
            yield "text", token.content.strip()


def _words(children: Sequence[Token]) -> str:
    parts = [
        " " if child.type == "softbreak" else "\n" if child.type == "hardbreak" else _piece(child) for child in children
    ]
    return "".join(parts).strip()


def _piece(token: Token) -> str:
    return token.content if token.type in {"text", "code_inline", "text_special"} else ""


@functools.cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True})
