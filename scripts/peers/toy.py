"""One toy model: 90 features on a circle, 3 hidden dimensions."""

import math

N, H, BATCH, SCALE = 90, 3, 1024, 0.05
ABOUT = """90 features on a circle with windows of width 0.05, 3 hidden dimensions, batches of 1024 fresh samples. In Tegum it is

    let m = toy(n: 90, h: 3, scale: 0.05); train(m, adam, 10000)
"""
UNIT = "µs a step"
MODELS = 1
STEPS = 1000
# the line as it stands: a step of Tegum's costs less when more rows are off, which training makes them; the others' cost the same all along
MORE = 10


def tegum(steps):
    """The text that trains, and prints what a step costs and the final loss."""
    return f"let r = train(toy(n: {N}, h: {H}, scale: {SCALE}), adam, {steps}); print(r.seconds, r.final)"


def torch_model(torch):
    """Parameters, how they start, and the loss of a fresh batch."""
    phi = 2 * math.pi * torch.arange(N) / N

    def samples():
        theta, m = 2 * math.pi * torch.rand(BATCH, 1), torch.rand(BATCH, 1)
        d = (phi - theta).abs()
        a = torch.minimum(d, 2 * math.pi - d) / SCALE
        return torch.where(a <= math.pi / 2, m * torch.cos(a), 0.0)

    def start(W, b):
        torch.nn.init.xavier_normal_(W)
        b.zero_()

    def loss(W, b):
        x = samples()
        return torch.nn.functional.mse_loss(torch.relu(x @ W.T @ W + b), x)

    return [(H, N), (N,)], start, loss


def jax_model(jax):
    """The same for JAX: parameters from a key, and the loss of a batch from a key."""
    np = jax.numpy
    phi = 2 * np.pi * np.arange(N) / N

    def start(key):
        return [math.sqrt(2 / (N + H)) * jax.random.normal(key, (H, N)), np.zeros(N)]

    def loss(p, key):
        W, b = p
        key_theta, key_m = jax.random.split(key)
        theta, m = 2 * np.pi * jax.random.uniform(key_theta, (BATCH, 1)), jax.random.uniform(key_m, (BATCH, 1))
        d = np.abs(phi - theta)
        a = np.minimum(d, 2 * np.pi - d) / SCALE
        x = np.where(a <= np.pi / 2, m * np.cos(a), 0)
        return np.mean((jax.nn.relu(x @ W.T @ W + b) - x) ** 2)

    return start, loss
