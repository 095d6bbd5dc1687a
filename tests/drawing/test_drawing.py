"""Nothing overlaps, everything is reachable, and what is written is what was given."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bailiwick.drawing import Area, Flow, Graph, Node, draw, lay_out
from bailiwick.drawing.curve import RADIUS, Curve
from bailiwick.drawing.layout import Box
from bailiwick.drawing.words import shortened

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


@given(graphs())
def test_no_label_lies_on_a_node_or_on_another_label(graph):
    layout = lay_out(graph)
    circles = [
        Box(float(found.get("cx")) - RADIUS, float(found.get("cy")) - RADIUS, 2 * RADIUS, 2 * RADIUS)
        for found in draw(graph, "who sends what", layout).iter("circle")
    ]
    assert all(apart(circle, box) for circle in circles for box in layout.nodes.values())
    for one, other in combinations(circles, 2):
        assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (2 * RADIUS) ** 2


def test_a_curve_goes_round_a_node_that_stands_in_its_way():
    first, between, last = (Box(x, 0, 190, 44) for x in (0, 300, 600))
    assert Curve.between(first, last).hits([between])
    assert not Curve.between(first, last, (first, between, last)).hits([between])


def test_there_and_back_are_two_curves():
    left, right, below = Box(0, 0, 190, 44), Box(300, 0, 190, 44), Box(0, 100, 190, 44)
    for one, other in ((left, right), (left, below)):
        there, back = Curve.between(one, other), Curve.between(other, one)
        assert there.at(0.5) != back.at(0.5)


@given(st.text(max_size=60), st.floats(20, 400), st.sampled_from([11, 13, 15]))
def test_a_text_is_cut_only_where_it_has_no_room(text, room, size):
    kept = shortened(text, room, size)
    assert kept == text or (kept.endswith("…") and text.startswith(kept[:-1]))
    assert shortened(kept, room, size) == kept


def test_a_node_stands_to_the_right_of_what_sends_to_it():
    area = Area("FR", "France", tuple(Node(name, name) for name in ("bucket", "cluster", "log")))
    nodes = lay_out(Graph((area,), (Flow("bucket", "cluster", "x"), Flow("cluster", "log", "y")))).nodes
    assert nodes["bucket"].x < nodes["cluster"].x < nodes["log"].x


def test_a_flow_needs_two_ends():
    with pytest.raises(ValueError, match="not drawn: nowhere"):
        Graph((Area("FR", "France", (Node("a", "a"),)),), (Flow("a", "nowhere", "x"),))


def test_areas_that_exchange_most_stand_side_by_side():
    areas = tuple(Area(code, code, (Node(code.lower(), code),)) for code in ("FR", "US", "PL"))
    layout = lay_out(Graph(areas, (Flow("fr", "pl", "weights", 9), Flow("fr", "us", "telemetry"))))
    assert layout.areas["FR"].x < layout.areas["PL"].x < layout.areas["US"].x
