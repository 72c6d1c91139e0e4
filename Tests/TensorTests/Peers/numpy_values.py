#!/usr/bin/env python3
"""Writes numpy_values.json: what NumPy makes of the cases that the tests of Tensor go through. Run it in this folder."""

import json
import sys

import numpy as np

random = np.random.default_rng(20240607)


def random_shape(low, high, rank):
    return [int(n) for n in random.integers(low, high, rank)]


def broadcasts():
    cases = []
    for _ in range(60):
        shapes = []
        base = random_shape(1, 4, 3)
        for _ in range(2):
            shape = [n if random.random() < 0.6 else 1 for n in base][int(random.integers(0, 4)):]
            if shape and random.random() < 0.1:
                shape[0] += 3
            shapes.append(shape)
        try:
            result = list(np.broadcast_shapes(*map(tuple, shapes)))
        except ValueError:
            result = None
        cases.append(dict(a=shapes[0], b=shapes[1], result=result))
    return cases


def random_index(n):
    """One index of an axis of length n, for the tests and for np.ix_ (numbers to keep, and the shape that replaces the axis)."""
    everything = np.arange(n)
    kind = int(random.integers(0, 5))
    if kind == 0:
        i = int(random.integers(-n, n))
        return dict(at=i), everything[[i]], []
    if kind == 1:
        a = int(random.integers(0, n + 1))
        b = int(random.integers(a, n + 1))
        start = None if a == 0 and random.random() < 0.5 else a - n if a < n and random.random() < 0.3 else a
        if b > a and random.random() < 0.4:
            end = b - 1 - n if random.random() < 0.3 else b - 1
            return dict(start=start, end=end, closed=True), everything[a:b], [b - a]
        end = None if b == n and random.random() < 0.5 else b - n if b < n and random.random() < 0.3 else b
        return dict(start=start, end=end, closed=False), everything[a:b], [b - a]
    if kind == 2:
        chosen = random.integers(-n, n, int(random.integers(0, 5)))
        return dict(list=chosen.tolist()), everything[chosen], [len(chosen)]
    if kind == 3:
        chosen = random.integers(-n, n, random_shape(1, 4, 2))
        return dict(list=chosen.ravel().tolist(), shape=list(chosen.shape)), everything[chosen.ravel()], list(chosen.shape)
    return dict(all=True), everything, [n]


def indices():
    cases = []
    for _ in range(120):
        shape = random_shape(1, 6, int(random.integers(1, 5)))
        given = int(random.integers(1, len(shape) + 1))
        tests, kept, result = [], [], []
        for axis, n in enumerate(shape):
            test, keep, own = random_index(n) if axis < given else (None, np.arange(n), [n])
            if test is not None:
                tests.append(test)
            kept.append(keep)
            result += own
        whole = np.arange(int(np.prod(shape))).reshape(shape)
        cases.append(dict(shape=shape, indices=tests, result=result, map=whole[np.ix_(*kept)].ravel().tolist()))
    return cases


def moves():
    cases = []
    for shape in [[], [4], [2, 3], [3, 1, 2], [2, 3, 2, 2]]:
        whole = np.arange(int(np.prod(shape))).reshape(shape)
        cases.append(dict(kind="transpose", shapes=[shape], result=list(whole.T.shape), map=whole.T.ravel().tolist()))
        for extra in [[], [3], [2, 2]]:
            target = extra + [n if n > 1 else 3 for n in shape]
            moved = np.broadcast_to(whole, target)
            cases.append(dict(kind="broadcast", shapes=[shape], result=target, map=moved.ravel().tolist()))
    for shape in [[3, 3], [2, 4], [4, 2], [1, 1]]:
        moved = np.diagonal(np.arange(int(np.prod(shape))).reshape(shape))
        cases.append(dict(kind="diagonal", shapes=[shape], result=list(moved.shape), map=moved.tolist()))
    for kind, shapes, axis in [
        ("concat", [[3], [2], [0], [1]], 0),
        ("concat", [[2, 3], [1, 3]], 0),
        ("concat", [[2, 3], [2, 1], [2, 2]], 1),
        ("concat", [[2, 3], [2, 1]], -1),
        ("concat", [[2, 1, 3], [2, 4, 3]], 1),
        ("stack", [[], [], []], 0),
        ("stack", [[3], [3]], 0),
        ("stack", [[3], [3]], 1),
        ("stack", [[2, 3], [2, 3], [2, 3]], -1),
        ("stack", [[2, 3], [2, 3]], 1),
    ]:
        pieces, start = [], 0
        for shape in shapes:
            count = int(np.prod(shape))
            pieces.append(np.arange(start, start + count).reshape(shape))
            start += count
        moved = np.concatenate(pieces, axis) if kind == "concat" else np.stack(pieces, axis)
        cases.append(dict(kind=kind, shapes=shapes, axis=axis, result=list(moved.shape), map=moved.ravel().tolist()))
    return cases


