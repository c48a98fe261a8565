"""Networks in plain arrays."""

import numpy as np
import pytest

from dragoman.article.network import Network

ONE = np.ones(1, dtype=np.float32)


def _network(bias: float) -> Network:
    """A network of one input and no hidden layer, whose log odds are the input and a bias."""
    return Network(0 * ONE, ONE, (ONE.reshape(1, 1),), (np.array([bias], dtype=np.float32),))


def test_gives_the_probability_of_each_row() -> None:
    inputs = np.array([[0.0], [2.0], [-2.0]], dtype=np.float32)
    assert _network(0).shares(inputs).tolist() == pytest.approx([0.5, 0.8808, 0.1192], abs=1e-4)


def test_many_rows_are_those_of_each_alone() -> None:
    inputs = np.linspace(-3, 3, 1200, dtype=np.float32).reshape(-1, 1)
    together = _network(0.2).shares(inputs)
    assert together.shape == (1200,)
    assert together[700] == pytest.approx(float(_network(0.2).shares(inputs[700:701])[0]))


def test_no_rows_have_no_probabilities() -> None:
    assert _network(0).shares(np.zeros((0, 1), dtype=np.float32)).shape == (0,)
