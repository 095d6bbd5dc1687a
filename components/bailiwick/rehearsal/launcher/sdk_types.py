"""What the SDK's classes say about the inputs and outputs of a resource type.

A description is JSON: ``{"fields": {wire name: shape}, "required": [...],
"classes": {name: {"fields": ..., "required": ...}}}``. A shape is ``"string"``,
``"integer"``, ``"number"``, ``"boolean"``, ``"any"``, ``["list", shape]``,
``["map", shape]`` or ``["class", name]``; classes may refer to each other.

The functions used of ``pulumi._types`` are private; this module is the only
place that knows them, and returns None when they are not as expected.
"""

import collections.abc
import enum
import functools
import inspect
import typing

import pulumi
from pulumi import _types

SCALARS = {str: "string", int: "integer", float: "number", bool: "boolean"}


def or_nothing(describe):
    """Makes a description None where private functions of another release are not as expected.

    No description is better than no rehearsal.
    """

    @functools.wraps(describe)
    def described(cls):
        try:
            return describe(cls)
        except Exception:  # noqa: BLE001 whatever another release does
            return None

    return described


@or_nothing
def describe_inputs(args_class):
    """The description of an ``Args`` class; None when a resource has none."""
    if args_class is None or not _types.is_input_type(args_class):
        return None
    return _describe(args_class, _types.input_type_types, _types.is_input_type)


@or_nothing
def describe_outputs(resource_class):
    """The description of a resource class's outputs."""
    return _describe(resource_class, _types.resource_types, _types.is_output_type)


def _describe(root, types_of, is_nested):
    classes = {}
    return {**_class_shape(root, types_of, is_nested, classes), "classes": classes}


def _class_shape(cls, types_of, is_nested, classes):
    fields = {}
    for name, annotation in types_of(cls).items():
        fields[name] = _shape(annotation, is_nested, classes)
    return {"fields": fields, "required": _required(cls)}


def _required(cls):
    """Wire names of the constructor's parameters that have no default."""
    if not _types.is_input_type(cls):
        return []
    names = _types.input_type_py_to_pulumi_names(cls)
    parameters = inspect.signature(cls.__init__).parameters
    return [
        names[name]
        for name, parameter in parameters.items()
        if name in names and parameter.default is inspect.Parameter.empty
    ]


def _shape(annotation, is_nested, classes):
    annotation = _innermost(annotation)
    if annotation in SCALARS:
        return SCALARS[annotation]
    origin = typing.get_origin(annotation)
    parameters = typing.get_args(annotation)
    if origin in (list, collections.abc.Sequence):
        return ["list", _shape(parameters[0], is_nested, classes)] if parameters else ["list", "any"]
    if origin in (dict, collections.abc.Mapping):
        return ["map", _shape(parameters[1], is_nested, classes)] if parameters else ["map", "any"]
    if inspect.isclass(annotation):
        if issubclass(annotation, enum.Enum):
            return SCALARS.get(next((base for base in SCALARS if issubclass(annotation, base)), None), "any")
        if is_nested(annotation):
            return _nested(annotation, is_nested, classes)
    return "any"


def _nested(cls, is_nested, classes):
    name = f"{cls.__module__}.{cls.__qualname__}"
    if name not in classes:
        classes[name] = None  # a class may hold itself
        types_of = _types.input_type_types if _types.is_input_type(cls) else _types.output_type_types
        classes[name] = _class_shape(cls, types_of, is_nested, classes)
    return ["class", name]


def _innermost(annotation):
    """The annotation without Input, Output, Optional, Awaitable and the ``ArgsDict`` twin of a class."""
    if typing.get_origin(annotation) is pulumi.Output:
        return _innermost(typing.get_args(annotation)[0])
    if not _types._is_union_type(annotation):
        return annotation
    members = []
    for member in typing.get_args(annotation):
        # A nested Input carries Awaitable[T] and Output[None] beside T.
        wrapped = typing.get_origin(member) in (collections.abc.Awaitable, pulumi.Output)
        if member is type(None) or wrapped or typing.is_typeddict(member):
            continue
        inner = _innermost(member)
        if inner not in members:
            members.append(inner)
    classes = [member for member in members if inspect.isclass(member) and _types.is_input_type(member)]
    if len(classes) == 1 and all(member in classes or _is_mapping(member) for member in members):
        return classes[0]
    enums = [member for member in members if inspect.isclass(member) and issubclass(member, enum.Enum)]
    if len(enums) == 1 and len(members) == 2:
        return next(member for member in members if member not in enums)
    return members[0] if len(members) == 1 else typing.Any


def _is_mapping(member):
    return member is dict or typing.get_origin(member) in (dict, collections.abc.Mapping)
