from collections.abc import Iterator

import pulumi
import pytest
from pydantic import Field

from bailiwick.contract import ArgumentsError, ArgumentsSpec, Given, Problem, dotted, parse_arguments
from bailiwick.errors import ConfigurationError


class Wheel(ArgumentsSpec):
    spokes: int = Field(ge=1)
    tyre: str = "tubeless"


class Bicycle(ArgumentsSpec):
    colour: str
    wheels: tuple[Wheel, ...] = Field(min_length=1)

    @classmethod
    def inconsistencies(cls, given: Given) -> Iterator[Problem]:
        for wheel in given.each("wheels"):
            if wheel.text("tyre") == given.text("colour"):
                yield wheel.problem("tyre", "is a colour", got=wheel.text("tyre") or "")


def places(error: ArgumentsError) -> list[str]:
    return [diagnostic.where for diagnostic in error.diagnostics()]


def parsed(values):
    return parse_arguments(Bicycle, values, component='Bicycle "mine"')


def test_good_arguments_become_an_immutable_specification():
    bicycle = parsed({"colour": "red", "wheels": [{"spokes": 28.0}]})
    assert bicycle.wheels[0].spokes == 28
    assert bicycle.as_props() == {"colour": "red", "wheels": ({"spokes": 28, "tyre": "tubeless"},)}
    with pytest.raises(ValueError, match="frozen"):
        bicycle.colour = "blue"


def test_structure_and_sense_are_told_together():
    with pytest.raises(ArgumentsError) as caught:
        parsed({"colour": "tubeless", "wheels": [{"spokes": 0}, {"spoks": 1}], "bell": True})
    assert places(caught.value) == [
        'Bicycle "mine": wheels[0].spokes',
        'Bicycle "mine": wheels[1].spokes',
        'Bicycle "mine": wheels[1].spoks',
        'Bicycle "mine": bell',
        'Bicycle "mine": wheels[0].tyre',
        'Bicycle "mine": wheels[1].tyre',
    ]


def test_the_error_ends_a_pulumi_program_and_a_command_without_traceback():
    with pytest.raises(ArgumentsError) as caught:
        parsed({})
    assert isinstance(caught.value, pulumi.RunError)
    assert isinstance(caught.value, ConfigurationError)


def test_what_is_no_mapping_is_told_without_a_path():
    with pytest.raises(ArgumentsError, match='Bicycle "mine": is not valid: got 5'):
        parsed(5)


def test_a_long_value_is_cut():
    with pytest.raises(ArgumentsError) as caught:
        parsed({"colour": ["long"] * 100, "wheels": [{"spokes": 1}]})
    assert caught.value.diagnostics()[0].got.endswith("...")


@pytest.mark.parametrize(
    ("trail", "text"), [((), ""), (("a",), "a"), (("a", 0, "b"), "a[0].b"), (("a", 0, 1), "a[0][1]")]
)
def test_a_trail_is_written_as_people_do(trail, text):
    assert dotted(trail) == text
