"""Draws who sends what to whom: places in boxes by operator and country, flows between them, as inline SVG.

The picture needs no script and fetches nothing. It knows nothing of data maps or
of sovereignty; what a flow or a country means is told by the classes it is given.
"""

from bailiwick.drawing.graph import Area, Flow, Graph, Node
from bailiwick.drawing.layout import Layout, lay_out
from bailiwick.drawing.svg import STYLE, draw

__all__ = ["STYLE", "Area", "Flow", "Graph", "Layout", "Node", "draw", "lay_out"]
