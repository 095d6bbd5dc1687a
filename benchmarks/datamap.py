"""What a data map costs: read, checked, compiled and reported, for sizes that grow tenfold.

python benchmarks/datamap.py [--sizes 100,1000,10000] [--runs 3]
"""

import argparse
import gc
import itertools
import math
import os
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from bailiwick.datamap.compiling import compile_map
from bailiwick.datamap.judging import judge
from bailiwick.datamap.reading import read_map
from bailiwick.datamap.situation import Situation
from bailiwick.reporting.page import render_page

TODAY = date(2026, 11, 25)
HEAD = """schema: bailiwick/dataflows/v1
name: benchmark
as_of: 2026-11-23
controller: {party: me, sector: other, ai_risk: limited}
parties:
  - {id: me, name: Me, country: FR, access_from: [FR]}
  - {id: host, name: Host, country: FR, provider: scaleway, access_from: [FR]}
segments:
  - {id: training, countries: [EEA]}
places:
"""
PLACE = """  - id: p{0}
    party: host
    kind: object-storage
    country: FR
    region: fr-par
    segment: training
    resource: r{0}
"""
ELEMENT = """  - id: e{0}
    kind: training-data
    classification: special-category
    personal_data: pseudonymised
    categories: [health]
    subjects: [{{group: patients, residency: [FR]}}]
    origin: {{place: p{1}, collected_in: [FR]}}
    storage: [p{1}, p{2}]
    derived_from: [{3}]
    frameworks: [eu-ai-act, gdpr]
    encryption: {{mode: customer}}
    retention: P2Y
"""
FLOW = """  - id: f{0}
    elements: [e{1}]
    from: p{2}
    to: p{3}
    access: copy
    purpose: training
    legal_basis: 6-1-e
    special_basis: 9-2-h
    transport: {{protocol: https, network: private, tls: "1.3"}}
"""


def written(count: int) -> str:
    """A map of ``count`` elements, five flows each, at fifty places."""
    text = HEAD + "".join(PLACE.format(n) for n in range(50)) + "elements:\n"
    for n in range(count):
        text += ELEMENT.format(n, n % 50, (n + 1) % 50, f"e{n - 1}" if n % 10 else "")
    text += "flows:\n"
    for n in range(5 * count):
        element = n // 5
        text += FLOW.format(n, element, element % 50, (element + 1) % 50)
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="100,1000,10000")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, Python {sys.version.split()[0]}, CPU s of the best run"
    )
    print("| elements | flows | MB | read | check | compile | all | growth | report | MB of it |\n|" + "---|" * 10)
    gc.disable()  # as the command does
    before: tuple[int, float] | None = None
    with tempfile.TemporaryDirectory(prefix="bailiwick-benchmark-") as folder:
        file = Path(folder) / "dataflows.yaml"
        for size in (int(word) for word in options.sizes.split(",")):
            file.write_text(written(size))
            runs = []
            for _ in range(options.runs):
                gc.collect()
                times = [time.process_time()]
                data_map = read_map(file)
                times.append(time.process_time())
                situation = Situation(data_map, TODAY)
                findings = judge(situation)
                times.append(time.process_time())
                compile_map(situation)
                times.append(time.process_time())
                page = render_page(situation, findings, "benchmark")
                times.append(time.process_time())
                runs.append([b - a for a, b in itertools.pairwise(times)])
            *parts, report = min(runs, key=sum)
            whole = sum(parts)
            growth = f"{math.log(whole / before[1]) / math.log(size / before[0]):.2f}" if before else ""
            before = (size, whole)
            row = " | ".join(f"{part:.2f}" for part in (*parts, whole))
            print(
                f"| {size:,} | {5 * size:,} | {file.stat().st_size / 1e6:.1f} | {row} | {growth} | "
                f"{report:.2f} | {len(page.encode()) / 1e6:.1f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
