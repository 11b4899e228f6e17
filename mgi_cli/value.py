"""The base of all values: frozen, with keyword-only fields, written like a dataclass.

The standard library's dataclasses compile their methods for every class when a program starts, 0.3 ms a class; mgi has
forty of them and lives for a tenth of a second. This base shares one set of methods (docs/decisions/0005-values.md).
"""

from __future__ import annotations

import copyreg
from inspect import get_annotations
from types import MappingProxyType
from typing import Any, ClassVar, Self, dataclass_transform

NOTHING: Any = MappingProxyType({})
"""An empty mapping that nobody can fill, for defaults."""


def _thaw(_: MappingProxyType[Any, Any]) -> str:
    return "NOTHING"


copyreg.pickle(MappingProxyType, _thaw)  # so that values can go from one process to another


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Value:
    """A frozen value. Subclasses declare fields with types and, where they may be left out, immutable defaults."""

    _fields: ClassVar[tuple[str, ...]] = ()
    _defaults: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        """Collect the fields that the class declares, after those it inherits."""
        own = tuple(name for name in get_annotations(cls) if not name.startswith("_"))
        cls._fields = (*cls._fields, *own)
        cls._defaults = {**cls._defaults, **{name: cls.__dict__[name] for name in own if name in cls.__dict__}}

    def __init__(self, **given: Any) -> None:
        """Set the fields; raises ``TypeError`` for one that is missing or that the class does not have."""
        fields = {**self._defaults, **given}
        if fields.keys() != set(self._fields):
            wrong = ", ".join(sorted(fields.keys() ^ set(self._fields)))
            raise TypeError(f"{type(self).__name__}: missing or unknown fields: {wrong}")
        self.__dict__.update(fields)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a value does not change."""
        raise AttributeError(f"{type(self).__name__} is frozen; {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        """Refuse: a value does not change."""
        raise AttributeError(f"{type(self).__name__} is frozen; {name} cannot be deleted")

    def __eq__(self, other: object) -> bool:
        """Return whether ``other`` is of the same class with equal fields."""
        if type(other) is not type(self):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), self._values()))

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._fields)
        return f"{type(self).__name__}({fields})"

    def but(self, **changes: Any) -> Self:
        """Return the same value with some fields changed."""
        return type(self)(**{**dict(zip(self._fields, self._values(), strict=True)), **changes})

    def _values(self) -> tuple[Any, ...]:
        return tuple(self.__dict__[name] for name in self._fields)
