"""Numbers that know how they hang on others: the slopes of a weight in one evaluation.

A `Dual` is a float that carries its derivatives by the logarithms of named numbers (forward-mode
automatic differentiation: A. Griewank, A. Walther, Evaluating Derivatives, 2008). The rules of the
matcher multiply, add and take powers of the numbers that they are given and ask no more of them
than that they are floats, so a fit gives them these and reads the slopes off the weight.
"""

import math
from collections.abc import Mapping


class Dual(float):
    """A number with its slopes by the logarithms of others; what does not count has none."""

    slopes: Mapping[str, float]

    def __new__(cls, value: float, slopes: Mapping[str, float] | None = None) -> "Dual":
        """A number.

        Args:
            value: of it.
            slopes: its derivatives by the logarithms of the numbers that it hangs on, by name.
        """
        made = super().__new__(cls, value)
        made.slopes = slopes or {}
        return made

    @classmethod
    def named(cls, name: str, value: float) -> "Dual":
        """One of the numbers that others are to be derived by."""
        return cls(value, {name: value})

    def __add__(self, other: float) -> "Dual":
        return Dual(float(self) + float(other), _sum(slopes_of(self), 1.0, slopes_of(other), 1.0))

    __radd__ = __add__

    def __sub__(self, other: float) -> "Dual":
        return self + -1.0 * other

    def __rsub__(self, other: float) -> "Dual":
        return -1.0 * self + other

    def __mul__(self, other: float) -> "Dual":
        one, two = float(self), float(other)
        return Dual(one * two, _sum(slopes_of(self), two, slopes_of(other), one))

    __rmul__ = __mul__

    def __truediv__(self, other: float) -> "Dual":
        inverse: float = other**-1.0
        return self * inverse

    def __rtruediv__(self, other: float) -> "Dual":
        inverse: Dual = self**-1.0
        return inverse * other

    def __pow__(self, power: float) -> "Dual":  # type: ignore[override]
        base, exponent = float(self), float(power)
        value = base**exponent
        own = exponent * base ** (exponent - 1.0) if base else 0.0
        by_power = value * math.log(base) if base > 0.0 else 0.0
        return Dual(value, _sum(slopes_of(self), own, slopes_of(power), by_power))

    def __rpow__(self, base: float) -> "Dual":  # type: ignore[override]
        return Dual(base) ** self


def slopes_of(number: float) -> Mapping[str, float]:
    """The slopes of a number; those of one that hangs on nothing are none."""
    return number.slopes if isinstance(number, Dual) else {}


def _sum(
    one: Mapping[str, float], times: float, other: Mapping[str, float], by: float
) -> dict[str, float]:
    """Two sets of slopes, each times a factor, added up."""
    total = {name: slope * times for name, slope in one.items()}
    for name, slope in other.items():
        total[name] = total.get(name, 0.0) + slope * by
    return total
