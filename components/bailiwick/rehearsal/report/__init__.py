"""Shows a plan: as text and Markdown for people, as JSON, SARIF and JUnit for machines."""

from bailiwick.rehearsal.report.json_report import render_json
from bailiwick.rehearsal.report.junit import render_junit
from bailiwick.rehearsal.report.markdown import render_markdown
from bailiwick.rehearsal.report.sarif import render_sarif
from bailiwick.rehearsal.report.text import REHEARSAL, Wording, render_text

__all__ = ["REHEARSAL", "Wording", "render_json", "render_junit", "render_markdown", "render_sarif", "render_text"]
