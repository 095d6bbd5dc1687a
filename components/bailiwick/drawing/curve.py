"""The way of a flow from node to node, and where on it its label stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bailiwick.drawing.layout import Box

Point = tuple[float, float]
RADIUS: Final = 12
"""Of a label."""
_ASIDE: Final = 7
"""How far from the middle of a node a curve begins and ends, so that there and back are two curves."""
_TRIED: Final = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78, 0.15, 0.85)
_BENDS: Final = (0, -44, 44, -80, 80, -120, 120, -170, 170)
_SAMPLES: Final = 16
_CLEAR: Final = 2


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic Bézier curve."""

    points: tuple[Point, Point, Point, Point]

    @classmethod
    def between(cls, source: Box, target: Box, others: Iterable[Box] = ()) -> Curve:
        """From edge to edge: sideways between columns; within one, down on the right side and up on the left.

        A curve that would run under other nodes, and look as if it ended there, bends until it passes fewest of them.
        """
        (from_x, from_y), (to_x, to_y) = source.middle, target.middle
        if abs(from_x - to_x) < source.width / 2:
            side = 1 if to_y >= from_y else -1
            start, end = from_x + side * source.width / 2, to_x + side * target.width / 2
            bow = side * (26 + min(34.0, abs(from_y - to_y) / 10))
            if source == target:
                from_y, to_y = from_y - _ASIDE, to_y + _ASIDE
            return cls(((start, from_y), (start + bow, from_y), (end + bow, to_y), (end, to_y)))
        side = 1 if to_x > from_x else -1
        from_y, to_y = from_y - side * _ASIDE, to_y - side * _ASIDE
        start, end = from_x + side * source.width / 2, to_x - side * target.width / 2
        reach = side * max(40.0, abs(end - start) / 2)
        left, right = min(start, end), max(start, end)
        crossed = [box for box in others if box.x < right and box.x + box.width > left and box not in (source, target)]
        best, fewest = cls(((start, from_y), (start + reach, from_y), (end - reach, to_y), (end, to_y))), 0
        for bend in _BENDS if crossed else ():
            curve = cls(((start, from_y), (start + reach, from_y + bend), (end - reach, to_y + bend), (end, to_y)))
            hits = curve.hits(crossed)
            if bend == 0 or hits < fewest:
                best, fewest = curve, hits
            if not fewest:
                break
        return best

    def hits(self, boxes: Iterable[Box]) -> int:
        """How many sampled points of the curve lie on boxes."""
        points = [self.at(step / _SAMPLES) for step in range(1, _SAMPLES)]
        return sum(
            box.x - _CLEAR < x < box.x + box.width + _CLEAR and box.y - _CLEAR < y < box.y + box.height + _CLEAR
            for box in boxes
            for x, y in points
        )

    def at(self, part: float) -> Point:
        """The point after a part of the curve, from 0 to 1."""
        rest = 1 - part
        weights = (rest**3, 3 * rest**2 * part, 3 * rest * part**2, part**3)
        x, y = (
            sum(weight * point[axis] for weight, point in zip(weights, self.points, strict=True)) for axis in (0, 1)
        )
        return x, y


class Labels:
    """Finds room for labels: none lies on what is taken, such as a node, or on another one."""

    def __init__(self, taken: Iterable[Box]) -> None:
        self._taken = tuple(taken)
        self._placed: list[Point] = []

    def place(self, curve: Curve) -> Point | None:
        """Where the label of a curve goes, the middle if it is free; None where all of the curve is crowded."""
        for part in _TRIED:
            spot = curve.at(part)
            if self._free(spot):
                self._placed.append(spot)
                return spot
        return None

    def _free(self, spot: Point) -> bool:
        x, y = spot
        reach = RADIUS + _CLEAR
        return not any(
            box.x - reach < x < box.x + box.width + reach and box.y - reach < y < box.y + box.height + reach
            for box in self._taken
        ) and not any((x - a) ** 2 + (y - b) ** 2 < (2 * reach) ** 2 for a, b in self._placed)
