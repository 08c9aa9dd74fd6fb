"""The digest: select → outline by partner → compose from records → (verify) → render."""

from communique.digest.around import apparatus
from communique.digest.computations import explicit, recompute
from communique.digest.contacts import is_meeting
from communique.digest.draft import draft
from communique.digest.finish import finish, write
from communique.digest.interface import (
    Apparatus,
    Check,
    Choice,
    Citation,
    DigestOptions,
    Draft,
    Entry,
    IndexRow,
    Material,
    Names,
    Notice,
    OutlineSection,
    PrintedSentence,
    Written,
)
from communique.digest.render import FORMATS, read_markdown, render_html, render_markdown

__all__ = [
    "FORMATS", "Apparatus", "Check", "Choice", "Citation", "DigestOptions", "Draft", "Entry", "IndexRow", "Material",
    "Names", "Notice", "OutlineSection", "PrintedSentence", "Written", "apparatus", "draft", "explicit", "finish",
    "is_meeting", "read_markdown", "recompute", "render_html", "render_markdown", "write",
]  # fmt: skip
