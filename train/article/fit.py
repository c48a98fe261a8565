"""Fits a small network with scikit-learn and gives it as plain arrays."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.article.network import Network

Matrix = NDArray[np.float32]
# scikit-learn divides it by the batch: 1.0 keeps the networks from learning single pages by heart
# (log loss on held-out hosts 0.161 -> 0.145 for the gaps of damaged text).
WEIGHT_DECAY = 1.0


def fit_network(
    inputs: Matrix,
    labels: Matrix,
    weights: Matrix,
    hidden: tuple[int, ...] = (48, 20),
    epochs: int = 8,
    n_networks: int = 2,
) -> Network:
    """A network that tells the labels: the mean of several trained from other beginnings, with fixed seeds."""
    from sklearn.neural_network import MLPClassifier

    mean = inputs.mean(axis=0)
    scale = np.maximum(inputs.std(axis=0), 0.05)
    scaled = np.clip((inputs - mean) / scale, -8, 8)
    weights = np.maximum(weights, 1e-5)  # a batch without any weight has no loss
    networks = []
    for seed in range(n_networks):
        model: Any = MLPClassifier(
            hidden,
            alpha=WEIGHT_DECAY,
            batch_size=512,
            learning_rate_init=1e-3,
            max_iter=epochs,
            random_state=seed,
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model.fit(scaled, labels, sample_weight=weights)
        networks.append(model)
    return Network(
        mean.astype(np.float32),
        scale.astype(np.float32),
        tuple(_beside([m.coefs_[i] for m in networks], i, len(hidden)) for i in range(len(hidden) + 1)),
        tuple(_biases([m.intercepts_[i] for m in networks], i, len(hidden)) for i in range(len(hidden) + 1)),
    )


def _beside(weights: list[Any], layer: int, last: int) -> Matrix:
    """The weights of several networks in one layer of one network whose last unit gives their mean."""
    if layer == 0:
        return np.hstack(weights).astype(np.float32)
    if layer == last:
        return (np.vstack(weights) / len(weights)).astype(np.float32)
    n_in, n_out = weights[0].shape
    joint = np.zeros((n_in * len(weights), n_out * len(weights)), dtype=np.float32)
    for place, weight in enumerate(weights):
        joint[place * n_in : (place + 1) * n_in, place * n_out : (place + 1) * n_out] = weight
    return joint


def _biases(biases: list[Any], layer: int, last: int) -> Matrix:
    joint = np.mean(biases, axis=0) if layer == last else np.concatenate(biases)
    result: Matrix = joint.astype(np.float32)
    return result


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
