"""URNs are made and taken apart by Pulumi's rules."""

from hypothesis import given
from hypothesis import strategies as st

from bailiwick.rehearsal import urns

STACK = urns.make_urn("dev", "demo", "", urns.STACK_TYPE, "demo-dev")
TYPES = st.from_regex(r"[a-z]{1,4}:[a-z]{1,4}/[a-z]{1,4}:[A-Z][a-z]{0,4}", fullmatch=True)
NAMES = st.text(min_size=1, max_size=8)


def test_a_resource_of_the_stack_does_not_carry_the_stacks_type():
    assert STACK == "urn:pulumi:dev::demo::pulumi:pulumi:Stack::demo-dev"
    assert urns.make_urn("dev", "demo", STACK, "a:b:C", "x") == "urn:pulumi:dev::demo::a:b:C::x"


def test_a_component_passes_its_types_on():
    outer = urns.make_urn("dev", "demo", STACK, "a:b:Outer", "o")
    inner = urns.make_urn("dev", "demo", outer, "a:b:Inner", "i")

    assert urns.make_urn("dev", "demo", inner, "a:b:C", "x") == ("urn:pulumi:dev::demo::a:b:Outer$a:b:Inner$a:b:C::x")


@given(st.lists(st.tuples(TYPES, NAMES), min_size=1, max_size=4))
def test_a_urn_gives_back_what_it_was_made_of(chain):
    parent = STACK
    for type_, name in chain:
        parent = urns.make_urn("dev", "demo", parent, type_, name)

    assert urns.type_of(parent) == chain[-1][0]
    assert urns.name_of(parent) == chain[-1][1]
    assert urns.qualified_type_of(parent) == "$".join(type_ for type_, _ in chain)


def test_the_package_of_a_provider_is_the_one_that_it_provides():
    assert urns.package_of("pulumi:providers:scaleway") == "scaleway"
    assert urns.package_of("scaleway:object/bucket:Bucket") == "scaleway"
    assert urns.is_provider("pulumi:providers:scaleway")
    assert not urns.is_provider(urns.STACK_TYPE)


@given(NAMES, st.text(max_size=8).filter(lambda text: ":" not in text))
def test_a_provider_reference_is_a_urn_and_an_id(name, identifier):
    urn = urns.make_urn("dev", "demo", "", "pulumi:providers:ovh", name.rstrip(":") + "x")

    assert urns.split_reference(f"{urn}::{identifier}") == (urn, identifier)
