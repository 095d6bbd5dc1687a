"""Has the policy SDK decode each request once, instead of once for every policy.

The SDK answers a request in a loop over the pack's policies and decodes all
properties anew in each round: about a tenth of a millisecond for each policy and
resource, and again for the stack. Here the loop is turned inside out. A servicer
of the SDK's own, with a single policy, decodes the request; that policy then
asks all policies of the pack. What is said, by which policy and at which level,
goes through the SDK's own functions and does not change.

This leans on functions of the SDK that it does not promise to keep. They are
looked for first, and where one is missing, the SDK serves the pack as it always
did. ``BAILIWICK_PLAIN_SDK=1`` has the same effect. See ``docs/adr/0008-decode-once.md``.
"""

from __future__ import annotations

import inspect
import os
import threading
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from pulumi_policy import EnforcementLevel
from pulumi_policy import policy as sdk
from pulumi_policy.version import VERSION

from bailiwick_policies.adapter import TwoLayerPolicy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bailiwick_policies.adapter import Report

KNOWN: Final = "1.21."
"""The releases of the SDK whose servicer has been read."""
SWITCH: Final = "BAILIWICK_PLAIN_SDK"
_SERVICER: Final = "_PolicyAnalyzerServicer"
_FIRST_PARAMETERS: Final = ["self", "name", "version", "policies", "enforcement_level"]
_FUNCTIONS: Final = (
    "Analyze",
    "AnalyzeStack",
    "Remediate",
    "ConfigureStack",
    "_configure_runtime_settings",
    "_create_report_violation",
    "_get_enforcement_level",
    "_get_policy_config",
)


def decode_once() -> bool:
    """Makes the next policy pack of this process decode each request once, if the SDK allows it.

    Returns:
        whether it does.
    """
    servicer = getattr(sdk, _SERVICER, None)
    if os.environ.get(SWITCH) or servicer is None or not _is_known(servicer):
        return False
    setattr(sdk, _SERVICER, _turned_inside_out(servicer))
    return True


def _is_known(servicer: Any) -> bool:
    parameters = list(inspect.signature(servicer.__init__).parameters)
    return (
        VERSION.startswith(KNOWN)
        and all(callable(getattr(servicer, name, None)) for name in _FUNCTIONS)
        and parameters[: len(_FIRST_PARAMETERS)] == _FIRST_PARAMETERS
    )


class _Everybody(TwoLayerPolicy):
    """The single policy of the servicer that decodes: hands what it is shown to the servicer that asked for it."""

    def __init__(self, ask_all: Any) -> None:
        self._ask_all = ask_all
        super().__init__(name="everybody", description="Asks all policies of the pack.")

    def validate(self, args: Any, report_violation: Report) -> None:
        """Asks all policies."""
        del report_violation
        self._ask_all(args)


class _Configured:
    """The decoded arguments, with one policy's configuration."""

    __slots__ = ("_args", "_configuration")

    def __init__(self, args: Any, configuration: Mapping[str, Any]) -> None:
        self._args = args
        self._configuration = configuration

    def __getattr__(self, name: str) -> Any:
        return getattr(self._args, name)

    def get_config(self) -> Mapping[str, Any]:
        """The configuration of the policy that is being asked."""
        return self._configuration


class _DecodingOnce:
    """Answers for all policies from one decoding. Stands before the SDK's servicer in the order of bases."""

    plain: Any
    """The SDK's servicer."""
    _create_report_violation: Any
    _get_enforcement_level: Any
    _get_policy_config: Any

    def __init__(self, name: str, version: str, policies: list[Any], *rest: Any, **named: Any) -> None:
        self.plain.__init__(self, name, version, policies, *rest, **named)
        self._asked = policies
        self._decoder = self.plain(name, version, [_Everybody(self._ask_all)], EnforcementLevel.MANDATORY)
        # The server answers each request on one thread, and several at a time.
        self._thread = threading.local()

    def Analyze(self, request: Any, context: Any) -> Any:  # noqa: N802 the protocol's name
        """What all policies say about one resource."""
        return self._answered(self._decoder.Analyze, request, context)

    def AnalyzeStack(self, request: Any, context: Any) -> Any:  # noqa: N802
        """What all policies say about the stack."""
        return self._answered(self._decoder.AnalyzeStack, request, context)

    def Remediate(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Nothing, unless a policy is to repair, without decoding what nobody would look at."""
        if any(self._get_enforcement_level(policy) is EnforcementLevel.REMEDIATE for policy in self._asked):
            return self.plain.Remediate(self, request, context)
        return sdk.proto.RemediateResponse()

    def ConfigureStack(self, request: Any, context: Any) -> Any:  # noqa: N802
        """Passes the stack's tags on to the servicer that makes the arguments."""
        self._decoder.ConfigureStack(request, context)
        return self.plain.ConfigureStack(self, request, context)

    def _answered(self, decode: Any, request: Any, context: Any) -> Any:
        self._thread.response = response = sdk.proto.AnalyzeResponse()
        swallowed = decode(request, context)
        if swallowed.diagnostics or swallowed.not_applicable:
            # The SDK made an advisory message of an exception; what was not judged must not pass.
            raise RuntimeError(f"a policy could not judge {getattr(request, 'urn', '') or 'the stack'}: {swallowed}")
        return response

    def _ask_all(self, args: Any) -> None:
        response = self._thread.response
        of_stack = hasattr(args, "resources")
        for policy in self._asked:
            level = self._get_enforcement_level(policy)
            if level is EnforcementLevel.DISABLED:
                continue
            configuration = self._get_policy_config(policy.name)
            shown = args if configuration is None else _Configured(args, configuration)
            judge = policy.validate_stack if of_stack else policy.validate_resource
            judge(shown, partial(self._report, response, policy, level))

    def _report(self, response: Any, policy: Any, level: Any, message: str, urn: str | None = None) -> None:
        if level is EnforcementLevel.REMEDIATE:
            level = EnforcementLevel.MANDATORY  # as the SDK does: what could not be repaired is refused
        told = self._create_report_violation(response, policy.name, policy.description, level, policy.severity)
        told(message, urn)


def _turned_inside_out(servicer: Any) -> Any:
    """A class with the servicer's interface that decodes once."""
    return type("DecodingOnce", (_DecodingOnce, servicer), {"plain": servicer})
