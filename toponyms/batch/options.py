"""The options of a call that goes on: as they were when it began."""

from collections.abc import Iterable, Mapping

from toponyms.typed import Any


def _kept(value: Any) -> Any:
    """A value that its caller cannot change, as far as it is a list, a mapping or an iterator."""
    if isinstance(value, str | tuple):
        return value
    if isinstance(value, Mapping):
        return {key: _kept(one) for key, one in value.items()}
    return [_kept(one) for one in value] if isinstance(value, Iterable) else value


def kept_options(options: dict[str, Any]) -> dict[str, Any]:
    """Options whose lists are copied, and whose iterators are lists."""
    return {name: _kept(value) for name, value in options.items()}
