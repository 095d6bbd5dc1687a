"""A ranking as text for people, as Markdown, and as JSON for programs."""

from bailiwick.placement.report.json_report import render_json
from bailiwick.placement.report.markdown import render_markdown
from bailiwick.placement.report.text import render_text

__all__ = ["render_json", "render_markdown", "render_text"]
