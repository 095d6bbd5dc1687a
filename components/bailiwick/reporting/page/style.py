"""How the page looks: on a screen, light or dark, wide or narrow, and on paper."""

from __future__ import annotations

from typing import Final

from bailiwick.drawing import STYLE as DRAWING

_COLOURS: Final = """
:root { color-scheme: light dark; --ink: #111827; --soft: #4b5563; --paper: #ffffff; --band: #f3f4f6; --rule: #d1d5db;
  --link: #1d4ed8; --error: #b91c1c; --evidence: #b45309; --warning: #4b5563; --pass: #166534; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #f9fafb; --soft: #d1d5db; --paper: #111827; --band: #1f2937; --rule: #4b5563;
    --link: #93c5fd; --error: #f87171; --evidence: #f59e0b; --warning: #d1d5db; --pass: #4ade80; }
}
.error { --tone: var(--error); }
.evidence { --tone: var(--evidence); }
.warning { --tone: var(--warning); }
.pass { --tone: var(--pass); }
.word { color: var(--tone); font-weight: 600; }
.soft, .count { color: var(--soft); }
"""
_PAGE: Final = """
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 110rem; padding: 0 1.5rem 3rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 1.25rem 0 .25rem; font-size: 1.6rem; }
h2 { margin: 2.25rem 0 .5rem; font-size: 1.25rem; }
p { margin: .25rem 0 .75rem; max-width: 80ch; }
a { color: var(--link); }
code { font: .9em ui-monospace, monospace; }
td, li, dd, summary { unicode-bidi: isolate; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
:target { background: color-mix(in srgb, var(--link) 16%, transparent); }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; padding: .5rem; background: var(--paper); }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: .5rem 0; padding: 0; }
.numbers { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0; }
.numbers div { border: 1px solid var(--rule); border-radius: .5rem; padding: .5rem .9rem; }
.numbers dt { color: var(--soft); font-size: .85rem; }
.numbers dd { margin: 0; font-size: 1.25rem; font-weight: 600; }
.scroll { overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--rule);
  min-width: 5rem; max-width: 24rem; overflow-wrap: break-word; }
thead th { background: var(--band); border-bottom: 2px solid var(--rule); }
.held th { background: var(--band); font-weight: 400; max-width: none; }
summary { cursor: pointer; padding: .3rem 0; }
.findings ol { list-style: none; margin: 0 0 .5rem; padding: 0; }
.findings li { border-left: 4px solid var(--tone); margin: .5rem 0; padding: .1rem 0 .1rem .75rem; font-size: .9rem; }
.findings li p { margin: .1rem 0; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; list-style: none; padding: 0; margin: .5rem 0;
  font-size: .9rem; }
.legend svg { width: 3rem; height: 1rem; vertical-align: middle; margin-right: .4rem; }
.picture svg.drawing { display: block; height: auto; }
"""
_WIDTHS: Final = """
@media (max-width: 60rem) { body { padding: 0 .75rem 2rem; } }
@media (min-width: 60rem) { .picture svg.drawing { max-width: 100%; } }
@media screen and (min-width: 80rem) {
  .beside { display: grid; grid-template-columns: minmax(0, 1fr) 27rem; gap: 2rem; }
  .findings { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 0 .5rem; }
  .findings h2 { margin-top: 1rem; }
}
"""
_PAPER: Final = """
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  html { font-size: 9pt; }
  body { padding: 0; max-width: none; }
  nav, .skip { display: none; }
  a { color: inherit; text-decoration: none; }
  :target { background: none; }
  .scroll { overflow: visible; }
  table { font-size: 7.5pt; }
  th, td { min-width: 0; hyphens: auto; padding: .2rem .35rem; }
  tr, li { break-inside: avoid; }
  h2, summary { break-after: avoid; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  .picture svg.drawing { max-width: 100%; max-height: 165mm; }
}
"""
STYLE: Final = f"{_COLOURS}{_PAGE}{DRAWING}{_WIDTHS}{_PAPER}"
"""CSS of the page and of the picture in it. Words have a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""
