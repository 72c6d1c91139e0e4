"""Files of arrays, to and from NumPy."""

import zipfile

import pytest

numpy = pytest.importorskip("numpy")

# NumPy's types, what Tegum reads them as, and numbers that are hard to hold.
TYPES = {
    "<f8": ("Float64", [0.1, -0.0, 5e-324, 1.7976931348623157e308]),
    ">f8": ("Float64", [0.1, -0.0, 5e-324, float("inf")]),
    "<f4": ("Float32", [0.1, -1e-45, 3.4e38, float("-inf")]),
    ">f4": ("Float32", [0.1, -1e-45, 3.4e38, 2]),
    "<f2": ("Float32", [0.1, 6e-8, 65504, float("inf")]),
    "<i8": ("Float64", [0, -(2**53), 2**53, 2**62]),
    ">u8": ("Float64", [0, 2**53, 2**63, 1]),
    "<i4": ("Float64", [0, -(2**31), 2**31 - 1, 1]),
    ">u4": ("Float64", [0, 2**32 - 1, 1, 2]),
    "<i2": ("Float32", [-(2**15), 2**15 - 1, 0, 1]),
    ">u2": ("Float32", [2**16 - 1, 0, 1, 2]),
    "|i1": ("Float32", [-128, 127, 0, 1]),
    "|u1": ("Float32", [255, 0, 1, 2]),
    "|b1": ("Float32", [True, False, True, True]),
}


@pytest.mark.parametrize("dtype", TYPES)
def test_every_type_is_read_in_either_order(tegum, tmp_path, dtype):
    expected, numbers = TYPES[dtype]
    array = numpy.array(numbers, dtype=dtype).reshape(2, 2)
    numpy.save(tmp_path / "c.npy", array)
    numpy.save(tmp_path / "f.npy", numpy.asfortranarray(array))
    numpy.savez_compressed(tmp_path / "a.npz", x=array.T, one=array[0, 0])
    program = 'let c = load("c.npy"), r = load("a.npz"); print(c.type, type(r.one)); save(c, "c2.npy"); save(load("f.npy"), "f2.npy"); save(r, "r2.npz")'
    done = tegum("-e", program)
    assert (done.output, done.errors) == (f"{expected} {'Bool' if dtype == '|b1' else 'Number'}\n", ""), done
    wide = array.astype(expected.lower())
    for name in ["c2.npy", "f2.npy"]:
        back = numpy.load(tmp_path / name)
        assert back.dtype == expected.lower() and back.tobytes() == wide.tobytes()
    with numpy.load(tmp_path / "r2.npz") as back:
        assert sorted(back) == ["one", "x"] and back["x"].tobytes() == numpy.ascontiguousarray(wide.T).tobytes() and back["one"] == array[0, 0]


def test_the_same_bytes_as_numpy(tegum, tmp_path):
    for name, array in {"a": numpy.arange(6.0).reshape(2, 3), "b": numpy.zeros((0, 3), "float32"), "c": numpy.arange(3, dtype="float32"), "d": numpy.array(2.5)}.items():
        numpy.save(tmp_path / f"{name}.npy", array)
        assert tegum("-e", f'save(load("{name}.npy"), "ours.npy")').status == 0
        assert (tmp_path / "ours.npy").read_bytes() == (tmp_path / f"{name}.npy").read_bytes()


def test_a_model_goes_out_and_comes_back(tegum, tmp_path):
    done = tegum("-e", 'let m = mlp([4, 8, 2]); save((net: m, n: 90, on: true), "m.npz"); print(m.W[1][1, 7] == load("m.npz").net.W[1][1, 7])')
    assert done.output == "true\n", done
    assert zipfile.ZipFile(tmp_path / "m.npz").testzip() is None
    with numpy.load(tmp_path / "m.npz") as found:
        assert sorted(found) == ["n", "net.W.0", "net.W.1", "net.b.0", "net.b.1", "on"]
        assert found["net.W.0"].shape == (8, 4) and found["net.W.0"].dtype == "float32" and found["n"] == 90 and found["on"].dtype == "bool"


def test_digits_that_are_lost_are_said(tegum, tmp_path):
    numpy.savez(tmp_path / "a.npz", ids=numpy.array([2**53 + 1, 5]))
    done = tegum("-e", 'load("a.npz").ids[0] == 2^53')
    assert done.output == "true\n" and done.errors.startswith('warning: a.npz: 1 number of "ids"')


@pytest.mark.parametrize("array", [numpy.array(["a"]), numpy.array([1j]), numpy.array([None]), numpy.zeros(1, [("a", "f8")])], ids=["text", "complex", "object", "record"])
def test_what_is_no_tensor_is_refused(tegum, tmp_path, array):
    numpy.save(tmp_path / "a.npy", array)
    done = tegum("-e", 'load("a.npy")')
    assert done.status == 1 and "cannot load a.npy: its " in done.errors


def test_a_claim_does_not_take_memory(tegum, tmp_path):
    """A terabyte without contents, as an array and packed to a thousandth of it."""
    header = b"{'descr': '<f8', 'fortran_order': False, 'shape': (134217728000,), }\n"
    with open(tmp_path / "a.npy", "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header)
        file.truncate(10 + len(header) + 1073741824000)
    done = tegum("-e", 'load("a.npy")', timeout=10)
    assert done.status == 1 and "cannot load a.npy: its array needs 1073741824000 bytes" in done.errors
    with zipfile.ZipFile(tmp_path / "b.npz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x.npy", bytes(1000))
    packed = (tmp_path / "b.npz").read_bytes()
    lie = packed.replace((1000).to_bytes(4, "little"), (4_000_000_000).to_bytes(4, "little"))
    assert lie != packed
    (tmp_path / "b.npz").write_bytes(lie)
    done = tegum("-e", 'load("b.npz")', timeout=10)
    assert done.status == 1 and '"x.npy" claims 4000000000 bytes' in done.errors
