#!/usr/bin/env python3
"""Makes torch_trajectories.json again: what PyTorch's optimizers do in ten full-batch steps, in float64.

    torch_trajectories.py            writes the file anew
    torch_trajectories.py --check    compares it with what PyTorch computes now; status 1 where they differ

The starts (W0, b0), the data (X) and the importance were drawn once; they are read from the file and kept as they are.
The model is relu(Wᵀ W x + b), the loss the mean over samples and features of importance · (x̂ − x)².
"""

import argparse
import json
import pathlib
import sys

import torch

FILE = pathlib.Path(__file__).with_name("torch_trajectories.json")
STEPS = 10
OPTIMIZERS = {"adam": torch.optim.Adam, "sgd": torch.optim.SGD}
# What is computed; everything else in a case is given.
RESULTS = ["gradW0", "gradb0", "losses", "W", "b"]


def trajectory(case):
    """The results of one case: the first gradient, the loss before each step, the parameters after the last."""
    W, b, X, importance = (torch.tensor(case[name], dtype=torch.float64) for name in ["W0", "b0", "X", "importance"])
    W.requires_grad_()
    b.requires_grad_()
    optimizer = OPTIMIZERS[case["optimizer"]]([W, b], **case["args"])
    results = {"losses": []}
    for step in range(STEPS):
        optimizer.zero_grad()
        hidden = X @ W.T
        if case["hidden_relu"]:
            hidden = torch.relu(hidden)
        output = hidden @ W + b
        if case["output_relu"]:
            output = torch.relu(output)
        loss = (importance * (output - X) ** 2).mean()
        loss.backward()
        if step == 0:
            results["gradW0"], results["gradb0"] = W.grad.tolist(), b.grad.tolist()
        results["losses"].append(loss.item())
        optimizer.step()
    results["W"], results["b"] = W.tolist(), b.tolist()
    return results


def difference(ours, theirs):
    """The largest difference of two nested lists, as a part of the largest element."""
    a, b = (torch.tensor(x, dtype=torch.float64) for x in (ours, theirs))
    return ((a - b).abs().max() / b.abs().max()).item() if a.shape == b.shape else float("inf")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--check", action="store_true", help="compare instead of writing")
    options.add_argument("--tolerance", type=float, default=1e-12, help="for --check, as a part of the largest element")
    options = options.parse_args()
    content = json.loads(FILE.read_text())
    cases = {name: case for name, case in content.items() if isinstance(case, dict)}
    worst = 0.0
    for name, case in cases.items():
        results = trajectory(case)
        for key in RESULTS:
            apart = difference(results[key], case[key])
            worst = max(worst, apart)
            if options.check:
                print(f"{name:14} {key:7} {apart:.1e}")
        case.update(results)
    if options.check:
        print(f"PyTorch {torch.__version__}; the largest difference is {worst:.1e} of the largest element")
        sys.exit(0 if worst <= options.tolerance else 1)
    FILE.write_text(json.dumps(content))


if __name__ == "__main__":
    main()
