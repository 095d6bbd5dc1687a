"""The page in a real browser: what it shows, where it lets the keyboard go, and that it asks nobody for anything."""

import importlib.util
import time
from itertools import combinations
from pathlib import Path

import pytest

from bailiwick.datamap.judging import judge
from bailiwick.datamap.reading import read_map
from bailiwick.datamap.situation import Situation
from bailiwick.reporting.page import render_page
from browser import CHROMIUM, Browser

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on PATH")
VERSION = "0.0.0"
ROOT = Path(__file__).parents[2]
BOXES = "Array.from(document.querySelectorAll('{}'), e => {{ const b = e.getBoundingClientRect();"
BOXES += " return [b.x + scrollX, b.y + scrollY, b.width, b.height] }})"
LABELS = "svg[role=group] .flow circle"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    opened = Browser(tmp_path_factory.mktemp("profile"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def url(named, tmp_path_factory):
    name, situation, findings = named
    file = tmp_path_factory.mktemp("pages") / f"{name}.html"
    file.write_text(render_page(situation, findings, VERSION), encoding="utf-8")
    return file.as_uri()


def boxes(browser, selector):
    return browser.value(BOXES.format(selector))


def apart(one, other):
    return (
        one[0] + one[2] <= other[0] + 0.5
        or other[0] + other[2] <= one[0] + 0.5
        or one[1] + one[3] <= other[1] + 0.5
        or other[1] + other[3] <= one[1] + 0.5
    )


def inside(inner, outer):
    return (
        inner[0] >= outer[0] - 0.5
        and inner[1] >= outer[1] - 0.5
        and inner[0] + inner[2] <= outer[0] + outer[2] + 0.5
        and inner[1] + inner[3] <= outer[1] + outer[3] + 0.5
    )


def test_it_loads_itself_alone_without_a_complaint(browser, url):
    browser.open(url)
    asked = [event["params"]["request"]["url"] for event in browser.events
             if event["method"] == "Network.requestWillBeSent"]  # fmt: skip
    assert asked == [url]
    logged = [event for event in browser.events if event["method"] in {"Log.entryAdded", "Runtime.consoleAPICalled"}]
    assert logged == []
    assert browser.value("document.compatMode") == "CSS1Compat"
    assert (
        browser.value("getComputedStyle(document.querySelector('.drawing .node > rect')).fill") == "rgb(255, 255, 255)"
    )


def test_no_word_of_a_map_has_become_an_element(browser, url):
    browser.open(url)
    assert browser.value("document.querySelectorAll('script, img, iframe, form, [onerror], style ~ style').length") == 0


@pytest.mark.parametrize("width", [400, 900, 1600])
def test_nothing_is_wider_than_the_window_and_nothing_overlaps(browser, url, width):
    browser.open(url, width=width)
    assert browser.value("document.documentElement.scrollWidth") <= width
    nodes, labels = boxes(browser, ".node > rect"), boxes(browser, LABELS)
    assert all(apart(one, other) for one, other in combinations([*nodes, *labels], 2))
    # words stay inside their boxes
    for frame in ("group", "area"):
        pairs = zip(boxes(browser, f".{frame} > rect"), boxes(browser, f".title.of-{frame}"), strict=True)
        assert all(inside(words, box) for box, words in pairs)
    for words in (".node > text:first-of-type", ".node > .detail"):
        assert all(inside(one, box) for box, one in zip(nodes, boxes(browser, words), strict=True))


def test_findings_stand_beside_the_picture_where_there_is_room(browser, url):
    for width, beside in ((1600, True), (900, False)):
        browser.open(url, width=width)
        (picture,), (findings,) = boxes(browser, ".picture"), boxes(browser, "section.findings")
        assert (findings[0] >= picture[0] + picture[2]) is beside
        assert (findings[1] <= picture[1]) is beside


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_screenshot_shows_frames_and_crossings_where_they_should_be(browser, url, scheme):
    browser.open(url, height=700, scheme=scheme)
    shown = browser.picture()
    paper, ink = (255, 255, 255), (17, 24, 39)
    assert shown.at(3, 3) == (paper if scheme == "light" else ink)
    seen = [box for box in boxes(browser, ".node > rect") if box[1] + box[3] < shown.height]
    assert seen
    for x, y, width, _ in seen:  # right of the words, inside the frame
        assert shown.at(x + width - 4, y + 6) == (paper if scheme == "light" else ink)
    fills = browser.value(
        f"Array.from(document.querySelectorAll('{LABELS}'), e => getComputedStyle(e).fill.match(/\\d+/g).map(Number))"
    )
    for (x, y, width, height), fill in zip(boxes(browser, LABELS), fills, strict=True):
        assert y + height < shown.height
        assert shown.at(x + width / 2, y + height - 3) == tuple(fill)


def test_words_have_enough_contrast(browser, url):
    def luminance(colour):
        parts = [part / 255 for part in colour]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for scheme in ("light", "dark"):
        browser.open(url, scheme=scheme)
        ground = browser.value("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
        told = browser.value(
            "Array.from(document.querySelectorAll('p, a, td, th, dd, dt, summary, .word, code, .count'),"
            " e => getComputedStyle(e).color.match(/\\d+/g).map(Number).slice(0, 3)).map(String)"
        )
        for colour in {tuple(map(int, one.split(","))) for one in told}:
            light, dark = sorted((luminance(colour), luminance(ground[:3])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (scheme, colour)


def test_the_keyboard_reaches_the_skip_link_first_and_every_flow_of_the_picture(browser, url):
    browser.open(url)
    browser.press("Tab")
    assert browser.value("document.activeElement.className") == "skip"
    flows = browser.value("document.querySelectorAll('svg a.flow').length")
    reached = set()
    for _ in range(flows + 30):
        browser.press("Tab")
        label = browser.value(
            "document.activeElement.closest('svg') ? document.activeElement.getAttribute('aria-label') : ''"
        )
        reached |= {label} - {""}
    assert reached == set(
        browser.value("Array.from(document.querySelectorAll('svg a.flow'), e => e.getAttribute('aria-label'))")
    )


def test_a_line_leads_to_its_flows(browser, url):
    browser.open(url)
    browser.value("document.querySelector('svg a.flow').focus()")
    browser.press("Enter")
    assert browser.value("document.querySelector(':target').id") == "bundle-1"
    assert browser.value("document.querySelector(':target').checkVisibility()")


def test_folded_lists_are_on_paper_too(browser, url):
    browser.open(url)
    browser.value("document.querySelectorAll('details').forEach(e => e.open = false)")
    browser.send("Emulation.setEmulatedMedia", media="print")
    height = (
        "Array.from(document.querySelectorAll('details ol'), e => e.getBoundingClientRect().height > 0).every(Boolean)"
    )
    assert browser.value(height)
    assert browser.value("getComputedStyle(document.querySelector('nav')).display") == "none"
    browser.send("Emulation.setEmulatedMedia", media="")


def test_a_page_of_a_thousand_elements_opens_and_unfolds(browser, tmp_path):
    spec = importlib.util.spec_from_file_location("benchmark", ROOT / "benchmarks" / "datamap.py")
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    (tmp_path / "big.yaml").write_text(benchmark.written(1000), encoding="utf-8")
    situation = Situation(read_map(tmp_path / "big.yaml"), benchmark.TODAY)
    page = tmp_path / "big.html"
    page.write_text(render_page(situation, judge(situation), VERSION), encoding="utf-8")
    assert page.stat().st_size < 3e6
    begun = time.monotonic()
    browser.open(page.as_uri())
    shown = "document.body.getBoundingClientRect().height"
    folded = browser.value(shown)
    assert folded < 8000  # a few windows, not thousands of rows
    browser.value("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert browser.value(shown) > 10 * folded
    assert time.monotonic() - begun < 20  # 2 s on a quiet machine
    browser.value("document.querySelectorAll('details').forEach(one => one.open = false)")
    browser.value("location.hash = '#flow-f4999'")  # a link unfolds what it leads into
    assert browser.value("document.querySelector(':target').checkVisibility()")
