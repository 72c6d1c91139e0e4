"""plotly, which writes pages by itself and .png by kaleido and a Chromium."""

import sys

import kaleido
import plotly
import plotly.graph_objects as go
from worker import work


def write(fig, out):
    if out.endswith(".html"):
        fig.write_html(out)
    else:
        fig.write_image(out, width=620, height=400, scale=2)


def loss(d, out):
    fig = go.Figure(go.Scatter(y=d["loss"], mode="lines"))
    fig.update_layout(title="Training", xaxis_title="step", yaxis_title="loss", yaxis_type="log")
    write(fig, out)


def space(d, out):
    x, y, z = d["space"]
    colour = {"color": list(range(len(x))), "colorscale": "Twilight"}
    marker = {"size": 4, "colorbar": {"title": "feature"}, **colour}
    fig = go.Figure(go.Scatter3d(x=x, y=y, z=z, mode="lines+markers", line=colour, marker=marker))
    axes = {"xaxis_title": "dimension 0", "yaxis_title": "dimension 1", "zaxis_title": "dimension 2", "aspectmode": "data"}
    fig.update_layout(title="Features", scene=axes)
    write(fig, out)


def cloud(d, out):
    marker = {"color": d["value"], "colorscale": "Viridis", "size": 3, "colorbar": {}}
    fig = go.Figure(go.Scatter(x=d["x"], y=d["y"], mode="markers", marker=marker))
    fig.update_layout(title="Samples", xaxis_title="x", yaxis_title="y")
    write(fig, out)


def matrix(d, out):
    fig = go.Figure(go.Heatmap(z=d["matrix"], colorscale="RdBu_r", zmid=0))
    fig.update_layout(title="WᵀW", xaxis_title="feature", yaxis_title="feature")
    fig.update_yaxes(autorange="reversed", scaleanchor="x")
    write(fig, out)


# one Chromium for all drawings of a process
has_pixels = len(sys.argv) > 3 and sys.argv[3].endswith(".png")
if has_pixels:
    kaleido.start_sync_server(n=1)
work(plotly.__version__, {"loss": loss, "space": space, "cloud": cloud, "matrix": matrix})
if has_pixels:
    kaleido.stop_sync_server()
