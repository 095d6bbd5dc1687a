"""Reads the arguments of a component and tells everything that is wrong with them at once."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar, cast

import pulumi
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from bailiwick.contract.given import Given, Problem, Trail, dotted, nested_model
from bailiwick.errors import ConfigurationError, Diagnostic, nearest

LONGEST_ECHO = 80
"""Characters of an offending value that are repeated in an error."""


class ArgumentsError(ConfigurationError, pulumi.RunError):
    """Arguments that cannot be honoured; no resource was registered.

    Being a ``pulumi.RunError`` too, it ends a Pulumi program with its message and
    without a traceback.
    """


class ArgumentsSpec(BaseModel):
    """Base of all specifications: arguments that have been checked, immutable, with no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    @classmethod
    def inconsistencies(cls, given: Given) -> Iterator[Problem]:  # noqa: ARG003 - specifications override this
        """What is wrong although every value has the right type."""
        yield from ()

    @classmethod
    def missing(cls, trail: Trail, given: Given) -> Problem:  # noqa: ARG003 - specifications override this
        """What to say of a required argument that was left out."""
        return Problem(trail, "is missing", next_step=f"add {dotted(trail[-1:])}")

    def as_props(self) -> dict[str, Any]:
        """The checked plain arguments, defaults filled in, as the inputs that a policy sees on the component."""
        return self.model_dump(exclude_none=True)

    def as_arguments(self) -> dict[str, Any]:
        """The checked arguments again, ids of other resources included, to hand them on to another component."""
        fields = {field: getattr(self, field) for field in type(self).model_fields}
        return {field: _as_argument(value) for field, value in fields.items() if value is not None}


def _as_argument(value: Any) -> Any:
    if isinstance(value, ArgumentsSpec):
        return value.as_arguments()
    return [_as_argument(item) for item in value] if isinstance(value, tuple) else value


SpecT = TypeVar("SpecT", bound=ArgumentsSpec)


def parse_arguments(
    spec: type[SpecT],
    args: Mapping[str, Any],
    *,
    component: str,
    where: Callable[[Trail], str] | None = None,
) -> SpecT:
    """The arguments as ``spec`` promises them.

    Args:
        spec: what the arguments must satisfy.
        args: what the caller gave; any mapping, for a component called from another language receives a plain one.
        component: what the arguments are for, e.g. ``LocalKms "letters-key"``.
        where: tells the place of an argument; by default its dotted path after the component.

    Raises:
        ArgumentsError: with one diagnostic for every problem found.
    """
    problems: list[Problem] = []
    parsed: SpecT | None = None
    try:
        parsed = spec.model_validate(args)
    except ValidationError as error:
        problems += [_explained(detail, spec, args) for detail in _meant(error.errors())]
    malformed = {problem.trail for problem in problems}
    if isinstance(args, Mapping):
        problems += [found for found in spec.inconsistencies(Given(args, spec)) if not _lies_in(found.trail, malformed)]
    if problems:
        tell = where or (lambda trail: f"{component}: {dotted(trail)}" if trail else component)
        raise ArgumentsError(*(_diagnostic(problem, tell) for problem in problems))
    return cast("SpecT", parsed)


def _lies_in(trail: Trail, malformed: set[Trail]) -> bool:
    """Whether the value at ``trail``, or something that it is part of, has been complained of already."""
    return any(trail[:length] in malformed for length in range(1, len(trail) + 1))


def _diagnostic(problem: Problem, where: Callable[[Trail], str]) -> Diagnostic:
    return Diagnostic(
        problem.problem,
        where=where(problem.trail),
        got=problem.got,
        expected=problem.expected,
        nearest=problem.nearest,
        next_step=problem.next_step,
    )


def _meant(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without the complaint that a list is too short, where it only became so by the items complained of."""
    trails = [detail["loc"] for detail in details]
    return [
        detail
        for detail in details
        if detail["type"] != "too_short"
        or not any(len(trail) > len(detail["loc"]) and trail[: len(detail["loc"])] == detail["loc"] for trail in trails)
    ]


def _explained(detail: ErrorDetails, spec: type[ArgumentsSpec], args: Mapping[str, Any]) -> Problem:
    """A complaint of pydantic in our words."""
    trail = tuple(detail["loc"])
    context = detail.get("ctx", {})
    if isinstance(detail["input"], pulumi.Output):
        return Problem(trail, "is the output of a resource", expected="a plain value, for policies judge it in preview")
    match detail["type"]:
        case "missing":
            return spec.missing(trail, Given(args, spec))
        case "extra_forbidden":
            fields = sorted(_model_at(spec, trail[:-1]).model_fields)
            close = nearest(str(trail[-1]), fields)
            return Problem(trail, "is not an argument", expected=f"one of {', '.join(fields)}", nearest=close)
        case "refused":
            return Problem(trail, **({"got": _echo(detail["input"])} | context))
        case "too_short":
            return Problem(trail, "is empty", expected=f"at least {context['min_length']}")
        case _:
            return Problem(trail, "is not valid", got=_echo(detail["input"]), expected=_expected(detail, spec))


def _expected(detail: ErrorDetails, spec: type[BaseModel]) -> str:
    if detail["type"] == "model_type":
        return f"a mapping of {', '.join(sorted(_model_at(spec, tuple(detail['loc'])).model_fields))}"
    return detail["msg"].removeprefix("Input should be ").removeprefix("Value error, ")


def _model_at(spec: type[BaseModel], trail: Trail) -> type[BaseModel]:
    for step in trail:
        if isinstance(step, str):
            spec = nested_model(spec.model_fields[step].annotation) or spec
    return spec


def _echo(value: object) -> str:
    text = repr(value)
    return text if len(text) <= LONGEST_ECHO else f"{text[: LONGEST_ECHO - 3]}..."
