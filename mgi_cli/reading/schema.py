"""The judge of shape: a tree against a JSON Schema, and what is wrong in codes and routes instead of English.

A fast validator gives the quick yes; ``jsonschema`` is only imported to say what is wrong. Tests hold that both agree.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from mgi_cli.diagnostic import Diagnostic, first
from mgi_cli.reading import shape
from mgi_cli.text import fold, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jsonschema.exceptions import ValidationError

    from mgi_cli.location import Route
    from mgi_cli.reading.shape import Schema

_PATTERN_CODES = {
    shape.DATE: "bad_date",
    shape.COUNTRY: "bad_country",
    shape.LANGUAGE: "bad_language",
    shape.KEY: "bad_key",
    shape.URL: "bad_url",
    shape.NOT_BLANK: "empty_text",
}


class Judge:
    """A JSON Schema that trees are held against, made ready once for however many."""

    def __init__(self, schema: Schema) -> None:
        """Keep the schema; the validators are made when they are first needed."""
        self._schema = schema
        self._quick: Any = None
        self._explaining: Any = None

    def is_valid(self, tree: Any) -> bool:
        """Return the quick verdict on ``tree``."""
        if self._quick is None:
            import jsonschema_rs  # noqa: PLC0415 - only commands that read a document pay for it

            self._quick = jsonschema_rs.validator_for(self._schema)
        try:
            return bool(self._quick.is_valid(tree))
        except (ValueError, OverflowError):  # numbers that JSON has no word for
            return False

    def check(self, tree: Any) -> tuple[Diagnostic, ...]:
        """Return everything in ``tree`` that is not of the shape of the schema; empty if it is."""
        if self.is_valid(tree):
            return ()
        if self._explaining is None:
            self._explaining = _explaining_kind()(self._schema)
        errors = self._explaining.iter_errors(tree)
        return first(diagnostic for error in errors for diagnostic in _explain(error))


@cache
def _explaining_kind() -> Any:
    """Return the class of validators that say what is wrong; a draft 7 as all our schemas are."""
    from jsonschema import Draft7Validator, validators  # noqa: PLC0415 - 40 ms, and most documents are right

    ours = {"uniqueItems": _unique_items, "additionalProperties": _additional_properties}
    extend: Any = validators.extend  # it has no types
    return extend(Draft7Validator, ours)


def _unique_items(_: Any, wanted: Any, items: Any, __: Schema) -> Iterator[ValidationError]:
    """Hold a list against ``uniqueItems``; that of ``jsonschema`` takes a minute for 100,000 items of several kinds."""
    from jsonschema.exceptions import ValidationError as Error  # noqa: PLC0415 - imported with the validator

    if wanted and isinstance(items, list) and len(set(map(_as_json, items))) < len(items):
        yield Error("")


def _additional_properties(validator: Any, wanted: Any, instance: Any, schema: Schema) -> Iterator[ValidationError]:
    """Hold a mapping against ``additionalProperties`` in its order; that of ``jsonschema`` is another every time."""
    from jsonschema.exceptions import ValidationError as Error  # noqa: PLC0415 - imported with the validator

    if not isinstance(instance, dict):
        return
    more = [key for key in instance if not _has_place(key, schema)]
    if isinstance(wanted, dict):
        for key in more:
            yield from validator.descend(instance[key], wanted, path=key)
    elif more and not wanted:
        yield Error("")


def _has_place(key: str, schema: Schema) -> bool:
    """Return whether a schema says of a key by its name what may stand under it."""
    patterns = schema.get("patternProperties", ())
    return key in schema.get("properties", ()) or any(re.search(pattern, key) for pattern in patterns)


def _as_json(value: Any) -> Any:
    """Return what is equal for two values where JSON Schema calls them equal: 1 and 1.0 are, 1 and true are not."""
    if isinstance(value, dict):
        return "{", frozenset((key, _as_json(item)) for key, item in value.items())
    if isinstance(value, list):
        return "[", tuple(map(_as_json, value))
    return ("?", value) if isinstance(value, bool) else value


def _explain(error: ValidationError) -> Iterator[Diagnostic]:
    route: Route = tuple(error.absolute_path)
    explainer = _EXPLAINERS.get(str(error.validator), _anything_else)
    yield from explainer(error, route)


def _unknown_keys(error: ValidationError, route: Route) -> Iterator[Diagnostic]:
    schema: Any = error.schema
    known = schema.get("properties", {})
    for key in _instance(error):
        if not _has_place(key, schema):
            by_code = route in _BY_CODE
            code = "unknown_indicator" if by_code else "unknown_key"
            params = {"key": key, "known": tuple(known)}
            meant = _same_digits(key, known) if by_code and not key.isalpha() else nearest(key, known)
            yield Diagnostic(code=code, route=(*route, key), at_key=True, params=params, suggestion=meant)


_BY_CODE = (("answers",), ("plan",))


def _same_digits(code: str, known: Iterable[str]) -> str | None:
    """Return the code with the same letters and digits, a label behind it aside; of other codes none is nearer."""
    written = {_letters_and_digits(code), _letters_and_digits(next(iter(code.split()), ""))}
    return next((key for key in known if _letters_and_digits(key) in written), None)


def _letters_and_digits(code: str) -> str:
    """Return what is not punctuation in a code, with one sign for letters and digits that look the same."""
    return "".join(char for char in code.casefold().translate(_LOOK_ALIKES) if char.isalnum())


_LOOK_ALIKES = str.maketrans("oil", "011")


def _missing_key(error: ValidationError, route: Route) -> Iterator[Diagnostic]:
    required: Any = error.validator_value
    for key in required:
        if key not in _instance(error) and f"'{key}' " in error.message:
            yield Diagnostic(code="missing_key", route=route, at_key=True, params={"key": key})


def _wrong_type(error: ValidationError, route: Route) -> Iterator[Diagnostic]:
    wanted: Any = error.validator_value
    expected = wanted if isinstance(wanted, str) else wanted[0]
    if _instance(error) is None:
        yield Diagnostic(code="empty_value", route=route, at_key=True, params={"expected": expected})
        return
    params = {"expected": expected, "found": _kind(_instance(error)), "value": _instance(error)}
    yield Diagnostic(code="wrong_type", route=route, params=params)


def _not_in_list(error: ValidationError, route: Route) -> Iterator[Diagnostic]:
    if not isinstance(_instance(error), str):  # the type is wrong too, and that is said
        return
    choices: Any = error.validator_value
    code = "unknown_status" if route[-1] == "status" else "unknown_value"
    params = {"value": _instance(error), "choices": choices}
    meant = nearest(_instance(error), choices) or _among_its_words(_instance(error), choices)
    yield Diagnostic(code=code, route=route, params=params, suggestion=meant)


def _among_its_words(value: str, choices: Iterable[str]) -> str | None:
    """Return the one choice that stands among the words of a longer text."""
    words = f" {fold(value)} "
    named = [choice for choice in choices if f" {fold(choice)} " in words]
    return named[0] if len(named) == 1 else None


def _wrong_constant(error: ValidationError, route: Route) -> Iterator[Diagnostic]:
    params = {"value": _instance(error), "expected": error.validator_value}
    yield Diagnostic(code="wrong_constant", route=route, params=params)


def _wrong_pattern(error: ValidationError, route: Route) -> Iterator[Diagnostic]:
    code = _PATTERN_CODES.get(str(error.validator_value), "bad_text")
    at_key = "propertyNames" in error.absolute_schema_path
    where = (*route, _instance(error)) if at_key else route
    yield Diagnostic(code=code, route=where, at_key=at_key, params={"value": _instance(error)})


def _out_of_range(error: ValidationError, route: Route) -> Iterator[Diagnostic]:
    params = {"value": _instance(error), "limit": error.validator_value}
    code = "too_large_number" if error.validator == "maximum" else "too_small_number"
    yield Diagnostic(code=code, route=route, params=params)


def _length(error: ValidationError, route: Route) -> Iterator[Diagnostic]:
    code = "too_long" if error.validator == "maxLength" else "empty_list"
    yield Diagnostic(code=code, route=route, params={"limit": error.validator_value, "n": len(_instance(error))})


def _repeated(error: ValidationError, route: Route) -> Iterator[Diagnostic]:
    seen: dict[Any, int] = {}
    for position, item in enumerate(_instance(error)):
        folded = _as_json(item)
        seen[folded] = seen.get(folded, 0) + 1
        if seen[folded] == 2:  # told once, however often it is repeated
            yield Diagnostic(code="repeated_item", route=(*route, position), params={"value": item})


def _anything_else(error: ValidationError, route: Route) -> Iterator[Diagnostic]:
    yield Diagnostic(code="wrong_shape", route=route, params={"message": error.message})


def _instance(error: ValidationError) -> Any:
    """Return the part of the tree that is wrong; the stubs know it less well."""
    return error.instance


_EXPLAINERS = {
    "additionalProperties": _unknown_keys,
    "required": _missing_key,
    "type": _wrong_type,
    "enum": _not_in_list,
    "const": _wrong_constant,
    "pattern": _wrong_pattern,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
    "uniqueItems": _repeated,
    "minItems": _length,
    "maxLength": _length,
}


_KINDS: tuple[tuple[type, str], ...] = (
    (bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"), (list, "array"), (dict, "object"),
)  # fmt: skip


def _kind(value: Any) -> str:
    return next((name for kind, name in _KINDS if isinstance(value, kind)), "null")
