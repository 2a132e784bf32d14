"""Small faults that may be planted in a module, and a sample of them.

A *mutant* is a module with one change: a comparison, an operator, a number, a condition, a
statement, a bound of a slice, or an element of a set or of a tuple of rules is replaced or left
out.

Which mutants are drawn depends on their function and change and not on their line, so that most of
a sample stays as the package grows.
"""

import ast
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import CodeType
from typing import Any, Final, NamedTuple

_PAIRS: Final[tuple[tuple[Any, Any], ...]] = (
    *((ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.Is, ast.IsNot)),
    *((ast.In, ast.NotIn), (ast.And, ast.Or), (ast.Add, ast.Sub), (ast.BitAnd, ast.BitOr)),
    *((ast.Div, ast.Mult), (ast.FloorDiv, ast.Mult)),
)
OPERATORS: Final = {other: one for one, other in _PAIRS} | dict(_PAIRS)
"""Operator to the one that replaces it."""


class Mutant(NamedTuple):
    """A change that is not made yet."""

    path: Path
    function: str
    line: int
    change: str
    tree: ast.Module
    """The syntax tree of the module, shared by all its mutants."""
    parent: ast.AST
    field: str
    position: int | None
    """Index in the field, if that is a list."""
    new: ast.AST

    def plant(self) -> CodeType:
        """The code of the module with the change. It stays: a process can plant one mutant only."""
        if self.position is None:
            setattr(self.parent, self.field, self.new)
        else:
            getattr(self.parent, self.field)[self.position] = self.new
        return compile(ast.fix_missing_locations(self.tree), self.path, "exec")


class _Where(NamedTuple):
    """What is around a node."""

    function: str = ""
    returned: bool = False
    """Inside a statement that returns, whose strings are answers."""
    table: bool = False
    """Inside an assignment at the top of the module."""

    def below(self, node: ast.AST) -> "_Where":
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                return _Where(f"{self.function}.{name}".strip("."))
            case ast.Assign() | ast.AnnAssign():
                return self._replace(table=not self.function)
            case ast.Return():
                return self._replace(returned=True)
            case ast.JoinedStr():
                return self._replace(returned=False)
            case ast.Lambda():
                return self._replace(table=False)
        return self


def _others(node: Any, where: _Where) -> Iterator[ast.AST]:
    """What may stand in a node's place."""
    yield from _other_operators(node)
    yield from _other_values(node, where)
    yield from _less(node, where)


def _other_operators(node: Any) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left, ops, comparators):
            for index, op in enumerate(ops):
                swapped = [*ops[:index], OPERATORS[type(op)](), *ops[index + 1 :]]
                yield ast.Compare(left, swapped, comparators)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(OPERATORS[type(op)](), values)
        case ast.BinOp(left, op, right) if type(op) in OPERATORS:
            yield ast.BinOp(left, OPERATORS[type(op)](), right)
        case ast.AugAssign(target, op, value) if type(op) in OPERATORS:
            yield ast.AugAssign(target, OPERATORS[type(op)](), value)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand


def _other_values(node: Any, where: _Where) -> Iterator[ast.AST]:
    match node:
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() | float() as value):
            yield ast.Constant(value + 1)
        case ast.Constant(str() as value) if where.returned and value:
            yield ast.Constant("")


def _less(node: Any, where: _Where) -> Iterator[ast.AST]:
    """A statement that does nothing, a slice without a bound, a table without one of its items."""
    match node:
        case ast.Return() | ast.Continue() | ast.Break():
            yield ast.Pass()
        case ast.Slice(lower, upper, step):
            if lower:
                yield ast.Slice(None, upper, step)
            if upper:
                yield ast.Slice(lower, None, step)
        case ast.Set(elements) if where.table and len(elements) > 1:
            for index in range(len(elements)):
                yield ast.Set(elements[:index] + elements[index + 1 :])
        case ast.Tuple(elements) if where.table and len(elements) > 1:
            if not all(isinstance(element, ast.Constant) for element in elements):  # of rules
                for index in range(len(elements)):
                    yield ast.Tuple(elements[:index] + elements[index + 1 :], ast.Load())


def _decided(parent: ast.AST, field: str) -> tuple[bool, ...]:
    """The constants that a condition may be replaced by."""
    if field not in ("test", "ifs") or isinstance(parent, ast.Assert):
        return ()
    return (False,) if isinstance(parent, ast.While) else (True, False)


def _unseen(parent: ast.AST, field: str, child: ast.AST) -> bool:
    """True for what changes no answer: annotations of types, and sizes of caches."""
    size = isinstance(child, ast.keyword) and child.arg == "maxsize"
    alias = isinstance(parent, ast.Subscript) and ast.unparse(parent.value) == "Literal"
    return size or alias or field in ("annotation", "returns")


def _plain(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())


def mutants(path: Path) -> Iterator[Mutant]:
    """All mutants of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))

    def inside(parent: ast.AST, where: _Where) -> Iterator[Mutant]:
        for field, value in ast.iter_fields(parent):
            for index, child in enumerate(value if isinstance(value, list) else [value]):
                if not isinstance(child, ast.AST) or _unseen(parent, field, child):
                    continue
                line = getattr(child, "lineno", 0)
                position = index if isinstance(value, list) else None
                for new in (*map(ast.Constant, _decided(parent, field)), *_others(child, where)):
                    change = f"{_plain(child)} -> {_plain(new)}"
                    place = tree, parent, field, position
                    yield Mutant(path, where.function, line, change, *place, new)
                yield from inside(child, where.below(child))

    return inside(tree, _Where())


def drawn(paths: Sequence[Path], number: int, seed: int) -> list[Mutant]:
    """A sample of the mutants of modules, in the order of their lines."""
    ranked: list[tuple[str, Mutant]] = []
    for path in paths:
        seen: Counter[tuple[str, str]] = Counter()
        for mutant in mutants(path):
            what = mutant.function, mutant.change
            seen[what] += 1
            key = "\t".join((str(seed), path.as_posix(), *what, str(seen[what])))
            ranked.append((hashlib.sha256(key.encode()).hexdigest(), mutant))
    chosen = [mutant for _, mutant in sorted(ranked, key=lambda pair: pair[0])[:number]]
    return sorted(chosen, key=lambda mutant: (mutant.path, mutant.line, mutant.change))
