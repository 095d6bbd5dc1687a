"""What importing Bailiwick costs beside importing Pulumi: ``python benchmarks/imports.py``.

Each import runs in a process of its own, in turn, and the fastest of the runs
counts, since whatever else the machine does only ever adds.
"""

from __future__ import annotations

import subprocess
import sys
import time

RUNS = 9
PROGRAMS = {
    "import pulumi": "import pulumi",
    "import bailiwick": "import bailiwick",
    "import pulumi, bailiwick": "import pulumi, bailiwick",
    "all components, no provider": "import bailiwick\nfor name in bailiwick.HOMES: getattr(bailiwick, name)",
    "import pulumiverse_scaleway": "import pulumiverse_scaleway",
}


def seconds(program: str) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-W", "ignore", "-c", program], check=True)
    return time.perf_counter() - begun


def main() -> None:
    fastest = dict.fromkeys(PROGRAMS, float("inf"))
    empty = min(seconds("pass") for _ in range(RUNS))
    for _ in range(RUNS):
        for name, program in PROGRAMS.items():
            fastest[name] = min(fastest[name], seconds(program) - empty)
    base = fastest["import pulumi"]
    print(f"| import (without the interpreter's own {empty * 1000:.0f} ms) | ms | ratio to `import pulumi` |")
    print("|---|---|---|")
    for name, took in fastest.items():
        print(f"| `{name}` | {took * 1000:.0f} | {took / base:.2f} |")


if __name__ == "__main__":
    main()
