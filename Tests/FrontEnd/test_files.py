"""Files of tensors, to and from the reference implementation of safetensors and NumPy."""

import hashlib
import os
import struct

import pytest

numpy = pytest.importorskip("numpy")
safetensors = pytest.importorskip("safetensors", reason="the Python package safetensors is not installed")
from safetensors.numpy import load_file, save_file  # noqa: E402

# By the names of the format: NumPy's type, the type that Tegum reads it as, and numbers that are hard to hold.
TYPES = {
    "F64": ("float64", "Float64", [0.1, -0.0, 5e-324, 1.7976931348623157e308, float("inf")]),
    "F32": ("float32", "Float32", [0.1, -1e-45, 3.4e38, float("-inf"), 2]),
    "F16": ("float16", "Float32", [0.1, 6e-8, 65504, float("inf"), -2]),
    "I64": ("int64", "Float64", [0, -(2**53), 2**53, 2**62, -1]),
    "U64": ("uint64", "Float64", [0, 2**53, 2**63, 1, 2]),
    "I32": ("int32", "Float64", [0, -(2**31), 2**31 - 1, 1, 2]),
    "U32": ("uint32", "Float64", [0, 2**32 - 1, 1, 2, 3]),
    "I16": ("int16", "Float32", [-(2**15), 2**15 - 1, 0, 1, 2]),
    "U16": ("uint16", "Float32", [2**16 - 1, 0, 1, 2, 3]),
    "I8": ("int8", "Float32", [-128, 127, 0, 1, 2]),
    "U8": ("uint8", "Float32", [255, 0, 1, 2, 3]),
    "BOOL": ("bool", "Float32", [True, False, True, True, False]),
}


def test_the_reference_reads_what_is_written(tegum, tmp_path):
    program = """
    let m = mlp([4, 8, 2]), x = normal(0, 1, shape: [3, 5])
    save((net: m, x: x, n: 90, on: true, name: "θ \\"ring\\"", e: zeros(0, 3)), "a.safetensors")
    print(m.W[1][1, 7] == load("a.safetensors").net.W[1][1, 7], x[2, 4])
    """
    done = tegum("-e", program)
    assert done.status == 0, done
    found = load_file(tmp_path / "a.safetensors")
    assert sorted(found) == ["e", "n", "net.W.0", "net.W.1", "net.b.0", "net.b.1", "on", "x"]
    shapes = {name: (array.dtype.name, array.shape) for name, array in found.items()}
    assert shapes["net.W.0"] == ("float32", (8, 4)) and shapes["x"] == ("float64", (3, 5)) and shapes["e"] == ("float64", (0, 3))
    assert shapes["n"] == ("float64", ()) and found["n"] == 90 and shapes["on"] == ("bool", ()) and found["on"]
    assert done.output == f"true {float(found['x'][2, 4])!r}\n"
    with safetensors.safe_open(tmp_path / "a.safetensors", "numpy") as file:
        assert file.metadata() == {"name": 'θ "ring"'}


def test_the_same_bytes_as_the_reference(tegum, tmp_path):
    arrays = {
        "W": numpy.arange(6, dtype="float32").reshape(2, 3), "b": numpy.array([0.5, -0.25]), "a": numpy.array(3.0), "t": numpy.array(True),
        "θ\n\"": numpy.zeros((0, 2), dtype="float32"), "Z": numpy.array(1.0, dtype="float32"),
    }
    save_file(arrays, tmp_path / "reference.safetensors")
    done = tegum("-e", 'save(load("reference.safetensors"), "ours.safetensors")')
    assert done.status == 0, done
    # a single Float32 comes back as a number, which is Float64: all else is the same
    arrays["Z"] = arrays["Z"].astype("float64")
    save_file(arrays, tmp_path / "expected.safetensors")
    assert (tmp_path / "ours.safetensors").read_bytes() == (tmp_path / "expected.safetensors").read_bytes()


@pytest.mark.parametrize("name", TYPES)
def test_every_type_is_read(tegum, tmp_path, name):
    dtype, expected, numbers = TYPES[name]
    array = numpy.array(numbers, dtype=dtype)
    save_file({"x": array, "one": numpy.array(numbers[0], dtype=dtype)}, tmp_path / "a.safetensors")
    assert f'"dtype":"{name}"'.encode() in (tmp_path / "a.safetensors").read_bytes()
    done = tegum("-e", 'let r = load("a.safetensors"); print(r.x.type, type(r.one)); save(r, "b.safetensors")')
    assert (done.output, done.errors) == (f"{expected} {'Bool' if name == 'BOOL' else 'Number'}\n", ""), done
    back = load_file(tmp_path / "b.safetensors")
    assert back["x"].dtype == expected.lower()
    assert back["x"].tobytes() == array.astype(expected.lower()).tobytes()
    assert back["one"] == array[0]


def test_digits_that_are_lost_are_said(tegum, tmp_path):
    save_file({"ids": numpy.array([2**53 + 1, 2**62 + 1, 5]), "n": numpy.array(7)}, tmp_path / "a.safetensors")
    done = tegum("-e", 'load("a.safetensors").ids[0] == 2^53')
    assert done.status == 0 and done.output == "true\n"
    assert done.errors.startswith("warning: a.safetensors: 2 numbers of \"ids\"")


