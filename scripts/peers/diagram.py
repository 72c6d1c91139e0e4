"""A thousand small models at once: the phase diagram of two features in one dimension."""

POINTS, SEEDS, N, H, BATCH = 10, 10, 2, 1, 1024
MODELS = POINTS * POINTS * SEEDS
ABOUT = """A phase diagram: 10 densities by 10 importances by 10 starts, each a model of two features in one dimension with batches of 1024 fresh samples: 1000 models,
trained at once. The others have an axis for the models; Tegum trains a list. In Tegum it is

    let models = many(1000) { i in toy(n: 2, h: 1, p: …, importance: [1, …]) }
    train(models, adam, 400)

Tegum's figures are those of its whole process, start and tracing of all models with it.
"""
UNIT = "µs a step of one model"
STEPS = 10
# Tegum's steps for one of the others: tracing is part of its time, and a training has some thousand steps
MORE = 40


def tegum(steps):
    """The text that trains and prints the mean final loss."""
    return (
        f"let models = many({MODELS}) {{ i in toy(n: {N}, h: {H}, p: 1 - 0.01^((floor(i / {SEEDS}) % {POINTS}) / {POINTS - 1}), "
        f"importance: [1, 10^(2 * floor(i / {POINTS * SEEDS}) / {POINTS - 1} - 1)]) }}; "
        f"let runs = train(models, adam, {steps}); print(mean(map(runs) {{ r in r.final }}))"
    )


def torch_model(torch):
    """Parameters, how they start, and the loss of a fresh batch: the mean over all models, times their number."""
    i = torch.arange(MODELS)
    density = 0.01 ** ((i // SEEDS) % POINTS / (POINTS - 1))
    importance = torch.stack([torch.ones(MODELS), 10 ** (2 * (i // (POINTS * SEEDS)) / (POINTS - 1) - 1)], 1)

    def start(W, b):
        torch.nn.init.normal_(W, std=(2 / (N + H)) ** 0.5)
        b.zero_()

    def loss(W, b):
        u = torch.rand(BATCH, MODELS, N)
        x = torch.where(u < density[:, None], u / density[:, None], 0.0)
        h = torch.einsum("bmn,mhn->bmh", x, W)
        y = torch.relu(torch.einsum("bmh,mhn->bmn", h, W) + b)
        return (importance * (y - x) ** 2).mean((0, 2)).sum()

    return [(MODELS, H, N), (MODELS, N)], start, loss


def jax_model(jax):
    """The same for JAX: parameters from a key, and the loss of a batch from a key."""
    np = jax.numpy
    i = np.arange(MODELS)
    density = 0.01 ** ((i // SEEDS) % POINTS / (POINTS - 1))
    importance = np.stack([np.ones(MODELS), 10.0 ** (2 * (i // (POINTS * SEEDS)) / (POINTS - 1) - 1)], 1)

    def start(key):
        return [(2 / (N + H)) ** 0.5 * jax.random.normal(key, (MODELS, H, N)), np.zeros((MODELS, N))]

    def loss(p, key):
        W, b = p
        u = jax.random.uniform(key, (BATCH, MODELS, N))
        x = np.where(u < density[:, None], u / density[:, None], 0.0)
        h = np.einsum("bmn,mhn->bmh", x, W)
        y = jax.nn.relu(np.einsum("bmh,mhn->bmn", h, W) + b)
        return (importance * (y - x) ** 2).mean((0, 2)).sum()

    return start, loss
