"""How long a rehearsal takes, and how it grows.

    python benchmarks/rehearsal.py [--sizes 1,10,100,1000,10000] [--runs 1] [--no-cli]

Rehearses N Scaleway buckets in components of 50, under a pack of 20 resource rules
and one stack rule, each size in a process of its own. Prints wall time, CPU time
(all processes) and peak memory (the largest process, and the sum of the peaks),
the growth exponent between the sizes, and, where a ``pulumi`` CLI with the
Scaleway plugin is on PATH, the same program's ``pulumi preview`` beside it.
"""

import argparse
import math
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

PROGRAM = """
import pulumi
import pulumiverse_scaleway as scaleway

COUNT = int(pulumi.Config().require("count"))


class Shelf(pulumi.ComponentResource):
    def __init__(self, name, first, last):
        super().__init__("benchmark:index:Shelf", name, {"first": first})
        self.names = []
        for place in range(first, last):
            bucket = scaleway.object.Bucket(
                f"bucket-{place}",
                name=f"benchmark-{place}",
                region="fr-par",
                versioning={"enabled": True},
                tags={"shelf": name, "place": str(place)},
                opts=pulumi.ResourceOptions(parent=self),
            )
            self.names.append(bucket.name)
        self.register_outputs({"count": last - first})


for number, first in enumerate(range(0, COUNT, 50)):
    Shelf(f"shelf-{number}", first, min(first + 50, COUNT))
pulumi.export("count", COUNT)
"""
PACK = """
from pulumi_policy import EnforcementLevel, PolicyPack, ResourceValidationPolicy, StackValidationPolicy


def rule(number):
    def check(args, report):
        if args.resource_type == "scaleway:object/bucket:Bucket" and args.props["region"] != "fr-par":
            report(f"rule {number}: outside")

    return ResourceValidationPolicy(f"rule-{number}", "Keeps buckets in Paris.", check)


def count(args, report):
    if len([r for r in args.resources if r.resource_type == "scaleway:object/bucket:Bucket"]) > 1_000_000:
        report("too many buckets")


PolicyPack(
    "benchmark",
    enforcement_level=EnforcementLevel.MANDATORY,
    policies=[*map(rule, range(20)), StackValidationPolicy("count", "Counts.", count)],
)
"""
ENVIRONMENT = {
    "PULUMI_CONFIG_PASSPHRASE": "x",
    "PULUMI_SKIP_UPDATE_CHECK": "true",
    "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
    "SCW_ACCESS_KEY": "SCWXXXXXXXXXXXXXXXXX",
    "SCW_SECRET_KEY": "11111111-1111-1111-1111-111111111111",
    "SCW_DEFAULT_PROJECT_ID": "11111111-1111-1111-1111-111111111111",
}


def write_project(folder: Path, count: int) -> None:
    """The program, its stack and its policy pack."""
    (folder / "pack").mkdir(parents=True)
    (folder / "Pulumi.yaml").write_text("name: benchmark\nruntime: python\n")
    (folder / "Pulumi.dev.yaml").write_text(f'config:\n  benchmark:count: "{count}"\n')
    (folder / "__main__.py").write_text(PROGRAM)
    (folder / "pack" / "PulumiPolicy.yaml").write_text("runtime: python\nversion: 1.0.0\n")
    (folder / "pack" / "__main__.py").write_text(PACK)


class MemoryWatch(threading.Thread):
    """Samples the resident memory of a process and its descendants."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self.done = threading.Event()
        self.total = 0
        self.largest = 0

    def run(self) -> None:
        while not self.done.wait(0.2):
            sizes = [size for size in map(resident, [self._pid, *descendants(self._pid)]) if size]
            self.total = max(self.total, sum(sizes))
            self.largest = max(self.largest, *sizes, 0)


def descendants(pid: int) -> list[int]:
    """All processes below a process (Linux)."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*"):
        try:
            children = (task / "children").read_text().split()
        except OSError:
            continue
        for child in map(int, children):
            found += [child, *descendants(child)]
    return found


