"""Reading states and texts back from JSON; what is missing or wrong is a ValueError that names it."""

from __future__ import annotations

import datetime
import types
import typing
from collections.abc import Mapping
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from crisis import content

Value = TypeVar("Value")


def read(model: type[Value], data: Any) -> Value:
    """Return a value of one of content's classes from parsed JSON; unknown keys are left out."""
    return typing.cast(Value, _value(model, data, model.__name__))


def _value(kind: Any, data: Any, where: str) -> Any:
    origin = get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        inner = next(item for item in get_args(kind) if item is not type(None))
        return None if data is None else _value(inner, data, where)
    if origin is tuple:
        return _items(get_args(kind), data, where)
    if origin is not None and issubclass(origin, Mapping):
        _expect(data, dict, where)
        return {str(key): _value(get_args(kind)[1], item, f"{where}.{key}") for key, item in data.items()}
    if kind is datetime.datetime:
        return _moment(data, where)
    if hasattr(kind, "__dataclass_fields__"):
        return _record(kind, data, where)
    _expect(data, kind, where)
    return data


def _items(kinds: tuple[Any, ...], data: Any, where: str) -> tuple[Any, ...]:
    _expect(data, list, where)
    if kinds[-1] is Ellipsis:
        return tuple(_value(kinds[0], item, f"{where}[{index}]") for index, item in enumerate(data))
    if len(kinds) != len(data):
        raise ValueError(f"{where}: {len(kinds)} values expected")
    return tuple(
        _value(kind, item, f"{where}[{index}]") for index, (kind, item) in enumerate(zip(kinds, data, strict=True))
    )


def _record(kind: Any, data: Any, where: str) -> Any:
    _expect(data, dict, where)
    hints = get_type_hints(kind, vars(content))
    given = {name: _value(hint, data[name], f"{where}.{name}") for name, hint in hints.items() if name in data}
    try:
        return kind(**given)
    except TypeError as problem:
        raise ValueError(f"{where}: {problem}") from None


def _moment(data: Any, where: str) -> datetime.datetime:
    _expect(data, str, where)
    moment = datetime.datetime.fromisoformat(data)
    if moment.tzinfo is None:
        raise ValueError(f"{where}: a moment without time zone: {data!r}")
    return moment


def _expect(data: Any, kind: type, where: str) -> None:
    if not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
        raise ValueError(f"{where}: {kind.__name__} expected, not {type(data).__name__}")
