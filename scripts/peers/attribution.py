"""Attribution of a network of 16 inputs and two hidden layers of 64, against a background of 100 rows."""

import numpy
import shap
from safetensors.numpy import load_file

ROWS = 100
# Draws the network, a background and rows to explain, and saves them beside what is asked of Tegum: exact values of the first row, and
# KernelSHAP of all rows. Prints the seconds of each.
TEGUM = f"""
let net = mlp([16, 64, 64, 1]), B = normal(0, 1, shape: [100, 16]), X = normal(0, 1, shape: [{ROWS}, 16])
let exact = timed {{ shapley(net, X[0], background: B) }}, all = timed {{ kernelShap(net, X, background: B) }}
save((W: net.W, b: net.b, B: B, X: X, exact: exact.value.values, values: all.value.values), "shap.safetensors")
print(exact.seconds, all.seconds)
"""


def network(file):
    """The same function in NumPy, of rows of inputs, in 32 bits."""
    layers = [(file[f"W.{i}"].astype("float32").T, file[f"b.{i}"].astype("float32")) for i in range(3)]

    def f(rows):
        a = rows.astype("float32")
        for i, (W, b) in enumerate(layers):
            a = a @ W + b
            if i < 2:
                numpy.maximum(a, 0, out=a)
        return a[:, 0]

    return f


# What the package is told. When it is told nothing, it selects ten features of each row, and gives the others 0.
SETTINGS = {"shap, told nothing": {}, "shap, told not to select features": {"l1_reg": False}}


def explained(path):
    """What Tegum saved, and a function that gives the package's values for all rows by some settings."""
    file = load_file(path)
    explainer = shap.KernelExplainer(network(file), file["B"])
    return file, lambda settings: explainer.shap_values(file["X"], silent=True, **settings)
