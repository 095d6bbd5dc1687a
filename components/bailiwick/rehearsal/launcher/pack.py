"""Runs a policy pack, unmodified, under its own interpreter.

As the Pulumi CLI does: ``python -m pulumi.policy ENGINE PACK``. This script only
adds that the pack ends when the engine does; see ``end_with_engine``.
"""

import pathlib
import runpy
import sys

from program import HERE, check_sdk, end_with_engine
from speedups import collect_rarely

if __name__ == "__main__":
    end_with_engine()
    check_sdk()
    collect_rarely()
    sys.path[:] = [str(pathlib.Path.cwd()), *(entry for entry in sys.path if entry != HERE)]
    runpy.run_module("pulumi.policy", run_name="__main__", alter_sys=True)
