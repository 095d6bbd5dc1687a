"""The tables of arguments and outputs on the components' pages, written from the docstrings that editors show.

``python -m bailiwick.component_pages docs/components`` rewrites them between their markers.
"""

import importlib
import inspect
import re
import sys
import typing
from pathlib import Path

from bailiwick.platform.schema import documented

_TABLE = re.compile(r"(<!-- table: (\w+)\.(\w+) -->\n).*?(<!-- end of table -->)", re.DOTALL)


def rewritten(page: str) -> str:
    """The page with every table between ``<!-- table: HOME.CLASS -->`` and its end as the code has it now."""
    return _TABLE.sub(lambda found: f"{found[1]}\n{_table(found[2], found[3])}\n{found[4]}", page)


def tables_of(page: str) -> set[str]:
    """The classes of which the page has a table, as ``HOME.CLASS``."""
    return {f"{found[2]}.{found[3]}" for found in _TABLE.finditer(page)}


def _table(home: str, name: str) -> str:
    described = getattr(importlib.import_module(f"bailiwick.{home}"), name)
    texts = documented(importlib.import_module(described.__module__))[name]
    if not typing.is_typeddict(described):
        rows = [f"| `{field}` | {_plain(text)} |" for field, text in texts.items() if field]
        return "\n".join(["| output | |", "| --- | --- |", *rows, ""])
    required = described.__required_keys__
    rows = [
        f"| `{field}` | {'required' if field in required else ''} | {_plain(texts[field])} |"
        for field in inspect.get_annotations(described)
    ]
    return "\n".join(["| argument | | |", "| --- | --- | --- |", *rows, ""])


def _plain(text: str) -> str:
    return " ".join(text.split()).replace("``", "`").replace("|", "\\|")


if __name__ == "__main__":
    for file in sorted(Path(sys.argv[1]).glob("*.md")):
        file.write_text(rewritten(file.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
