#!/usr/bin/env python3
"""Trains with Tegum, PyTorch and JAX by turns, and prints what a step costs. Run it by scripts/bench-peers.

What is trained stands in scripts/peers, a file each; all with Adam, a learning rate of 1e-3 and float32. The peers' programs are what a
careful user writes: all samples of a batch at once, nothing brought back to Python during the training. Importing, compiling and warming
up are not timed.
"""

import argparse
import importlib
import json
import math
import os
import pathlib
import platform
import select
import subprocess
import sys
import time

from machine import processor
from page import put

ROOT = pathlib.Path(__file__).resolve().parents[1]
BINARY = os.environ.get("TEGUM_BINARY", str(ROOT / ".build/release/tegum"))
RATE, BETA1, BETA2, EPS = 1e-3, 0.9, 0.999, 1e-8
TRAININGS = {name: importlib.import_module(f"peers.{name}") for name in ("toy", "autoencoder", "diagram")}
NAMES = {
    "tegum": "Tegum",
    "eager": "PyTorch, eager",
    "eager fused": "PyTorch, eager, `Adam(fused=True)`",
    "compiled loss": "PyTorch, `torch.compile` of samples and loss, `Adam(fused=True)`",
    "compiled step": "PyTorch, `torch.compile` of a whole step",
    "jit": "JAX, `jit` of a whole step",
    "scan": "JAX, `jit` of `lax.scan` over all steps",
}


# The peers. Each gives its version, and for each variant a function that trains anew for some steps: it returns a function to
# be timed, which gives the mean loss of the last hundredth of the steps.


