"""Prints the schema."""

import json
import sys

from bailiwick.published import schema

if __name__ == "__main__":
    sys.stdout.write(json.dumps(schema(), indent=2) + "\n")
