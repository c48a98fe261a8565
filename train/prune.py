"""Take neurons out of the encoder's feed-forward layers and make the rest say what all said.

Of each layer those neurons go, one after another, whose going costs least once the weights of the
others are set anew (optimal brain surgeon, Hassibi and Stork 1993, with whole neurons): with the
products of all pairs of neurons on some text, both the cost and the new weights are in closed form.
Each layer is fitted to what the whole encoder says at this place, so that it also makes up for what
the layers before it have lost.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from model import Encoder, Layer

# The ridge, as a share of the mean square of a neuron: keeps the weights near what they were.
_RIDGE = 1e-3


@torch.no_grad()
def prune(encoder: Encoder, batches: Sequence[Tensor], inner: int) -> list[float]:
    """Leave `inner` neurons in each feed-forward layer.

    Args:
        encoder: Changed in place.
        batches: Word pieces, each (n, length), 0 for padding; 50,000 pieces are enough.
        inner: Neurons that stay, at most as many as there are.

    Returns:
        The squared error of the states after each layer, as a share of their squares.
    """
    masks = [pieces > 0 for pieces in batches]
    biases = [encoder.bias(pieces) for pieces in batches]
    true = mine = [encoder.first_states(pieces) for pieces in batches]
    errors = []
    for layer in encoder.layers:
        true, asked = _of_whole(layer, true, biases)
        middle = [layer.mix(x, bias) for x, bias in zip(mine, biases, strict=True)]
        _fit(layer, middle, [y - x for x, y in zip(middle, asked, strict=True)], masks, inner)
        mine = [layer.norm2(x + layer.down(functional.gelu(layer.up(x)))) for x in middle]
        pairs = [(a[mask], b[mask]) for a, b, mask in zip(mine, true, masks, strict=True)]
        errors.append(
            float(sum((a - b).square().sum() for a, b in pairs) / sum(b.square().sum() for _, b in pairs))
        )
    return errors


def _of_whole(
    layer: Layer, states: Sequence[Tensor], biases: Sequence[Tensor]
) -> tuple[list[Tensor], list[Tensor]]:
    """The states after a whole layer, and the same before their normalisation."""
    middle = [layer.mix(x, bias) for x, bias in zip(states, biases, strict=True)]
    sums = [x + layer.down(functional.gelu(layer.up(x))) for x in middle]
    return [layer.norm2(x) for x in sums], sums


def _fit(
    layer: Layer, inputs: Sequence[Tensor], wanted: Sequence[Tensor], masks: Sequence[Tensor], inner: int
) -> None:
    """Put smaller maps in the place of `up` and `down`, whose results are nearest to what is wanted."""
    n, width = layer.up.out_features, layer.up.in_features
    squares = torch.zeros(n + 1, n + 1, dtype=torch.float64)
    products = torch.zeros(n + 1, width, dtype=torch.float64)
    for x, y, mask in zip(inputs, wanted, masks, strict=True):
        active = functional.gelu(layer.up(x[mask]))
        active = torch.cat([active, torch.ones(len(active), 1)], 1)
        squares += (active.T @ active).double()
        products += (active.T @ y[mask]).double()
    weights = torch.cat([layer.down.weight.T, layer.down.bias[None]]).double()
    kept, weights = _thin(squares, products, weights, inner)
    up, down = nn.Linear(width, inner), nn.Linear(inner, width)
    up.weight.data, up.bias.data = layer.up.weight[kept].clone(), layer.up.bias[kept].clone()
    down.weight.data, down.bias.data = weights[kept].T.float().contiguous(), weights[n].float()
    layer.up, layer.down = up, down


def _thin(squares: Tensor, products: Tensor, weights: Tensor, inner: int) -> tuple[Tensor, Tensor]:
    """The neurons that stay and all weights anew; the last row is the bias, which always stays.

    squares: (n + 1, n + 1) and products: (n + 1, width), sums over the text; weights: (n + 1, width).
    """
    n = len(squares) - 1
    damped = squares + _RIDGE * squares.diag()[:n].mean() * torch.eye(n + 1, dtype=squares.dtype)
    weights = weights + torch.linalg.solve(damped, products - squares @ weights)
    inverse = torch.linalg.inv(damped)
    alive = torch.ones(n, dtype=torch.bool)
    for _ in range(n - inner):
        cost = weights[:n].square().sum(1) / inverse.diag()[:n]
        out = int(cost.masked_fill(~alive, torch.inf).argmin())
        column = inverse[:, out] / inverse[out, out]
        weights -= torch.outer(column, weights[out])
        inverse -= torch.outer(column, inverse[out].clone())
        weights[out] = inverse[out] = inverse[:, out] = 0.0
        inverse[out, out], alive[out] = 1.0, False
    return alive.nonzero()[:, 0], weights
