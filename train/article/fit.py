"""Fits a small network with scikit-learn and gives it as plain arrays."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.article.network import Network

Matrix = NDArray[np.float32]


def fit_network(
    inputs: Matrix, labels: Matrix, weights: Matrix, hidden: tuple[int, ...] = (64, 24), epochs: int = 9
) -> Network:
    """A network that tells the labels, trained for a fixed number of epochs with a fixed seed."""
    from sklearn.neural_network import MLPClassifier

    mean = inputs.mean(axis=0)
    scale = np.maximum(inputs.std(axis=0), 0.05)
    model: Any = MLPClassifier(
        hidden, alpha=3e-4, batch_size=512, learning_rate_init=1e-3, max_iter=epochs, random_state=7
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(np.clip((inputs - mean) / scale, -8, 8), labels, sample_weight=weights)
    return Network(
        mean.astype(np.float32),
        scale.astype(np.float32),
        tuple(w.astype(np.float32) for w in model.coefs_),
        tuple(b.astype(np.float32) for b in model.intercepts_),
    )


def arrays_of(network: Network, name: str) -> dict[str, Any]:
    """The arrays of a network under its name, in half precision."""
    arrays: dict[str, Any] = {
        f"{name}_layers": np.array(len(network.weights)),
        f"{name}_mean": network.mean,
        f"{name}_scale": network.scale,
    }
    for place, (weight, bias) in enumerate(zip(network.weights, network.biases, strict=True)):
        arrays[f"{name}_w{place}"] = weight.astype(np.float16)
        arrays[f"{name}_b{place}"] = bias
    return arrays
