"""A rehearsal needs no network: it runs where there is none but the loopback interface."""

import json
import shutil
import subprocess

import pytest

from projects import COMMAND, clean_environment, demo

ISOLATED = ("unshare", "--net", "--map-root-user", "sh", "-c", 'ip link set lo up && exec "$@"', "sh")
# Proves to the test that the program saw no way out.
PROGRAM = """\
import socket
try:
    socket.create_connection(("192.0.2.1", 443), timeout=5)
    reachable = "the network is reachable"
except OSError as problem:
    reachable = problem.strerror
Thing("x", network=reachable, routes=len(open("/proc/net/route").readlines()) - 1)
"""


@pytest.fixture(scope="module")
def isolated():
    """The command that runs another one in an empty network namespace."""
    for tool in ("unshare", "ip"):
        if shutil.which(tool) is None:
            pytest.skip(f"this machine has no {tool}")
    probe = subprocess.run([*ISOLATED, "true"], capture_output=True, text=True, check=False)
    if probe.returncode != 0:
        pytest.skip(f"this machine allows no network namespaces: {probe.stderr.strip()}")
    return ISOLATED


def test_a_rehearsal_with_a_policy_pack_runs_without_a_network(isolated, tmp_path):
    project = demo(tmp_path, PROGRAM)
    pack = project.pack(
        "pack", 'PolicyPack("p", [ResourceValidationPolicy("r", "R.", lambda args, report: report(args.name))])\n'
    )
    done = subprocess.run(
        [*isolated, COMMAND, "rehearse", "--policy-pack", pack, "--format", "json"],
        cwd=project.root,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    plan = json.loads(done.stdout)
    (thing,) = [item for item in plan["resources"] if item["name"] == "x"]
    assert thing["inputs"] == {"network": "Network is unreachable", "routes": 0}
    assert thing["verdict"] == "advised"
