"""A wide autoencoder: 512 inputs, 8192 atoms."""

N, ATOMS, BATCH, P = 512, 8192, 4096, 0.99
ABOUT = """512 sparse inputs, 8192 atoms with a relu, 512 outputs, neither tied nor normalised, batches of 4096 fresh samples: 8.4 million parameters. In Tegum it is

    let m = model(A: xavier(8192, 512), a: zeros(8192), B: xavier(512, 8192), b: zeros(512)) { p, x in p.B @ relu(p.A @ x + p.a) + p.b }
    train(m, adam, 10, data: sparse(512, p: 0.99), batch: 4096)
"""
UNIT = "ms a step"
MODELS = 1
MORE = 1
STEPS = 3


def tegum(steps):
    """The text that trains, and prints what a step costs and the final loss."""
    return (
        f"let m = model(A: xavier({ATOMS}, {N}), a: zeros({ATOMS}), B: xavier({N}, {ATOMS}), b: zeros({N})) "
        "{ p, x in p.B @ relu(p.A @ x + p.a) + p.b }; "
        f"let r = train(m, adam, {steps}, data: sparse({N}, p: {P}), batch: {BATCH}); print(r.seconds, r.final)"
    )


def torch_model(torch):
    """Parameters, how they start, and the loss of a fresh batch."""

    def start(A, a, B, b):
        torch.nn.init.xavier_normal_(A)
        torch.nn.init.xavier_normal_(B)
        a.zero_()
        b.zero_()

    def loss(A, a, B, b):
        u = torch.rand(BATCH, N)
        x = torch.where(u < 1 - P, u / (1 - P), 0.0)
        hidden = torch.relu(torch.nn.functional.linear(x, A, a))
        return torch.nn.functional.mse_loss(torch.nn.functional.linear(hidden, B, b), x)

    return [(ATOMS, N), (ATOMS,), (N, ATOMS), (N,)], start, loss


def jax_model(jax):
    """The same for JAX: parameters from a key, and the loss of a batch from a key."""
    np = jax.numpy

    def start(key):
        first, second = jax.random.split(key)
        scale = (2 / (N + ATOMS)) ** 0.5
        return [
            scale * jax.random.normal(first, (ATOMS, N)), np.zeros(ATOMS), scale * jax.random.normal(second, (N, ATOMS)), np.zeros(N),
        ]

    def loss(p, key):
        A, a, B, b = p
        u = jax.random.uniform(key, (BATCH, N))
        x = np.where(u < 1 - P, u / (1 - P), 0.0)
        return np.mean((jax.nn.relu(x @ A.T + a) @ B.T + b - x) ** 2)

    return start, loss
