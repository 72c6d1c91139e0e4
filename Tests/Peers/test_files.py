"""Files beside the programs that people use them with: PyTorch, safetensors, gensim."""

import math

import numpy
import pytest

WRITE = 'let net = mlp([4, 8, 2]); save(net, "net.safetensors"); save(net, "net.npz"); print(net(ones(4))[0])'


def test_pytorch_reads_a_model(tegum, tmp_path):
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    from safetensors.torch import load_file

    expected = float(tegum(WRITE))
    archive = numpy.load(tmp_path / "net.npz")
    for state in load_file(tmp_path / "net.safetensors"), {name: torch.from_numpy(archive[name]) for name in archive}:
        layers = [torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 2)]
        for i, layer in enumerate([layers[0], layers[2]]):
            layer.load_state_dict({"weight": state[f"W.{i}"], "bias": state[f"b.{i}"]})
        assert math.isclose(torch.nn.Sequential(*layers)(torch.ones(4))[0].item(), expected, rel_tol=1e-5)


def test_a_model_of_pytorch_is_read(tegum, tmp_path):
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    from safetensors.torch import save_file

    torch.manual_seed(0)
    net = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 2))
    save_file(net.state_dict(), tmp_path / "net.safetensors")
    save_file({name: tensor.to(torch.bfloat16) for name, tensor in net.state_dict().items()}, tmp_path / "short.safetensors")
    numpy.savez(tmp_path / "net.npz", **{name: tensor.numpy() for name, tensor in net.state_dict().items()})
    program = 'let s = load("{}"); print(list(s["2"].weight @ relu(s["0"].weight @ ones(4) + s["0"].bias) + s["2"].bias))'
    expected = net(torch.ones(4)).tolist()
    for file, tolerance in ("net.safetensors", 1e-5), ("net.npz", 1e-5), ("short.safetensors", 0.05):
        assert numpy.allclose(eval(tegum(program.format(file))), expected, atol=tolerance)


def test_word_vectors_of_gensim(tegum, tmp_path):
    models = pytest.importorskip("gensim.models", reason="gensim is not installed")

    vectors = models.KeyedVectors(3)
    numbers = numpy.random.default_rng(1).normal(size=(4, 3)).astype("float32")
    vectors.add_vectors(["the", "θ", "of", "queen"], numbers)
    for name, binary in ("a.vec", False), ("a.bin", True):
        vectors.save_word2vec_format(tmp_path / name, binary=binary)
        said = tegum(f'let e = load("{name}"); print(e.words, e.number.queen); save(e, "ours-{name}"); save(e.vectors, "{name}.npy")')
        assert said == '["the", "θ", "of", "queen"] 3\n'
        assert numpy.allclose(numpy.load(tmp_path / f"{name}.npy"), numbers, rtol=0 if binary else 1e-6)
        back = models.KeyedVectors.load_word2vec_format(tmp_path / f"ours-{name}", binary=binary)
        assert back.index_to_key == vectors.index_to_key and numpy.array_equal(back.vectors, numpy.load(tmp_path / f"{name}.npy"))
    # the words nearest to one, by both
    nearest = tegum('print(join(neighbours(load("a.bin"), "queen", k: 3).word, " "))').split()
    assert nearest == [word for word, _ in vectors.most_similar("queen", topn=3)]
