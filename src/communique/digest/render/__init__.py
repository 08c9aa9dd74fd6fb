"""An issue as Markdown and as one self-contained HTML page; and Markdown read back for the checker."""

from communique.digest.render.html import render_html
from communique.digest.render.markdown import render_markdown
from communique.digest.render.reader import read_markdown

__all__ = ["read_markdown", "render_html", "render_markdown"]
