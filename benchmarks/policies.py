"""What judging costs: the core by itself, a state read and judged, the pack's server, and a rehearsal under the pack.

    python benchmarks/policies.py [--sizes 100,1000,10000] [--runs 3] [--rehearsal 1000] [--no-rehearsal]

The rehearsal runs under several packs in turn: one empty rule; the whole pack at the
tier that holds without configuration and at the highest, which finds something wrong
with each of these buckets; and the whole pack served by the policy SDK alone, which
decodes anew for every policy. Where a ``pulumi`` CLI with the Scaleway plugin is on
PATH, ``pulumi preview`` runs under the same packs.
"""

import argparse
import gc
import json
import math
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from google.protobuf import struct_pb2
from pulumi.runtime.proto import analyzer_pb2
from pulumi_policy import EnforcementLevel, ResourceValidationPolicy
from pulumi_policy import policy as sdk
from rehearsal import environment, measured, preview, write_project

from bailiwick.boundary import Boundary, Tier
from bailiwick.estate import Estate, Resource, read_state
from bailiwick_policies import single_decoding
from bailiwick_policies.judgement import judge
from bailiwick_policies.pack import policies
from bailiwick_policies.rules import RULES

TIERS = (Tier.L1, Tier.L3)  # what holds without configuration, and what asks every rule
BUCKET = "scaleway:object/bucket:Bucket"
KUBE, POOL = "ovh:CloudProject/kube:Kube", "ovh:CloudProject/kubeNodePool:KubeNodePool"
PACK = """
from pulumi_policy import EnforcementLevel, PolicyPack
from bailiwick_policies.pack import DESCRIPTION, NAME, policies
from bailiwick_policies.single_decoding import decode_once
{prepare}
PolicyPack(name=NAME, description=DESCRIPTION, policies=policies(), enforcement_level=EnforcementLevel.MANDATORY)
"""
STRICTEST = {"all": "advisory", "boundary": {"name": "fr-l3", "countries": ["FR"], "tier": "L3"}}
EMPTY = """
from pulumi_policy import EnforcementLevel, PolicyPack, ResourceValidationPolicy
PolicyPack("empty", [ResourceValidationPolicy("empty", "Says nothing.", lambda args, report: None)],
           EnforcementLevel.MANDATORY)
"""


def urn_of(token: str, name: str) -> str:
    return f"urn:pulumi:dev::benchmark::{token}::{name}"


def resources(count: int) -> list[Resource]:
    """Buckets, clusters and node pools, a tenth of them abroad."""
    found = []
    for place in range(count):
        abroad = place % 10 == 0
        if place % 3 == 0:
            token, inputs = BUCKET, {"region": "pl-waw" if abroad else "fr-par", "tags": {"shelf": "1"}}
        elif place % 3 == 1:
            token, inputs = KUBE, {"region": "UK1" if abroad else "GRA11", "serviceName": "0123456789"}
        else:
            token, inputs = POOL, {"kubeId": "id", "flavorName": "l40s-90"}
        name = f"r-{place}"
        depends = {"kubeId": (urn_of(KUBE, f"r-{place - 1}"),)} if token == POOL else {}
        provider = urn_of(f"pulumi:providers:{token.partition(':')[0]}", "default")
        found.append(
            Resource(urn_of(token, name), token, name, inputs, {}, provider=provider, property_dependencies=depends)
        )
    return found


def best(action: Callable[[], object], runs: int) -> float:
    """CPU seconds of the quickest run, which a busy machine disturbs least."""
    taken = []
    for _ in range(runs):
        gc.collect()
        start = time.process_time()
        action()
        taken.append(time.process_time() - start)
    return min(taken)


def core(sizes: list[int], runs: int) -> None:
    print("| tier | resources | findings | judge s | us per resource | growth | read and judge a state s | MB |")
    print("|---|---|---|---|---|---|---|---|")
    for tier in TIERS:
        boundary = Boundary.of("benchmark", ["FR"], tier=tier)
        before: tuple[int, float] | None = None
        for size in sizes:
            made = resources(size)
            findings = list(judge(Estate({item.urn: item for item in made}), boundary))
            seconds = best(
                lambda made=made, demand=boundary: list(judge(Estate({item.urn: item for item in made}), demand)), runs
            )
            growth = f"{math.log(seconds / before[1]) / math.log(size / before[0]):.2f}" if before else ""
            before = (size, seconds)
            with tempfile.TemporaryDirectory(prefix="bailiwick-benchmark-") as name:
                file = Path(name) / "state.json"
                file.write_text(json.dumps(state(made), indent=4))
                whole = best(lambda file=file, demand=boundary: list(judge(read_state(file).estate, demand)), runs)
                megabytes = file.stat().st_size / 1e6
            print(
                f"| {tier} | {size:,} | {len(findings):,} | {seconds:.3f} | {seconds * 1e6 / size:.1f} | {growth} "
                f"| {whole:.2f} | {megabytes:.1f} |"
            )


def state(made: list[Resource]) -> dict[str, Any]:
    rows = [
        {
            "urn": item.urn,
            "custom": True,
            "type": item.type,
            "id": item.name,
            "inputs": item.inputs,
            "outputs": item.inputs,
            "provider": f"{item.provider}::id",
            "propertyDependencies": {key: list(urns) for key, urns in item.property_dependencies.items()},
        }
        for item in made
    ]
    return {"version": 3, "deployment": {"resources": rows}}


