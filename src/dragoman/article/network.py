"""A small feed-forward network in plain arrays: trained elsewhere, evaluated with numpy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
# Products of fewer multiplications run on the calling thread (OpenBLAS: 4 * 65,536).
_SINGLE_THREAD = 200_000
# So many rows are taken at a time, so that a page of thousands of blocks needs little memory.
_MAX_ROWS = 512
_NO_SHARES: Matrix = np.zeros(0, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Network:
    """Layers of weights with rectified units between, and one logistic unit at the end.

    `mean`, `scale`: what each input is shifted and divided by, (n_inputs,).
    """

    mean: Matrix
    scale: Matrix
    weights: tuple[Matrix, ...]
    biases: tuple[Matrix, ...]

    def shares(self, inputs: Matrix) -> Matrix:
        """The probability of each row: (n_rows,), 0 to 1."""
        pieces = [self._shares(inputs[i : i + _MAX_ROWS]) for i in range(0, len(inputs), _MAX_ROWS)]
        return pieces[0] if len(pieces) == 1 else np.concatenate(pieces or [_NO_SHARES])

    def _shares(self, inputs: Matrix) -> Matrix:
        values = np.clip((inputs - self.mean) / self.scale, -8, 8).astype(np.float32, copy=False)
        last = len(self.weights) - 1
        for place, (weight, bias) in enumerate(zip(self.weights, self.biases, strict=True)):
            values = _product(values, weight) + bias
            if place < last:
                values = np.maximum(values, 0)
        result: Matrix = 1 / (1 + np.exp(-np.clip(values[:, 0], -30, 30)))
        return result


def _product(left: Matrix, right: Matrix) -> Matrix:
    """The matrix product, in pieces so small that the linear algebra library starts no threads for them.

    Threads cost more than they give here, and a run on many pages has its own workers.
    """
    step = max(1, _SINGLE_THREAD // right.size)
    if len(left) <= step:
        product: Matrix = left @ right
        return product
    result = np.empty((len(left), right.shape[1]), dtype=np.float32)
    for start in range(0, len(left), step):
        np.matmul(left[start : start + step], right, out=result[start : start + step])
    return result


def load_network(arrays: Any, name: str) -> Network:
    """The network of a name out of an npz file as `train/article` writes it."""
    n_layers = int(arrays[f"{name}_layers"])
    return Network(
        arrays[f"{name}_mean"].astype(np.float32),
        arrays[f"{name}_scale"].astype(np.float32),
        tuple(arrays[f"{name}_w{i}"].astype(np.float32) for i in range(n_layers)),
        tuple(arrays[f"{name}_b{i}"].astype(np.float32) for i in range(n_layers)),
    )
