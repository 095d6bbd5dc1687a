"""The report of a map: one HTML page that needs nothing else.

It holds no script and asks nobody for anything: its content security policy allows
one style sheet, its own, by hash. It works by keyboard, prints, and follows the
reader's choice of light or dark.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Final

from bailiwick.atlas.adequacy import adequacies
from bailiwick.atlas.frameworks import frameworks
from bailiwick.reporting.page.markup import tag, written
from bailiwick.reporting.page.sections import (
    crossings_section,
    findings_section,
    numbers,
    picture_section,
    segments_section,
)
from bailiwick.reporting.page.style import STYLE
from bailiwick.reporting.page.tables import cell, elements_table, flows_table, grid, heading_cell, places_table
from bailiwick.reporting.picture import country_name, picture_of

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

    from bailiwick.datamap.finding import Finding
    from bailiwick.datamap.model import Party
    from bailiwick.datamap.situation import Situation

_SECTIONS: Final = {
    "picture": "Picture",
    "crossings": "Border crossings and transfers",
    "boundaries": "Boundaries",
    "findings": "Findings",
    "elements": "Elements",
    "flows": "Flows",
    "places": "Places",
    "parties": "Parties",
}


def render_page(situation: Situation, findings: tuple[Finding, ...], version: str) -> str:
    """The page as text.

    Args:
        situation: the map on a day.
        findings: what :func:`bailiwick.datamap.judging.judge` found in it.
        version: that of Bailiwick.
    """
    picture = picture_of(situation, findings)
    lists = (
        _listed("elements", elements_table(situation)),
        _listed("flows", flows_table(situation, picture.bundles)),
        _listed("places", places_table(situation)),
        _listed("parties", _parties(situation)),
    )
    left = tag("div", picture_section(situation, picture), crossings_section(situation), segments_section(situation))
    beside = tag("div", left, findings_section(findings), class_="beside")
    main = tag("main", numbers(situation, findings), beside, *lists, id="content")
    body = tag("body", tag("a", "Skip to the content", href="#content", class_="skip"), _header(situation), main)
    body.append(_footer(situation, version))
    return written(tag("html", _head(situation, version), body, lang="en"))


def _head(situation: Situation, version: str) -> ET.Element:
    fingerprint = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{fingerprint}'; base-uri 'none'; form-action 'none'"
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="generator", content=f"bailiwick {version}"),
        tag("title", f"Data map {situation.map.name}"),
        tag("style", STYLE),
    )


def _header(situation: Situation) -> ET.Element:
    controller = situation.controller
    stack = f", stack {situation.map.stack}" if situation.map.stack else ""
    told = f"{controller.name}, {country_name(controller.country)}{stack}. Map as of {situation.map.as_of}, "
    told += f"judged on {situation.today} by {_law_as_of(situation)}."
    links = (tag("li", tag("a", title, href=f"#{name}")) for name, title in _SECTIONS.items())
    return tag(
        "header",
        tag("h1", f"Data map {situation.map.name}"),
        tag("p", told, class_="soft"),
        tag("nav", tag("ul", *links), aria_label="Sections"),
    )


def _law_as_of(situation: Situation) -> str:
    facts = [law.fact for law in frameworks()] + [row.fact for row in adequacies()]
    facts += [consequence.fact for law in frameworks() for consequence in law.consequences]
    days = [fact.as_of for fact in facts]
    due = sum(1 for fact in facts if fact.stale(situation.today))
    overdue = f", {due} rows due for a review" if due else ""
    return f"the atlas's law of {min(days)} to {max(days)}{overdue}"


def _listed(name: str, table: ET.Element) -> ET.Element:
    return tag("section", tag("h2", _SECTIONS[name], id=name), table, aria_labelledby=name)


def _parties(situation: Situation) -> ET.Element:
    rows = [_party(party) for party in situation.map.parties]
    headings = ("Party", "Name", "Seat", "Owner's country", "Establishments", "Its staff look at data from")
    return grid("Parties", headings, rows)


def _party(party: Party) -> ET.Element:
    access = "not in the map" if party.access_from is None else ", ".join(party.access_from) or "nowhere"
    return tag(
        "tr",
        heading_cell(party.id),
        cell(party.name),
        cell(country_name(party.country)),
        cell(country_name(party.parent_country) if party.parent_country else "not in the map"),
        cell(", ".join(party.establishments) or "none"),
        cell(access),
        id=f"party-{party.id}",
    )


def _footer(situation: Situation, version: str) -> ET.Element:
    told = f"Made by bailiwick {version} from {situation.map.at.file or situation.map.name}. A tool for engineers, "
    told += "not legal advice: it reads no contract and judges no purpose."
    return tag("footer", tag("p", told, class_="soft"))
