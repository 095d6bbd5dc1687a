"""A ranking as JSON; every region of the atlas is in ``options`` or in ``rejections``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bailiwick.boundary import written
from bailiwick.placement.fleet import HOURS_A_MONTH
from bailiwick.placement.overview import overview

if TYPE_CHECKING:
    from bailiwick.atlas.fact import Fact
    from bailiwick.atlas.regions import Site
    from bailiwick.placement.demand import Demand
    from bailiwick.placement.fleet import Fleet
    from bailiwick.placement.verdict import Option, Ranking, Reason, Rejection, Remark


def render_json(ranking: Ranking) -> str:
    """The ranking as JSON with a line break at its end."""
    report = {
        "on": ranking.day.isoformat(),
        "demand": _demand(ranking.demand),
        "options": [_option(item) | (_known(item, ranking) if ranking.demand.bare else {}) for item in ranking.options],
        "rejections": [_rejection(item) for item in ranking.rejections],
    }
    return json.dumps(report, indent=2, ensure_ascii=False) + "\n"


def _demand(demand: Demand) -> dict[str, Any]:
    return {
        "boundary": written(demand.boundary) if demand.boundary else None,
        "accelerators": [{"accelerator": item.name, "count": item.count} for item in demand.fleets],
        "compute": demand.compute,
        "needs": [str(need) for need in demand.needs],
        "providers": sorted(demand.providers) if demand.providers is not None else None,
    }


def _known(option: Option, ranking: Ranking) -> dict[str, Any]:
    known = overview(option.site, ranking.day)
    accelerators = {"kubernetes": list(known.nodes), "instances_only": list(known.instances)}
    products = {product: str(answer) for product, answer in known.products.items()}
    return {"known": {"products": products, "accelerators": accelerators}}


def _option(option: Option) -> dict[str, Any]:
    hourly = option.eur_per_hour
    return {
        **_site(option.site),
        "zones": list(option.zones),
        "eur_per_hour": hourly,
        "eur_per_month": None if hourly is None else round(hourly * HOURS_A_MONTH, 2),
        "fleets": [_fleet(fleet) for fleet in option.fleets],
        "relied_on": [_remark(item) for item in option.relied_on],
        "conditions": [_remark(item) for item in option.conditions],
        "limits": [_remark(item) for item in option.limits],
        "doubts": [_remark(item) for item in option.doubts],
    }


def _fleet(fleet: Fleet) -> dict[str, Any]:
    return {
        "accelerator": fleet.wanted.name,
        "count": fleet.wanted.count,
        "choices": [
            {
                "machine": group.machine.name,
                "nodes": group.nodes,
                "accelerators_per_node": group.machine.accelerators,
                "zones": list(group.zones),
                "eur_per_hour": group.eur_per_hour,
                "note": group.machine.note,
                "fact": _fact(group.machine.fact),
            }
            for group in fleet.choices
        ],
    }


def _rejection(rejection: Rejection) -> dict[str, Any]:
    return {
        **_site(rejection.site),
        "undecided": rejection.undecided,
        "reasons": [_reason(item) for item in rejection.reasons],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "about": reason.about,
        "answer": str(reason.answer),
        "why": reason.why,
        "instead": reason.instead,
        "claim": reason.claim,
        "fact": _fact(reason.fact),
    }


def _remark(remark: Remark) -> dict[str, Any]:
    return {"about": remark.about, "says": remark.says, "fact": _fact(remark.fact)}


def _site(site: Site) -> dict[str, Any]:
    return {"provider": site.provider, "region": site.region, "city": site.city, "country": site.country}


def _fact(fact: Fact | None) -> dict[str, str] | None:
    if fact is None:
        return None
    return {
        "source": fact.source,
        "as_of": fact.as_of.isoformat(),
        "confidence": str(fact.confidence),
        "review_after": fact.review_after.isoformat(),
    }