def resident(pid: int) -> int:
    """Resident memory in bytes; 0 for a process that is gone."""
    try:
        fields = Path(f"/proc/{pid}/statm").read_text().split()
    except OSError:
        return 0
    return int(fields[1]) * resource.getpagesize()


def measured(command: list[str], folder: Path, env: dict[str, str]) -> tuple[float, float, float, float]:
    """Wall seconds, CPU seconds, and peak memory in MB: largest process, and all processes together."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    watch = MemoryWatch(process.pid)
    watch.start()
    output = process.communicate()[0]
    wall = time.monotonic() - start
    watch.done.set()
    watch.join()
    if process.returncode:
        sys.exit(f"{' '.join(command)} exited with {process.returncode}:\n{output.decode()[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, watch.largest / 1e6, watch.total / 1e6


def environment() -> dict[str, str]:
    """The environment of both contenders; compiled Python is kept between runs, as on anybody's machine."""
    found = {**os.environ, **ENVIRONMENT}
    found.pop("PYTHONDONTWRITEBYTECODE", None)
    return found


def rehearsal(folder: Path) -> tuple[float, float, float, float]:
    """One rehearsal by the command that users run."""
    bailiwick = Path(sys.executable).parent / "bailiwick"
    command = [str(bailiwick), "rehearse", "dev", "--policy-pack", "pack", "--format", "junit"]
    return measured(command, folder, environment())


def preview(folder: Path, *options: str) -> float:
    """Wall seconds of one ``pulumi preview`` of the same program and pack, on an empty file backend."""
    state = folder / "state"
    state.mkdir(exist_ok=True)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = {**environment(), "PATH": path, "PULUMI_BACKEND_URL": f"file://{state}"}
    settings = (folder / "Pulumi.dev.yaml").read_text()
    subprocess.run(["pulumi", "stack", "init", "dev"], cwd=folder, env=env, check=True, capture_output=True)
    (folder / "Pulumi.dev.yaml").write_text(settings)  # `stack init` writes the file anew
    command = ["pulumi", "preview", "--stack", "dev", "--policy-pack", "pack", "--non-interactive", *options]
    return measured(command, folder, env)[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1,10,100,1000,10000")
    parser.add_argument("--runs", type=int, default=1, help="runs per size; the median is printed")
    parser.add_argument("--no-cli", action="store_true", help="do not run a pulumi CLI even where there is one")
    parser.add_argument("--cli-up-to", type=int, default=1000, help="largest size for the CLI")
    options = parser.parse_args()
    with_cli = not options.no_cli and shutil.which("pulumi") is not None
    memory = os.sysconf("SC_PHYS_PAGES") * resource.getpagesize() / 2**30
    print(f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {memory:.0f} GiB, Python {sys.version.split()[0]}")
    print(f"load before: {os.getloadavg()[0]:.2f}; pulumi CLI: {'on PATH' if with_cli else 'none'}\n")
    print("| N | wall s | CPU s | peak MB, largest process | peak MB, all | growth | CLI wall s | ratio |")
    print("|---|---|---|---|---|---|---|---|")
    previous: tuple[int, float] | None = None
    for size in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory(prefix="bailiwick-benchmark-") as name:
            folder = Path(name) / "project"
            write_project(folder, size)
            rows = [rehearsal(folder) for _ in range(options.runs)]
            wall, cpu, largest, total = (statistics.median(column) for column in zip(*rows, strict=True))
            growth = ""
            if previous and size > previous[0]:
                growth = f"{math.log(wall / previous[1]) / math.log(size / previous[0]):.2f}"
            previous = (size, wall)
            cli, ratio = "", ""
            if with_cli and size <= options.cli_up_to:
                seconds = preview(folder)
                cli, ratio = f"{seconds:.1f}", f"{wall / seconds:.2f}"
            print(
                f"| {size:,} | {wall:.2f} | {cpu:.2f} | {largest:.0f} | {total:.0f} | {growth} | {cli} | {ratio} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
