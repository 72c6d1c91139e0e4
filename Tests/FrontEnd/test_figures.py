"""Figures in files of pixels and pages, written by the real program."""

import hashlib
import struct

LINE = "let f = plot(sin(arange(40) / 5), title: \"ℓ & φ\"); "


def test_a_png_has_the_size_that_was_asked_for(tegum, tmp_path):
    done = tegum("-e", LINE + 'save(f, "a.png"); save(f, "b.png", dpi: 96)')
    assert done.status == 0 and done.errors == "", done
    sizes = []
    for name in ("a.png", "b.png"):
        data = (tmp_path / name).read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        sizes.append(struct.unpack(">II", data[16:24]))
    assert sizes[0] == tuple(2 * side for side in sizes[1])


def test_the_same_bytes_each_time(tegum, tmp_path):
    digests = set()
    for _ in range(2):
        assert tegum("-e", LINE + 'save(f, "a.png"); save(f, "a.pdf")').status == 0
        digests.add(hashlib.sha256((tmp_path / "a.png").read_bytes() + (tmp_path / "a.pdf").read_bytes()).hexdigest())
    assert len(digests) == 1


def test_what_cannot_be_written_leaves_nothing(tegum, tmp_path):
    for command in ('save(f, "none/a.png")', 'save(f, "a.png", dpi: 1e9)', 'save([1], "a.pdf")'):
        done = tegum("-e", LINE + command)
        assert done.status == 1 and "error:" in done.errors, done
    assert list(tmp_path.glob("*a.p*")) == []


def test_a_character_without_a_form_is_a_warning(tegum, tmp_path):
    done = tegum("-e", 'save(plot([1, 2], title: "\ue123"), "a.png")')
    assert done.status == 0 and "warning: the fonts that are installed lack \"\ue123\"" in done.errors, done
    assert (tmp_path / "a.png").exists()


def test_of_a_model_or_a_record_a_matrix_can_be_drawn(tegum):
    for value, way in (("toy(n: 5, h: 2)", "plot(m.W) draws its W"), ("(b: [1, 2], V: eye(3))", "plot(r.V) draws its V")):
        done = tegum("-e", f"plot({value})")
        assert done.status == 1 and f"hint: {way}" in done.errors, done
