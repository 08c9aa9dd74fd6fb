"""An issue as Markdown and as one self-contained HTML page; and Markdown read back for the checker."""

from communique.digest.render.html import render_html
from communique.digest.render.markdown import render_markdown
from communique.digest.render.reader import read_markdown

FORMATS = {"html": render_html, "md": render_markdown}
"""Output formats by the ending of their files."""

__all__ = ["FORMATS", "read_markdown", "render_html", "render_markdown"]