def aranges():
    return [
        dict(start=a, end=b, step=s, values=np.arange(a, b, s, dtype=float).tolist())
        for a, b, s in [(0, 5, 1), (1, 2, 0.25), (5, 0, -2), (0, 1, 0.1), (0.5, 3.2, 0.7), (3, 3, 1), (3, 1, 1), (-1, 1, 0.3)]
    ]


def orders():
    cases = []
    for n in [0, 1, 2, 7, 40]:
        for x in [random.normal(size=n), random.integers(-3, 4, n).astype(float)]:
            cases.append(
                dict(
                    x=x.tolist(),
                    sorted=np.sort(x).tolist(),
                    order=np.argsort(x, kind="stable").tolist(),
                    unique=np.unique(x).tolist(),
                    found=np.nonzero(x > 0.5)[0].tolist(),
                )
            )
    return cases


def statistics():
    cases = []
    q = [0, 0.1, 0.25, 1 / 3, 0.5, 0.77, 0.999, 1]
    for n in [1, 2, 3, 10, 57]:
        for x in [random.normal(size=n), random.integers(-5, 6, n).astype(float)]:
            given = (-1.5, 2.5)
            counts, edges = np.histogram(x, 7)
            countsInRange, edgesInRange = np.histogram(x, 5, given)
            uneven = [-2.0, -1.0, 0.5, 3.0]
            cases.append(
                dict(
                    x=x.tolist(),
                    q=q,
                    quantiles=np.quantile(x, q).tolist(),
                    median=float(np.median(x)),
                    counts=counts.tolist(),
                    edges=edges.tolist(),
                    countsInRange=countsInRange.tolist(),
                    edgesInRange=edgesInRange.tolist(),
                    uneven=uneven,
                    countsUneven=np.histogram(x, uneven)[0].tolist(),
                )
            )
    return cases


def matrices():
    cases = []
    for m, n, rank in [(1, 1, 1), (2, 2, 2), (3, 3, 3), (5, 3, 3), (3, 5, 3), (12, 12, 12), (6, 4, 2), (4, 7, 2)]:
        a = random.normal(size=(m, rank)) @ random.normal(size=(rank, n))
        b = random.normal(size=(m, 2))
        case = dict(m=m, n=n, a=a.ravel().tolist(), b=b.ravel().tolist())
        case["singular"] = np.linalg.svd(a)[1].tolist()
        case["least"] = np.linalg.lstsq(a, b)[0].ravel().tolist()
        case["eigen"] = np.linalg.eigvalsh(a @ a.T).tolist()
        q, r = np.linalg.qr(a)
        case["q"], case["r"] = q.ravel().tolist(), r.ravel().tolist()
        case["solved"] = np.linalg.solve(a, b).ravel().tolist() if m == n == rank else None
        cases.append(case)
    return cases


with open("numpy_values.json", "w") as file:
    values = dict(
        broadcasts=broadcasts(),
        indices=indices(),
        moves=moves(),
        aranges=aranges(),
        orders=orders(),
        statistics=statistics(),
        matrices=matrices(),
    )
    parts = (f'"{name}": [\n' + ",\n".join(json.dumps(case) for case in cases) + "\n]" for name, cases in values.items())
    file.write("{\n" + ",\n".join(parts) + "\n}\n")
print("NumPy", np.__version__, file=sys.stderr)
