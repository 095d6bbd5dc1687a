"""The page: everything is on it, every link leads somewhere, and no word of a map becomes markup."""

import base64
import hashlib
from collections import Counter
from html.parser import HTMLParser

import pytest

from bailiwick.datamap.crossing import crosses
from bailiwick.reporting.page import render_page
from golden import assert_golden

VERSION = "0.0.0"
VOID = {"meta", "br", "img", "link", "input", "hr"}


class Page(HTMLParser):
    """What a browser's parser would see: tags with attributes, text by the innermost tag, and whether all is closed."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self.open, self.texts = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append((self.open[-1] if self.open else "", data))

    def values(self, attribute, tag=None):
        return [found[attribute] for name, found in self.tags if attribute in found and tag in (None, name)]

    @property
    def text(self):
        return "".join(text for tag, text in self.texts if tag != "style")


@pytest.fixture(scope="module")
def page(named):
    _, situation, findings = named
    return Page(render_page(situation, findings, VERSION))


def test_each_page_is_as_reviewed(named):
    name, situation, findings = named
    assert_golden(f"reporting/{name}.html", render_page(situation, findings, VERSION))


def test_every_tag_is_closed_and_every_link_leads_somewhere(page):
    assert page.open == []
    ids = page.values("id")
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    assert {link for link in page.values("href") if link[1:] not in ids} == set()
    assert set(page.values("aria-labelledby")) <= set(ids)


def test_it_asks_nobody_for_anything(page):
    assert all(link.startswith("#") for link in page.values("href"))
    names = {name for name, _ in page.tags}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "image", "use"}
    assert not [name for _, found in page.tags for name in found if name.startswith("on") or name in {"src", "style"}]
    styles = [text for tag, text in page.texts if tag == "style"]
    assert len(styles) == 1
    assert not [word for word in ("url(", "@import", "expression(") if word in styles[0]]


def test_its_policy_allows_its_own_style_and_nothing_else(page):
    (style,) = (text for tag, text in page.texts if tag == "style")
    fingerprint = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = (found["content"] for _, found in page.tags if found.get("http-equiv") == "Content-Security-Policy")
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{fingerprint}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_it_has_landmarks_a_language_and_one_first_heading(page):
    counted = Counter(name for name, _ in page.tags)
    assert (counted["main"], counted["header"], counted["footer"], counted["nav"], counted["h1"]) == (1, 1, 1, 1, 1)
    assert page.values("lang", "html") == ["en"]
    first = next(found for name, found in page.tags if name == "a")
    assert (first["class"], first["href"]) == ("skip", "#content")
    for name, found in page.tags:
        if name == "th":
            assert found["scope"] in {"col", "row", "colgroup"}
        if "scroll" in found.get("class", ""):  # what scrolls can be reached by keyboard
            assert found["tabindex"] == "0"
            assert found["aria-label"]


def test_everything_of_the_map_is_on_it(named, page):
    _, situation, findings = named
    ids = set(page.values("id"))
    data = situation.map
    for what, items in (("element", data.elements), ("flow", data.flows), ("place", data.places)):
        assert {f"{what}-{item.id}" for item in items} <= ids
    assert {f"party-{item.id}" for item in data.parties} <= ids
    assert {f"segment-{item.id}" for item in data.segments} <= ids
    assert {f"crossing-{flow.id}" for flow in data.flows if crosses(situation, flow)} <= ids
    for item in findings:
        for word in (item.rule, item.where, item.message, item.law, item.fix):
            assert word in page.text
        assert f"{item.fix}.." not in page.text
    for word in (str(data.as_of), str(situation.today), "not legal advice"):
        assert word in page.text


def test_a_crossing_is_told_by_shape_and_word_and_not_by_colour_alone(clinic):
    page = Page(render_page(*clinic, VERSION))
    lines = {found["aria-label"]: found["class"] for _, found in page.tags if "flow" in found.get("class", "").split()
             and "aria-label" in found}  # fmt: skip
    crossing = {label for label, kinds in lines.items() if "crossing" in kinds.split()}
    assert len(crossing) == 4
    assert all("crosses a border" in label for label in crossing)
    assert [label for label, kinds in lines.items() if "finding" in kinds.split()] == [
        "bucket to desk-in: support; crosses a border; 4 findings"
    ]
    (style,) = (text for tag, text in page.texts if tag == "style")
    assert "stroke-dasharray" in style.split(".drawing .flow.crossing path {")[1].split("}")[0]


def test_hostile_words_stay_words(clinic):
    situation, findings = clinic
    text = render_page(situation, findings, VERSION)
    assert "<script" not in text
    assert "<img" not in text
    assert text.count("</style>") == 1
    page = Page(text)
    assert situation.controller.name in page.text
    assert '"<img src=x onerror=alert(2)>"'.strip('"') in page.text
    assert not [link for link in page.values("href") if "javascript" in link]