def torch_peer(training, threads):
    """PyTorch: eager and compiled."""
    import torch

    torch.set_num_threads(threads)
    torch.manual_seed(0)
    shapes, start, loss_of = training.torch_model(torch)
    parameters = [torch.empty(shape, requires_grad=True) for shape in shapes]

    def restart():
        with torch.no_grad():
            start(*parameters)

    def optimized(loss, **settings):
        optimizer = torch.optim.Adam(parameters, lr=RATE, **settings)

        def step():
            optimizer.zero_grad()
            value = loss(*parameters)
            value.backward()
            optimizer.step()
            return value.detach()

        def begin():
            restart()
            optimizer.state.clear()

        return begin, step

    def whole_step():
        first, second = ([torch.zeros_like(p) for p in parameters] for _ in range(2))
        count = torch.zeros(())
        gradient = torch.func.grad_and_value(loss_of, argnums=tuple(range(len(parameters))))

        @torch.compile(fullgraph=True)
        def update(parameters, first, second, count):
            gradients, value = gradient(*parameters)
            count.add_(1)
            for p, g, m, v in zip(parameters, gradients, first, second):
                m.lerp_(g, 1 - BETA1)
                v.lerp_(g * g, 1 - BETA2)
                p.sub_(RATE * (m / (1 - BETA1**count)) / ((v / (1 - BETA2**count)).sqrt() + EPS))
            return value

        def step():
            with torch.no_grad():
                return update(parameters, first, second, count)

        def begin():
            restart()
            for tensor in (*first, *second, count):
                tensor.zero_()

        return begin, step

    def variant(make):
        begin, step = make()

        def prepare(steps):
            begin()
            for _ in range(min(steps, 20) if training.STEPS > 100 else 1):
                step()
            begin()

            def run():
                for _ in range(steps - steps // 100 - 1):
                    step()
                return torch.stack([step() for _ in range(steps // 100 + 1)]).mean().item()

            return run

        return prepare

    return torch.__version__, {
        "eager": lambda: variant(lambda: optimized(loss_of)),
        "eager fused": lambda: variant(lambda: optimized(loss_of, fused=True)),
        "compiled loss": lambda: variant(lambda: optimized(torch.compile(loss_of, fullgraph=True), fused=True)),
        "compiled step": lambda: variant(whole_step),
    }


def jax_peer(training, threads):
    """JAX: a step at a time, and all steps in one program. It takes the cores that the process may use."""
    import jax
    import jax.numpy as np

    start_parameters, loss_of = training.jax_model(jax)

    def step(state, _):
        p, m, v, t, key = state
        key, now = jax.random.split(key)
        loss, g = jax.value_and_grad(loss_of)(p, now)
        t = t + 1
        m = jax.tree.map(lambda m, g: BETA1 * m + (1 - BETA1) * g, m, g)
        v = jax.tree.map(lambda v, g: BETA2 * v + (1 - BETA2) * g * g, v, g)
        p = jax.tree.map(lambda p, m, v: p - RATE * (m / (1 - BETA1**t)) / (np.sqrt(v / (1 - BETA2**t)) + EPS), p, m, v)
        return (p, m, v, t, key), loss

    def start():
        parameters = start_parameters(jax.random.key(1))
        m, v = ([np.zeros_like(p) for p in parameters] for _ in range(2))
        return jax.block_until_ready((parameters, m, v, np.zeros(()), jax.random.key(0)))

    def stepwise():
        one = jax.jit(step, donate_argnums=0)

        def prepare(steps):
            state = start()
            for _ in range(min(steps, 20) if training.STEPS > 100 else 1):
                state, _ = one(state, None)
            jax.block_until_ready(state)
            state = start()

            def run():
                nonlocal state
                losses = []
                for i in range(steps):
                    state, loss = one(state, None)
                    if i >= steps - steps // 100 - 1:
                        losses.append(loss)
                jax.block_until_ready(state)
                return float(sum(losses) / len(losses))

            return run

        return prepare

    def scanned():
        programs = {}

        def prepare(steps):
            if steps not in programs:
                programs[steps] = jax.jit(lambda state: jax.lax.scan(step, state, length=steps)).lower(start()).compile()
            state = start()

            def run():
                _, losses = jax.block_until_ready(programs[steps](state))
                return float(losses[-(steps // 100 + 1):].mean())

            return run

        return prepare

    return jax.__version__, {"jit": stepwise, "scan": scanned}


PEERS = {"torch": torch_peer, "jax": jax_peer}


def work(training, peer, threads):
    """Serves one peer: says on a line of JSON what can be run, then answers each line (variant, steps) by another."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    version, makers = PEERS[peer](training, threads)
    variants, troubles = {}, {}
    for name, make in makers.items():
        try:
            variants[name] = make()
            variants[name](2)()
        except Exception as error:  # a variant that cannot run here, such as one that wants a C++ compiler
            variants.pop(name, None)
            troubles[name] = f"{type(error).__name__}: {error}".splitlines()[0]
    print(json.dumps({"version": version, "variants": list(variants), "troubles": troubles}), file=answers)
    for line in sys.stdin:
        name, steps = json.loads(line)
        run = variants[name](steps)
        started = time.perf_counter()
        loss = run()
        seconds = time.perf_counter() - started
        print(json.dumps({"seconds": seconds / steps / training.MODELS, "loss": loss / training.MODELS}), file=answers)


# The comparison.


def cores(count):
    """The cores that a contender of so many threads may use: the last ones, since the first serve the devices."""
    return sorted(os.sched_getaffinity(0))[-count:]


class Worker:
    """A process that serves one peer. It stays, so that it imports and compiles once, and sleeps while others run."""

    def __init__(self, training, peer, threads):
        self.peer, self.threads = peer, threads
        environment = {**os.environ, "OMP_NUM_THREADS": str(threads), "JAX_PLATFORMS": "cpu"}
        self.process = subprocess.Popen(
            [sys.executable, __file__, "--worker", peer, "--training", training, "--threads", str(threads)], env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
            preexec_fn=lambda: os.sched_setaffinity(0, cores(threads)))
        about = self.answer(seconds=900)
        self.version, self.variants, self.troubles = about["version"], about["variants"], about["troubles"]

    def answer(self, seconds):
        """The next line of the process."""
        if not select.select([self.process.stdout], [], [], seconds)[0]:
            self.process.kill()
            sys.exit(f"bench-peers: {self.peer} gave no answer for {seconds} s")
        line = self.process.stdout.readline()
        return json.loads(line) if line else sys.exit(f"bench-peers: {self.peer} ended early; its messages are above")

    def run(self, variant, steps):
        print(json.dumps([variant, steps]), file=self.process.stdin, flush=True)
        answer = self.answer(seconds=900)
        return answer["seconds"], answer["loss"]

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=60)


def run_tegum(training, threads, steps):
    """Seconds a step of a model, and the final loss, of one training by Tegum. Where several models are trained it is the whole process that is timed."""
    started = time.perf_counter()
    done = subprocess.run(
        [BINARY, "--threads", str(threads), "-e", training.tegum(steps)], stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=900, preexec_fn=lambda: os.sched_setaffinity(0, cores(threads)))
    seconds = time.perf_counter() - started
    if done.returncode != 0:
        sys.exit(f"bench-peers: tegum failed: {done.stderr}")
    *own, loss = map(float, done.stdout.split())
    return (own[0] if own else seconds) / steps / training.MODELS, loss


def measure(name, options, threads):
    """The best of all rounds by (variant, threads): (seconds, loss); versions; what could not run."""
    training, steps = TRAININGS[name], options.steps or TRAININGS[name].STEPS
    workers = [Worker(name, peer, count) for count in threads for peer in PEERS]
    contenders = []
    for worker in workers:
        count = worker.threads
        for variant in worker.variants:
            # before each of the others: its run may be over in milliseconds, and the machine's speed changes
            contenders.append((("tegum", count), lambda count=count: run_tegum(training, count, steps * training.MORE)))
            contenders.append(((variant, count), lambda worker=worker, variant=variant: worker.run(variant, steps)))
    best = {}
    for i in range(options.rounds):
        print(f"bench-peers: {name}, round {i + 1} of {options.rounds}", file=sys.stderr)
        for key, run in contenders:
            time.sleep(0.1)
            best[key] = min(best.get(key, (math.inf, 0)), run())
    versions = {worker.peer: worker.version for worker in workers}
    troubles = {variant: trouble for worker in workers for variant, trouble in worker.troubles.items()}
    for worker in workers:
        worker.close()
    return best, versions, troubles


def digits(x):
    return f"{x:.0f}" if x >= 100 else f"{x:.1f}" if x >= 10 else f"{x:.2f}"


def report(name, options, threads, best, versions, troubles):
    """What was trained, the table, and what is to be said about it, in Markdown."""
    training = TRAININGS[name]
    unit = {"µs": 1e6, "ms": 1e3}[training.UNIT.split()[0]]
    ours = best["tegum", threads[0]][0]

    def fastest(names):
        return min((value[0] for key, value in best.items() if key[0] in names), default=math.nan)

    labels = ["one core" if count == 1 else f"{count} cores" for count in threads]
    lines = [
        f"| {training.UNIT} | " + " | ".join(labels) + " | best, in Tegum's steps on one core | in Tegum's best | final loss |",
        "|---|" + "--:|" * (len(threads) + 3),
    ]
    for variant in NAMES:
        values = [best.get((variant, count)) for count in threads]
        if not any(values):
            continue
        cells = [digits(value[0] * unit) if value else "–" for value in values]
        loss = min(value for value in values if value)[1]
        ratios = f"{fastest([variant]) / ours:.1f} | {fastest([variant]) / fastest(['tegum']):.1f}"
        lines.append(f"| {NAMES[variant]} | " + " | ".join(cells) + f" | {ratios} | {loss:.5f} |")
    lines += [
        "",
        f"{processor()}, {os.cpu_count()} cores; Python {platform.python_version()}, PyTorch {versions['torch']}, JAX {versions['jax']}. "
        f"Best of {options.rounds} {'round' if options.rounds == 1 else 'rounds'} of {options.steps or training.STEPS} steps; in a round, Tegum runs before each of the others.",
    ]
    if training.MORE > 1:
        lines[-1] += f" Tegum's trainings have {training.MORE} times as many steps, after which its final loss is."
    lines += [f"Not run here: {NAMES[variant]} ({trouble})." for variant, trouble in troubles.items()]
    return training.ABOUT + "\n" + "\n".join(lines) + "\n"


ABOUT = """# Beside PyTorch and JAX

The same trainings in three engines, all with Adam, a learning rate of 1e-3 and 32-bit floating point. The programs of the others are in
`scripts/peers`; they draw a batch at once, in vectorised code, and bring nothing back to Python while they train. The engines ran by turns
on the same cores, and of each the fastest run counts; neither importing nor compiling is in the figures.
`scripts/bench-peers --write` measures anew and writes this page, `--training NAME` only a part of it.
"""


def main():
    parser = argparse.ArgumentParser(prog="bench-peers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--training", choices=TRAININGS, help="what is trained (all)")
    parser.add_argument("--steps", type=int, help="steps of a training")
    parser.add_argument("--rounds", type=int, default=5, help="trainings of each contender (5)")
    parser.add_argument("--write", action="store_true", help="write docs/peers.md too")
    parser.add_argument("--worker", choices=PEERS, help=argparse.SUPPRESS)
    parser.add_argument("--threads", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        return work(TRAININGS[options.training], options.worker, options.threads)
    if options.steps is not None and options.steps < 1 or options.rounds < 1:
        parser.error("steps and rounds are at least 1")
    threads = [count for count in (1, 2) if count <= len(os.sched_getaffinity(0))]
    for name in [options.training] if options.training else TRAININGS:
        text = report(name, options, threads, *measure(name, options, threads))
        print(text)
        if options.write:
            part = f"## {TRAININGS[name].__doc__.strip()[:-1]}\n\n{text}"
            put(ROOT / "docs/peers.md", ABOUT, TRAININGS, name, part)


if __name__ == "__main__":
    main()
