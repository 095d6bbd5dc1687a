"""Invented values have the declared shape."""

from hypothesis import given
from hypothesis import strategies as st

from bailiwick.rehearsal.synthesis import DEEPEST, synthesised
from bailiwick.rehearsal.typedesc import Fields
from deployments import THING, described

NOTHING = Fields({})
SHAPES = st.recursive(
    st.sampled_from(["string", "integer", "number", "boolean"]),
    lambda inner: st.tuples(st.sampled_from(["list", "map"]), inner).map(list),
    max_leaves=4,
)
CHECKS = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: value == 1 and isinstance(value, int),
    "number": lambda value: isinstance(value, float),
    "boolean": lambda value: value is True,
}


def fits(value, shape):
    if isinstance(shape, str):
        return CHECKS[shape](value)
    if shape[0] == "map":
        return value == {}
    return isinstance(value, list) and len(value) == 1 and fits(value[0], shape[1])


@given(SHAPES)
def test_an_invented_value_fits_its_shape(shape):
    assert fits(synthesised(shape, "x", NOTHING), shape)


def test_invented_text_says_where_it_comes_from():
    outputs = described(
        THING,
        outputs={"nodes": ["list", ["class", "Node"]]},
        classes={"Node": {"fields": {"address": "string", "ports": ["list", "integer"], "any": "any"}}},
    ).outputs

    assert synthesised(outputs.fields["nodes"], "pool-nodes", outputs) == [
        {"address": "pool-nodes-0-address", "ports": [1], "any": "pool-nodes-0-any"}
    ]


def test_a_class_without_a_description_is_empty():
    assert synthesised(["class", "Elsewhere"], "x", NOTHING) == {}


def test_a_class_that_holds_itself_ends():
    outputs = described(THING, outputs={}, classes={"Tree": {"fields": {"left": ["class", "Tree"]}}}).outputs

    value, depth = synthesised(["class", "Tree"], "x", outputs), 0
    while value is not None:
        value, depth = value["left"], depth + 1

    assert depth == DEEPEST + 1
