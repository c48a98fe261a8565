"""Make the encoder easy to quantise without changing what it says.

Dynamic quantisation gives all channels of an input one scale, and a few channels of
a transformer are far larger than the others, so that these lose their digits. Before
the export each channel is divided by a factor and the weights that read it are
multiplied by the same factor: the float network says the same as before, and the large
channels have handed a part of their range to the weights, which have scales of their
own (SmoothQuant, Xiao et al. 2023).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from model import Encoder, Layer

# How much of an input's range goes over to the weights: 1 all. Of 0.5-1.0 the least error of all states is round 0.8.
SHARE = 0.82
_LEAST = 1e-4


class SmoothLinear(nn.Module):
    """A linear map whose input has been divided channel by channel."""

    def __init__(self, plain: nn.Linear, shrink: Tensor) -> None:
        super().__init__()
        self.weight = nn.Parameter((plain.weight / shrink).T.detach().contiguous(), requires_grad=False)
        self.bias = nn.Parameter(plain.bias.detach(), requires_grad=False)

    def forward(self, x: Tensor) -> Tensor:
        return x @ self.weight + self.bias


def shrink_of(parts: Sequence[nn.Linear], largest: Tensor) -> nn.Parameter:
    """What an input is multiplied with.

    parts: the maps of this input; largest: (in,) the greatest absolute value of each channel.
    """
    weights = torch.cat([part.weight for part in parts]).abs().amax(0).clamp(min=_LEAST)
    return nn.Parameter(weights ** (1 - SHARE) / largest.clamp(min=_LEAST) ** SHARE, requires_grad=False)


class Shrunk(nn.Module):
    """The same function as a linear map, its input divided first."""

    def __init__(self, plain: nn.Linear, largest: Tensor) -> None:
        super().__init__()
        self.shrink = shrink_of([plain], largest)
        self.inner = SmoothLinear(plain, self.shrink)

    def forward(self, x: Tensor) -> Tensor:
        found: Tensor = self.inner(x * self.shrink)
        return found


class SmoothLayer(nn.Module):
    """The same function as a layer of the encoder.

    The values are divided by their own weights, since attention only mixes them;
    so are the queries by the root of their width.
    """

    def __init__(self, layer: Layer, largest: dict[str, Tensor]) -> None:
        super().__init__()
        self.n_heads = layer.n_heads
        whole = [layer.query, layer.key, layer.value]
        self.before, self.middle = shrink_of(whole, largest["query"]), shrink_of([layer.up], largest["up"])
        self.after, handed = shrink_of([layer.down], largest["down"]), shrink_of([layer.out], largest["out"])
        root = torch.tensor((layer.query.out_features // layer.n_heads) ** -0.5)
        self.query = SmoothLinear(_scaled(layer.query, root), self.before)
        self.key = SmoothLinear(layer.key, self.before)
        self.value = SmoothLinear(_scaled(layer.value, handed), self.before)
        self.out = SmoothLinear(layer.out, handed)
        self.up, self.down = SmoothLinear(layer.up, self.middle), SmoothLinear(layer.down, self.after)
        self.norm1, self.norm2 = layer.norm1, layer.norm2

    def _split(self, x: Tensor) -> Tensor:
        n, length, width = x.shape
        return x.view(n, length, self.n_heads, width // self.n_heads).transpose(1, 2)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        small = x * self.before
        q, k, v = (self._split(part(small)) for part in (self.query, self.key, self.value))
        scores = q @ k.transpose(-1, -2) + bias
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(x.shape)
        x = self.norm1(x + self.out(mixed))
        inner = functional.gelu(self.up(x * self.middle))
        return self.norm2(x + self.down(inner * self.after))


def _scaled(plain: nn.Linear, factor: Tensor) -> nn.Linear:
    """The map with its results multiplied."""
    found = nn.Linear(plain.in_features, plain.out_features)
    found.weight.data = plain.weight.data * factor.expand(plain.out_features)[:, None]
    found.bias.data = plain.bias.data * factor
    return found


@torch.no_grad()
def smooth(encoder: Encoder, batches: Sequence[Tensor]) -> None:
    """Put smoothed layers in the place of the encoder's.

    Args:
        encoder: Changed in place; it says the same afterwards.
        batches: Word pieces, each (n, length), on which the channels are measured.
    """
    largest: dict[tuple[int, str], Tensor] = {}
    hooks = []
    for number, layer in enumerate(encoder.layers):
        hooks += [
            getattr(layer, name).register_forward_pre_hook(_keep(largest, (number, name)))
            for name in ("query", "out", "up", "down")
        ]
    for pieces in batches:
        encoder(pieces)
    for hook in hooks:
        hook.remove()
    encoder.layers = nn.ModuleList(
        SmoothLayer(layer, {name: value for (at, name), value in largest.items() if at == number})
        for number, layer in enumerate(encoder.layers)
    )


def _keep(largest: dict[tuple[int, str], Tensor], key: tuple[int, str]) -> Callable[..., None]:
    """A hook that remembers the greatest absolute value of each channel of an input."""

    def hook(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        found = inputs[0].abs().flatten(0, -2).amax(0)
        largest[key] = torch.maximum(largest[key], found) if key in largest else found

    return hook
