"""Which policies the pack consists of."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from bailiwick.estate import Keeping
from bailiwick_policies.adapter import BoundaryPolicy, ExceptionsPolicy, RulePolicy
from bailiwick_policies.rules import RULES
from bailiwick_policies.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bailiwick_policies.rule import Rule

NAME: Final = "bailiwick"
DESCRIPTION: Final = "Refuses what leaves the jurisdiction, on OVHcloud and Scaleway, and what cannot be shown to stay."


def told_by(environment: Mapping[str, str]) -> Keeping:
    """Who keeps the state, as far as the process of a pack can know.

    The engine tells policies nothing about it. ``PULUMI_BACKEND_URL`` outdoes
    everything else, so it is believed; the CLI's ``credentials.json`` is not, because
    a ``Pulumi.yaml`` that policies cannot see may outdo it. The other two variables
    are set by a rehearsal, or by whoever runs the CLI.
    """
    return Keeping(
        backend=environment.get("PULUMI_BACKEND_URL", ""),
        secrets_provider=environment.get("BAILIWICK_SECRETS_PROVIDER"),
        vault=environment.get("VAULT_SERVER_URL", ""),
    )


def policies(rules: Iterable[Rule] = RULES) -> list[Any]:
    """The policies of one process: the one that sets the boundary first, the one that lists exceptions last."""
    session = Session(told_by(os.environ))
    judging = (RulePolicy(rule, place, session) for place, rule in enumerate(rules))
    return [BoundaryPolicy(session), *judging, ExceptionsPolicy(session)]
