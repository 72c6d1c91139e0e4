#!/usr/bin/env python3
"""Trains one toy model with Tegum, PyTorch and JAX by turns, and prints what a step costs. Run it by scripts/bench-peers.

The training: 90 features on a circle with windows of width 0.05, 3 hidden dimensions, batches of 1024 fresh samples, Adam with
a learning rate of 1e-3. The peers' programs are what a careful user writes: all samples of a batch at once, float32, nothing
brought back to Python during the training. Importing, compiling and warming up are not timed, for nobody.
"""

import argparse
import json
import math
import os
import pathlib
import platform
import select
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
BINARY = os.environ.get("TEGUM_BINARY", str(ROOT / ".build/release/tegum"))
N, H, BATCH, SCALE, RATE = 90, 3, 1024, 0.05, 1e-3
BETA1, BETA2, EPS = 0.9, 0.999, 1e-8
LINE = "let m = toy(n: 90, h: 3, scale: 0.05); let r = train(m, adam, {}); print(r.seconds / r.steps * 1e6, r.final)"
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


def torch_peer(threads):
    """PyTorch: eager and compiled."""
    import torch

    torch.set_num_threads(threads)
    torch.manual_seed(0)
    phi = 2 * math.pi * torch.arange(N) / N
    W, b = torch.empty(H, N, requires_grad=True), torch.zeros(N, requires_grad=True)

    def samples():
        theta, m = 2 * math.pi * torch.rand(BATCH, 1), torch.rand(BATCH, 1)
        d = (phi - theta).abs()
        a = torch.minimum(d, 2 * math.pi - d) / SCALE
        return torch.where(a <= math.pi / 2, m * torch.cos(a), 0.0)

    def loss_of(W, b):
        x = samples()
        return torch.nn.functional.mse_loss(torch.relu(x @ W.T @ W + b), x)

    def start():
        with torch.no_grad():
            torch.nn.init.xavier_normal_(W)
            b.zero_()

    def optimized(loss, **settings):
        optimizer = torch.optim.Adam([W, b], lr=RATE, **settings)

        def step():
            optimizer.zero_grad()
            value = loss(W, b)
            value.backward()
            optimizer.step()
            return value.detach()

        def begin():
            start()
            optimizer.state.clear()

        return begin, step

    def whole_step():
        moments = [torch.zeros_like(p) for p in (W, b, W, b)]
        count = torch.zeros(())
        gradient = torch.func.grad_and_value(loss_of, argnums=(0, 1))

        @torch.compile(fullgraph=True)
        def update(W, b, moments, count):
            gradients, value = gradient(W, b)
            count.add_(1)
            for p, g, m, v in zip((W, b), gradients, moments[:2], moments[2:]):
                m.lerp_(g, 1 - BETA1)
                v.lerp_(g * g, 1 - BETA2)
                p.sub_(RATE * (m / (1 - BETA1**count)) / ((v / (1 - BETA2**count)).sqrt() + EPS))
            return value

        def step():
            with torch.no_grad():
                return update(W, b, moments, count)

        def begin():
            start()
            for tensor in (*moments, count):
                tensor.zero_()

        return begin, step

    def variant(make):
        begin, step = make()

        def prepare(steps):
            begin()
            for _ in range(20):
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


def jax_peer(threads):
    """JAX: a step at a time, and all steps in one program. It takes the cores that the process may use."""
    import jax
    import jax.numpy as np

    phi = 2 * np.pi * np.arange(N) / N

    def loss_of(p, key):
        key_theta, key_m = jax.random.split(key)
        theta, m = 2 * np.pi * jax.random.uniform(key_theta, (BATCH, 1)), jax.random.uniform(key_m, (BATCH, 1))
        d = np.abs(phi - theta)
        a = np.minimum(d, 2 * np.pi - d) / SCALE
        x = np.where(a <= np.pi / 2, m * np.cos(a), 0)
        return np.mean((jax.nn.relu(x @ p["W"].T @ p["W"] + p["b"]) - x) ** 2)

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
        W = math.sqrt(2 / (N + H)) * jax.random.normal(jax.random.key(1), (H, N))
        m, v = ({"W": np.zeros((H, N)), "b": np.zeros(N)} for _ in range(2))
        return jax.block_until_ready(({"W": W, "b": np.zeros(N)}, m, v, np.zeros(()), jax.random.key(0)))

    def stepwise():
        one = jax.jit(step, donate_argnums=0)

        def prepare(steps):
            state = start()
            for _ in range(20):
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


