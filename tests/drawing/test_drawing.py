"""Nothing overlaps, everything is reachable, and what is written is what was given."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.drawing import Area, Flow, Graph, Node, draw, lay_out

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)


@st.composite
def graphs(draw_):
    sizes = draw_(st.lists(st.integers(1, 40), min_size=1, max_size=9))
    areas = tuple(
        Area(
            f"area{place}",
            draw_(NAMES),
            tuple(Node(f"n{place}-{i}", draw_(NAMES), group=draw_(st.sampled_from("abc"))) for i in range(size)),
        )
        for place, size in enumerate(sizes)
    )
    ids = [node.id for area in areas for node in area.nodes]
    ends = st.sampled_from(ids)
    flows = draw_(st.lists(st.builds(Flow, ends, ends, NAMES, st.integers(1, 99), st.sampled_from(["", "crossing"]))))
    return Graph(areas, tuple(flows))


def apart(one, other):
    return (
        one.x + one.width <= other.x
        or other.x + other.width <= one.x
        or one.y + one.height <= other.y
        or other.y + other.height <= one.y
    )


def inside(inner, outer):
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


@given(graphs())
def test_nothing_overlaps_and_everything_is_inside_its_frame(graph):
    layout = lay_out(graph)
    assert all(apart(one, other) for one, other in combinations(layout.areas.values(), 2))
    for area in graph.areas:
        boxes = [layout.nodes[node.id] for node in area.nodes]
        assert all(apart(one, other) for one, other in combinations(boxes, 2))
        for node in area.nodes:
            group = layout.groups[area.id, node.group]
            assert inside(layout.nodes[node.id], group)
            assert inside(group, layout.areas[area.id])
        assert layout.areas[area.id].x + layout.areas[area.id].width <= layout.width
        assert layout.areas[area.id].y + layout.areas[area.id].height <= layout.height


@given(graphs())
def test_every_flow_is_a_link_with_its_title(graph):
    picture = draw(graph, "who sends what")
    links = picture.findall("a")
    assert sorted(link.get("aria-label") for link in links) == sorted(flow.title for flow in graph.flows)
    assert all(link.findtext("title") == link.get("aria-label") for link in links)


def test_a_flow_needs_two_ends():
    with pytest.raises(ValueError, match="not drawn: nowhere"):
        Graph((Area("FR", "France", (Node("a", "a"),)),), (Flow("a", "nowhere", "x"),))


def test_areas_that_exchange_most_stand_side_by_side():
    areas = tuple(Area(code, code, (Node(code.lower(), code),)) for code in ("FR", "US", "PL"))
    layout = lay_out(Graph(areas, (Flow("fr", "pl", "weights", 9), Flow("fr", "us", "telemetry"))))
    assert layout.areas["FR"].x < layout.areas["PL"].x < layout.areas["US"].x
