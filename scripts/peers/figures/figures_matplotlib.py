"""matplotlib, which writes .png and .svg."""

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from worker import work


def loss(d, out):
    fig, ax = plt.subplots(figsize=(6.2, 4), layout="constrained")
    ax.semilogy(d["loss"])
    ax.set(title="Training", xlabel="step", ylabel="loss")
    fig.savefig(out, dpi=200)


def space(d, out):
    fig, ax = plt.subplots(figsize=(6.2, 4), layout="constrained", subplot_kw={"projection": "3d"})
    x, y, z = d["space"]
    for i in range(len(x) - 1):
        ax.plot(x[i:i + 2], y[i:i + 2], z[i:i + 2], color=plt.cm.twilight(i / len(x)))
    dots = ax.scatter(x, y, z, c=range(len(x)), cmap="twilight")
    ax.set(title="Features", xlabel="dimension 0", ylabel="dimension 1", zlabel="dimension 2")
    ax.set_box_aspect((np.ptp(x), np.ptp(y), np.ptp(z)))
    fig.colorbar(dots, label="feature")
    fig.savefig(out, dpi=200)


def cloud(d, out):
    fig, ax = plt.subplots(figsize=(6.2, 4), layout="constrained")
    dots = ax.scatter(d["x"], d["y"], c=d["value"], s=4)
    ax.set(title="Samples", xlabel="x", ylabel="y")
    fig.colorbar(dots)
    fig.savefig(out, dpi=200)


def matrix(d, out):
    fig, ax = plt.subplots(figsize=(6.2, 4), layout="constrained")
    most = np.abs(d["matrix"]).max()
    shown = ax.imshow(d["matrix"], cmap="RdBu_r", vmin=-most, vmax=most)
    ax.set(title="WᵀW", xlabel="feature", ylabel="feature")
    fig.colorbar(shown)
    fig.savefig(out, dpi=200)


work(matplotlib.__version__, {"loss": loss, "space": space, "cloud": cloud, "matrix": matrix}, clear=lambda: plt.close("all"))