def test_a_model_of_another_program(tegum, tmp_path):
    rng = numpy.random.default_rng(1)
    arrays = {f"layers.{i}.{name}": rng.normal(size=size).astype("float32") for i in range(12) for name, size in [("weight", (3, 3)), ("bias", 3)]}
    save_file(arrays, tmp_path / "a.safetensors", metadata={"format": "pt", "layers": "12", "layers.0.note": "first"})
    program = 'let r = load("a.safetensors"); print(r.layers.count, r.layers[11].weight.shape, keys(r.layers[0]), r.format)'
    done = tegum("-e", program)
    assert done.output == '12 [3, 3] ["bias", "weight", "note"] pt\n', done
    # a text that stands where tensors do is left out, and that is said
    assert done.errors.count("warning") == 1 and '"layers"' in done.errors
    save_file({"a": arrays["layers.0.bias"], "a.b": arrays["layers.0.bias"]}, tmp_path / "b.safetensors")
    done = tegum("-e", 'load("b.safetensors")')
    assert done.status == 1 and 'cannot load b.safetensors: the name "a" stands for a value, and "a.b" for a part of it' in done.errors


def test_bfloat16(tegum, tmp_path):
    header = b'{"x":{"dtype":"BF16","shape":[3],"data_offsets":[0,6]}}'
    data = struct.pack("<3H", 0x3F80, 0xC049, 0x7F80)
    (tmp_path / "a.safetensors").write_bytes(struct.pack("<Q", len(header)) + header + data)
    assert tegum("-e", 'print(load("a.safetensors").x)').output == "[1, -3.1406, inf]\n"


def test_a_run_goes_on_in_another_process(tegum, tmp_path):
    model, training = "let m = toy(n: 20, h: 3, scale: 0.1)", "adam(lr: 0.01), {}, batch: 64"
    show = 'save(run, "{}.safetensors"); print(run.steps)'
    whole = tegum("-e", f"{model}; let run = train(m, {training.format(300)}); {show.format('whole')}")
    part = tegum("-e", f"{model}; let run = train(m, {training.format(120)}); {show.format('part')}")
    rest = tegum("-e", f"{model}; let run = train(m, {training.format(180)}, from: load(\"part.safetensors\")); {show.format('rest')}")
    assert [done.output for done in (whole, part, rest)] == ["300\n", "120\n", "300\n"], (whole, part, rest)
    files = {name: load_file(tmp_path / f"{name}.safetensors") for name in ["whole", "rest"]}
    for file in files.values():
        assert file.pop("seconds") > 0
    digests = {name: hashlib.md5(b"".join(file[key].tobytes() for key in sorted(file))).hexdigest() for name, file in files.items()}
    assert digests["whole"] == digests["rest"] and sorted(files["whole"]) == sorted(files["rest"])
    assert files["rest"]["loss"].shape == (300,) and "state.W.v" in files["rest"]


def test_the_file_is_written_whole_or_not_at_all(tegum, tmp_path):
    tegum("-e", 'save((a: 1), "a.safetensors")')
    before = (tmp_path / "a.safetensors").read_bytes()
    assert tegum("-e", 'save((a: 2, f: { 1 }), "a.safetensors")').status == 1
    (tmp_path / "d.safetensors").mkdir()
    assert "cannot write d.safetensors: Is a directory" in tegum("-e", 'save(1, "d.safetensors")').errors
    assert "cannot read d.safetensors: it is a folder" in tegum("-e", 'load("d.safetensors")').errors
    assert (tmp_path / "a.safetensors").read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == ["a.safetensors", "d.safetensors"]


def test_what_is_no_file_is_not_waited_for(tegum, tmp_path):
    os.mkfifo(tmp_path / "pipe.safetensors")
    os.symlink("/dev/zero", tmp_path / "zero.safetensors")
    for name in ["pipe", "zero"]:
        done = tegum("-e", f'load("{name}.safetensors")', timeout=10)
        assert done.status == 1 and f"cannot read {name}.safetensors: it is no file with a size" in done.errors


def test_a_claim_does_not_take_memory(tegum, tmp_path):
    """A file of a terabyte without contents, and headers that promise as much."""
    with open(tmp_path / "a.safetensors", "wb") as file:
        header = b'{"x":{"dtype":"F64","shape":[134217728000],"data_offsets":[0,1073741824000]}}'
        file.write(struct.pack("<Q", len(header)) + header)
        file.truncate(8 + len(header) + 1073741824000)
    done = tegum("-e", 'load("a.safetensors")', timeout=10)
    assert done.status == 1 and "cannot load a.safetensors: its tensors need" in done.errors
    (tmp_path / "b.safetensors").write_bytes(struct.pack("<Q", 99_999_999) + b"{}")
    done = tegum("-e", 'load("b.safetensors")', timeout=10)
    assert done.status == 1 and "claims a header of 99999999 bytes, and has 2 behind" in done.errors


def test_a_truncated_file(tegum, tmp_path):
    tegum("-e", 'save(train(toy(), adam, 5), "a.safetensors")')
    whole = (tmp_path / "a.safetensors").read_bytes()
    program = 'var n = 0\nfor i in 0..<{} {{ try {{ load("\\(i).safetensors") }} catch e {{ n += 1 }} }}\nprint(n)'
    for length in range(len(whole)):
        (tmp_path / f"{length}.safetensors").write_bytes(whole[:length])
    assert tegum("-e", program.format(len(whole))).output == f"{len(whole)}\n"
