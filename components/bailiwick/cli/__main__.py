"""Lets ``python -m bailiwick.cli`` run the command."""

from bailiwick.cli import main

main()
