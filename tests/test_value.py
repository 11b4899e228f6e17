"""Values: frozen, keyword-only, equal by their fields."""

from __future__ import annotations

import pytest

from mgi_cli.value import Value


class Point(Value):
    """A value for the tests."""

    x: int
    y: int = 0


class Named(Point):
    """A value with more fields than the one it extends."""

    name: str


def test_fields_and_defaults() -> None:
    assert (Point(x=1).x, Point(x=1).y) == (1, 0)
    assert Named(x=1, name="a").name == "a"


def test_equality_hash_and_representation() -> None:
    assert Point(x=1) == Point(x=1, y=0)
    assert Point(x=1) != Point(x=2)
    assert Point(x=1) != Named(x=1, name="a")
    assert len({Point(x=1), Point(x=1, y=0)}) == 1
    assert repr(Point(x=1)) == "Point(x=1, y=0)"


@pytest.mark.parametrize("fields", [{}, {"y": 1}, {"x": 1, "z": 2}])
def test_missing_and_unknown_fields_are_refused(fields: dict[str, int]) -> None:
    with pytest.raises(TypeError, match="missing or unknown fields"):
        Point(**fields)


def test_a_value_does_not_change() -> None:
    point = Point(x=1)
    with pytest.raises(AttributeError, match="frozen"):
        point.x = 2  # type: ignore[misc]  # that it is frozen is what is tested
    with pytest.raises(AttributeError, match="frozen"):
        del point.x


def test_but_changes_a_copy() -> None:
    point = Point(x=1)
    assert point.but(y=3) == Point(x=1, y=3)
    assert point == Point(x=1)
