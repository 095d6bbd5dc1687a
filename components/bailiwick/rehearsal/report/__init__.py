"""Shows a plan: as text for people, as JSON, SARIF and JUnit for machines."""

from bailiwick.rehearsal.report.json_report import render_json
from bailiwick.rehearsal.report.junit import render_junit
from bailiwick.rehearsal.report.sarif import render_sarif
from bailiwick.rehearsal.report.text import render_text

__all__ = ["render_json", "render_junit", "render_sarif", "render_text"]