def work(peer, threads):
    """Serves one peer: says on a line of JSON what can be run, then answers each line (variant, steps) by another."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    version, makers = PEERS[peer](threads)
    variants, troubles = {}, {}
    for name, make in makers.items():
        try:
            variants[name] = make()
            variants[name](20)()
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
        print(json.dumps({"microseconds": seconds / steps * 1e6, "loss": loss}), file=answers)


# The comparison.


def cores(count):
    """The cores that a contender of so many threads may use: the last ones, since the first serve the devices."""
    return sorted(os.sched_getaffinity(0))[-count:]


class Worker:
    """A process that serves one peer. It stays, so that it imports and compiles once, and sleeps while others run."""

    def __init__(self, peer, threads):
        self.peer, self.threads = peer, threads
        environment = {**os.environ, "OMP_NUM_THREADS": str(threads), "JAX_PLATFORMS": "cpu"}
        self.process = subprocess.Popen(
            [sys.executable, __file__, "--worker", peer, "--threads", str(threads)], env=environment, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, bufsize=1, preexec_fn=lambda: os.sched_setaffinity(0, cores(threads)))
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
        return answer["microseconds"], answer["loss"]

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=60)


def run_tegum(threads, steps):
    """Microseconds a step, and the final loss, of one training by Tegum."""
    done = subprocess.run(
        [BINARY, "--threads", str(threads), "-e", LINE.format(steps)], stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=900, preexec_fn=lambda: os.sched_setaffinity(0, cores(threads)))
    if done.returncode != 0:
        sys.exit(f"bench-peers: tegum failed: {done.stderr}")
    microseconds, loss = map(float, done.stdout.split())
    return microseconds, loss


def measure(options, threads):
    """The best of all rounds by (variant, threads): (microseconds, loss); versions; what could not run."""
    workers = [Worker(peer, count) for count in threads for peer in PEERS]
    contenders = []
    for count in threads:
        for worker in (w for w in workers if w.threads == count):
            for name in worker.variants:
                # before each of the others: its run is over in milliseconds, and the machine's speed changes
                contenders.append((("tegum", count), lambda steps, count=count: run_tegum(count, steps)))
                contenders.append(((name, count), lambda steps, worker=worker, name=name: worker.run(name, steps)))
    best = {}
    for i in range(options.rounds):
        print(f"bench-peers: round {i + 1} of {options.rounds}", file=sys.stderr)
        for key, run in contenders:
            time.sleep(0.1)
            best[key] = min(best.get(key, (math.inf, 0)), run(options.steps))
    versions = {worker.peer: worker.version for worker in workers}
    troubles = {name: trouble for worker in workers for name, trouble in worker.troubles.items()}
    for worker in workers:
        worker.close()
    return best, versions, troubles


def processor():
    """The processor's name."""
    lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def digits(x):
    return f"{x:.0f}" if x >= 100 else f"{x:.1f}"


def report(options, threads, best, versions, troubles):
    """The table and what is to be said about it, in Markdown."""
    ours = best["tegum", threads[0]][0]

    def fastest(names):
        return min(value[0] for key, value in best.items() if key[0] in names)

    labels = ["one core" if count == 1 else f"{count} cores" for count in threads]
    lines = [
        "| µs a step | " + " | ".join(labels) + " | best, in Tegum's steps on one core | final loss |",
        "|---|" + "--:|" * (len(threads) + 2),
    ]
    for name in NAMES:
        values = [best.get((name, count)) for count in threads]
        if not any(values):
            continue
        cells = [digits(value[0]) if value else "–" for value in values]
        loss = min(value for value in values if value)[1]
        lines.append(f"| {NAMES[name]} | " + " | ".join(cells) + f" | {fastest([name]) / ours:.1f} | {loss:.5f} |")
    eager = ["eager", "eager fused"]
    torch, plain, jax = (fastest(names) for names in (eager + ["compiled loss", "compiled step"], eager, ["jit", "scan"]))
    lines += [
        "",
        f"A step of PyTorch at its best costs as much as {torch / ours:.1f} steps of Tegum on one core; without `torch.compile` "
        f"{plain / ours:.1f}. One of JAX at its best costs as much as {jax / ours:.1f}.",
        "",
        f"{processor()}, {os.cpu_count()} cores; Python {platform.python_version()}, PyTorch {versions['torch']}, JAX {versions['jax']}. "
        f"Best of {options.rounds} rounds of {options.steps} steps.",
    ]
    lines += [f"Not run here: {NAMES[name]} ({trouble})." for name, trouble in troubles.items()]
    return "\n".join(lines) + "\n"


ABOUT = """# Beside PyTorch and JAX

One training in three engines: 90 features on a circle with windows of width 0.05, 3 hidden dimensions, batches of 1024 fresh
samples, Adam with a learning rate of 1e-3, all in 32-bit floating point. In Tegum it is

    let m = toy(n: 90, h: 3, scale: 0.05); train(m, adam, 10000)

The programs of the others are in `scripts/bench_peers.py`; they draw a batch at once, in vectorised code, and bring nothing back
to Python while they train. The engines ran by turns on the same cores, Tegum before each of the others, and of each the fastest run counts; neither importing
nor compiling is in the figures. `scripts/bench-peers --write` measures anew and writes this page.

"""


def main():
    parser = argparse.ArgumentParser(prog="bench-peers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=3000, help="steps of a training (3000)")
    parser.add_argument("--rounds", type=int, default=5, help="trainings of each contender (5)")
    parser.add_argument("--write", action="store_true", help="write docs/peers.md too")
    parser.add_argument("--worker", choices=PEERS, help=argparse.SUPPRESS)
    parser.add_argument("--threads", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        return work(options.worker, options.threads)
    if options.steps < 1 or options.rounds < 1:
        parser.error("steps and rounds are at least 1")
    threads = [count for count in (1, 2) if count <= len(os.sched_getaffinity(0))]
    text = report(options, threads, *measure(options, threads))
    print(text, end="")
    if options.write:
        page = ROOT / "docs/peers.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(ABOUT + text)
        print(f"bench-peers: wrote {page}", file=sys.stderr)


if __name__ == "__main__":
    main()
