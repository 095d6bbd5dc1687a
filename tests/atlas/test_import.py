"""Importing the atlas is cheap: the command line does it for ``--help``."""

import subprocess
import sys

PROGRAM = """
import sys
import bailiwick.atlas
import bailiwick.atlas.tables as tables
heavy = {"pulumi", "pydantic", "yaml", "jsonschema", "grpc"} & set(sys.modules)
assert not heavy, heavy
from bailiwick.atlas.regions import read_rows
assert read_rows.cache_info().currsize == 0
"""


def test_importing_reads_no_table_and_nothing_heavy():
    subprocess.run([sys.executable, "-c", PROGRAM], check=True)
