"""Serves the components to programs in any language; Pulumi starts this folder."""

import sys

from pulumi.provider import main

from bailiwick.published import ComponentPackage

if __name__ == "__main__":
    main(ComponentPackage(), sys.argv[1:])