def struct(properties: dict[str, Any]) -> struct_pb2.Struct:
    made = struct_pb2.Struct()
    made.update(properties)
    return made


def server(count: int, runs: int) -> None:
    """The pack behind its server, without the wire: what the SDK and we do for each resource."""
    provider = analyzer_pb2.AnalyzerProviderResource(
        type="pulumi:providers:scaleway",
        urn=urn_of("pulumi:providers:scaleway", "default"),
        name="default",
        properties=struct({"region": "fr-par", "version": "1.60.0"}),
    )
    asked = []
    for place in range(count):
        properties = {"region": "fr-par", "versioning": {"enabled": True}, "tags": {"shelf": "1", "place": str(place)}}
        name = f"b-{place}"
        asked.append({"type": BUCKET, "urn": urn_of(BUCKET, name), "name": name, "properties": struct(properties)})
    each = [analyzer_pb2.AnalyzeRequest(**one, provider=provider) for one in asked]
    members = [analyzer_pb2.AnalyzerResource(**one, provider=provider) for one in asked]
    stack = analyzer_pb2.AnalyzeStackRequest(resources=members)
    plain = sdk._PolicyAnalyzerServicer  # noqa: SLF001
    assert single_decoding.decode_once(), "the installed policy SDK is not one that is known"
    once = sdk._PolicyAnalyzerServicer  # noqa: SLF001
    empty = ResourceValidationPolicy("empty", "Says nothing.", lambda _args, _report: None)
    print("\n| pack | served by | repair us | resource us | stack us | all us |")
    print("|---|---|---|---|---|---|")
    for label, pack, kind in (
        ("one empty rule", lambda: [empty], plain),
        (f"the whole pack, {len(RULES) + 1} policies", policies, plain),
        (f"the whole pack, {len(RULES) + 1} policies", policies, once),
    ):
        servicer = kind("benchmark", "0.0.1", pack(), EnforcementLevel.MANDATORY)
        parts = [
            best(lambda s=servicer: [s.Remediate(one, None) for one in each], runs),
            best(lambda s=servicer: [s.Analyze(one, None) for one in each], runs),
            best(lambda s=servicer: s.AnalyzeStack(stack, None), runs),
        ]
        row = " | ".join(f"{part * 1e6 / count:.0f}" for part in (*parts, sum(parts)))
        print(f"| {label} | {'one decoding' if kind is once else 'the SDK'} | {row} |", flush=True)


def rehearsals(count: int, runs: int) -> None:
    packs = {
        "one empty rule": (EMPTY, {}),
        "the whole pack, tier L1": (PACK.format(prepare="decode_once()"), {}),
        "the whole pack, tier L3": (PACK.format(prepare="decode_once()"), STRICTEST),
        "the whole pack, tier L1, served by the SDK": (PACK.format(prepare=""), {}),
    }
    with_cli = shutil.which("pulumi") is not None
    taken: dict[str, list[tuple[float, ...]]] = {label: [] for label in packs}
    for _ in range(runs):  # in turn, so that a busy minute touches all of them
        for label, (program, configuration) in packs.items():
            with tempfile.TemporaryDirectory(prefix="bailiwick-benchmark-") as name:
                folder = Path(name) / "project"
                write_project(folder, count)
                (folder / "pack" / "__main__.py").write_text(program)
                command = [str(Path(sys.executable).parent / "bailiwick"), "rehearse", "dev"]
                command += ["--policy-pack", "pack", "--format", "junit"]
                (folder / "configuration.json").write_text(json.dumps(configuration))
                given = ["--policy-pack-config", "configuration.json"] if configuration else []
                both = measured([*command, *given], folder, environment())[:2]
                taken[label].append((*both, preview(folder, *given)) if with_cli else both)
    columns = ["wall s", "CPU s, all processes", *(["`pulumi preview` wall s"] if with_cli else [])]
    print(f"\n| pack, {count:,} resources, median of {runs} | {' | ratio | '.join(columns)} | ratio |")
    print("|---" * (1 + 2 * len(columns)) + "|")
    base: tuple[float, ...] = ()
    for label, found in taken.items():
        medians = tuple(statistics.median(column) for column in zip(*found, strict=True))
        base = base or medians
        cells = " | ".join(f"{it:.2f} | {it / first:.2f}" for it, first in zip(medians, base, strict=True))
        print(f"| {label} | {cells} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="100,1000,10000", help="resources in the estates that the core judges")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--rehearsal", type=int, default=1000, help="resources in the rehearsed program")
    parser.add_argument("--no-rehearsal", action="store_true")
    options = parser.parse_args()
    print(f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, Python {sys.version.split()[0]}, {len(RULES)} rules")
    print(f"load before: {os.getloadavg()[0]:.2f}\n")
    gc.set_threshold(100_000, 20, 20)  # as `bailiwick check` does
    core([int(size) for size in options.sizes.split(",")], options.runs)
    server(1000, options.runs)
    if not options.no_rehearsal:
        rehearsals(options.rehearsal, options.runs)


if __name__ == "__main__":
    main()
