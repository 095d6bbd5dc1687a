"""Strategies for Pulumi's property values, in wire form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from bailiwick.rehearsal import wire

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

HUSH = "hush-hush"
KEYS = st.text("abcxyz_", min_size=1, max_size=4)
URNS = st.sampled_from([f"urn:pulumi:dev::demo::test:index:Thing::{name}" for name in "abc"])
NUMBERS = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False)
ASSET = "c44067f5952c0a294b673a41bacd8c17"


def plain(leaves: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """Values without special objects."""
    return st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3))


SCALARS = st.none() | st.booleans() | NUMBERS | st.text(max_size=8)
PLAIN = plain(SCALARS)
SECRETS = plain(st.text("abc", max_size=3).map(lambda text: f"{HUSH}{text}"))


def _special(inner: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.one_of(
        st.builds(lambda value: {wire.SIGNATURE: wire.SECRET, "value": value}, inner),
        st.builds(lambda urn, value: {wire.SIGNATURE: wire.RESOURCE, "urn": urn, "id": value}, URNS, inner),
        st.builds(lambda urn: {wire.SIGNATURE: wire.RESOURCE, "urn": urn}, URNS),
        st.builds(lambda value: {wire.SIGNATURE: ASSET, "text": value}, inner),
        st.builds(_output, inner, st.booleans(), st.booleans(), st.lists(URNS, max_size=2)),
    )


def _output(value: Any, known: bool, secret: bool, dependencies: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {wire.SIGNATURE: wire.OUTPUT}
    if known:
        found["value"] = value
    if secret:
        found["secret"] = True
    if dependencies:
        found["dependencies"] = dependencies
    return found


def _nested(leaves: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3) | _special(inner),
        max_leaves=12,
    )


VALUES = _nested(SCALARS | st.just(wire.UNKNOWN))
"""Values with special objects of every kind."""

GUARDED = _nested(
    st.text("abc", max_size=3)
    | st.just(wire.UNKNOWN)
    | SECRETS.map(wire.secret)
    | SECRETS.map(lambda value: {wire.SIGNATURE: wire.OUTPUT, "value": value, "secret": True})
)
"""Values in which the text ``HUSH`` stands in secrets only."""

PROPERTIES = st.dictionaries(KEYS, VALUES, max_size=4)
