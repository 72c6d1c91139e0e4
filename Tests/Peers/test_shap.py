"""Attributions beside the shap package, on networks of which every coalition can be evaluated."""

import numpy
import pytest

shap = pytest.importorskip("shap", reason="the Python package shap is not installed")
from safetensors.numpy import load_file  # noqa: E402


@pytest.fixture
def network(tegum, tmp_path):
    """A network, a background and inputs, with Tegum's values; the same function in NumPy, in 64 bits."""
    tegum("""
    seed(5)
    let net = mlp([8, 12, 2]), B = normal(0, 1, shape: [15, 8]), X = normal(0, 1, shape: [3, 8])
    func exact(i) { shapley(net, X[i], background: B, output: 1, precision: 64) }
    let kernel = kernelShap(net, X, background: B, output: 1, precision: 64), random = permutationShapley(net, X[0], background: B, output: 1, orders: 3000)
    save((W: net.W, b: net.b, B: B, X: X, exact: stack(map(0..<3) { exact($0).values }), base: exact(0).base, kernel: kernel.values,
      random: random.values, error: random.error), "values.safetensors")
    """)
    file = {name: array.astype("float64") for name, array in load_file(tmp_path / "values.safetensors").items()}

    def f(rows):
        return (numpy.maximum(rows @ file["W.0"].T + file["b.0"], 0) @ file["W.1"].T + file["b.1"])[:, 1]

    return file, f


def test_exact_values(network):
    file, f = network
    explained = shap.ExactExplainer(f, shap.maskers.Independent(file["B"], max_samples=100))(file["X"])
    assert numpy.abs(explained.values - file["exact"]).max() < 1e-9
    assert abs(explained.base_values[0] - file["base"]) < 1e-9


def test_every_coalition_of_kernel_shap(network):
    file, f = network
    values = shap.KernelExplainer(f, file["B"]).shap_values(file["X"], nsamples=254, l1_reg=False, silent=True)
    assert numpy.abs(values - file["kernel"]).max() < 1e-9
    assert numpy.abs(file["exact"] - file["kernel"]).max() < 1e-9


def test_random_orders(network):
    file, f = network
    assert numpy.all(numpy.abs(file["random"] - file["exact"][0]) < 5 * file["error"])
