"""plotext, which draws with characters, without colours here; it has no figures in space."""

import pathlib

import plotext as plt
from worker import work


def loss(d, out):
    plt.theme("clear")
    plt.plot_size(80, 24)
    plt.plot(d["loss"], marker="braille")
    plt.yscale("log")
    plt.title("Training")
    plt.xlabel("step")
    plt.ylabel("loss")
    pathlib.Path(out).write_text(plt.build())


def cloud(d, out):
    plt.theme("clear")
    plt.plot_size(80, 24)
    plt.scatter(d["x"], d["y"], marker="braille")
    plt.title("Samples")
    plt.xlabel("x")
    plt.ylabel("y")
    pathlib.Path(out).write_text(plt.build())


def matrix(d, out):
    plt.theme("clear")
    plt.plot_size(80, 24)
    plt.matrix_plot(d["matrix"])
    plt.title("WᵀW")
    pathlib.Path(out).write_text(plt.build())


work(plt.__version__, {"loss": loss, "cloud": cloud, "matrix": matrix}, clear=plt.clear_figure)
