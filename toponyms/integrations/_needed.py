"""A library that an integration works in, and what to say where there is none."""

from importlib import import_module

from toponyms.typed import Any


def needed(module: str, extra: str) -> Any:
    """A module of a library that only an integration needs.

    Raises:
        ImportError: it is not installed; the message says how to.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or error.name != module.partition(".")[0]:
            raise
        raise ImportError(
            f"this needs {error.name.replace('_', '-')}: pip install 'toponyms[{extra}]'"
        ) from None
