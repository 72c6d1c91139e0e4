"""What the measuring scripts say of the machine that they ran on."""

import pathlib
import platform


def line(name):
    """A line of what the system says of its first processor; "" where it has none of that name."""
    lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(name)), "")


def kernels():
    """The builds of the kernels that run here beside the plain one: v4 wants AVX-512, v3 AVX2."""
    flags = line("flags").split()
    return [name for name, flag in (("v4", "avx512f"), ("v3", "avx2")) if flag in flags]


def processor():
    """The processor's name, and the widest vectors that it has."""
    widest = {"v4": " with AVX-512", "v3": " with AVX2"}[kernels()[0]] if kernels() else ""
    return (line("model name") or platform.machine()) + widest
