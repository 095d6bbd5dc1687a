"""Rules and the estate know nothing of Pulumi, so that the command line judges without it."""

import subprocess
import sys

PROGRAM = """
import sys
import bailiwick_policies.judgement
loaded = {name.partition(".")[0] for name in sys.modules}
assert not loaded & {"pulumi", "pulumi_policy", "pulumi_ovh", "pulumiverse_scaleway", "grpc", "pydantic"}, loaded
"""


def test_judging_needs_no_pulumi():
    subprocess.run([sys.executable, "-c", PROGRAM], check=True)
