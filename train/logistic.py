"""A ridge logistic regression, for the few numbers of the relevance test and of the skim."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def fit_logistic(features: Matrix, truth: Matrix) -> Matrix:
    """Weights of a ridge logistic regression, the bias last; features: (n, n_features), truth: (n,)."""
    centre, spread = features.mean(0), features.std(0) + 1e-6
    scaled = np.c_[(features - centre) / spread, np.ones(len(features))]
    weights = np.zeros(scaled.shape[1])
    for _ in range(4000):
        slope = scaled.T @ (1 / (1 + np.exp(-scaled @ weights)) - truth) / len(truth)
        weights -= 0.5 * (slope + 0.01 * np.r_[weights[:-1], 0])
    raw = weights[:-1] / spread
    found: Matrix = np.r_[raw, weights[-1] - (raw * centre).sum()]
    return found
