"""Logistic regression, for the weights that extraction ships with."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.floating[Any]]

_ROUNDS = 30
_DONE = 1e-6
"""A change of weights that is none."""
_TINY = 1e-9
"""What keeps the step solvable where a column says nothing."""


def fit_logistic(rows: Numbers, right: Numbers, penalty: float) -> Numbers:
    """The weights of the columns and, last, what is added always, by Newton's method. `right` has 1 and 0 for each row; the
    penalty is on the squares of the weights, and not on what is added."""
    x = np.hstack([rows, np.ones((len(rows), 1))])
    penalties = np.full(x.shape[1], penalty)
    penalties[-1] = 0.0
    w = np.zeros(x.shape[1])
    for _ in range(_ROUNDS):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - right) + penalties * w
        curvature = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalties + _TINY)
        step = np.linalg.solve(curvature, gradient)
        w -= step
        if np.abs(step).max() < _DONE:
            break
    return w
