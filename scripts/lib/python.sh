# Python for the tests that drive the program at a pseudo-terminal: an environment under .build with what they import.

venv="$root/.build/python"
test_modules=(pytest pexpect pyte numpy)

# Whether the environment is there and imports everything.
has_python() {
  [ -x "$venv/bin/python" ] && "$venv/bin/python" -c "import $(IFS=,; echo "${test_modules[*]}")" 2>/dev/null
}

# Makes the environment: from what the system has, else from PyPI, else from Debian's packages.
need_python() {
  has_python && return 0
  local packages=(python3)
  python3 -c 'import venv, ensurepip' 2>/dev/null || packages+=(python3-venv)
  need_packages "${packages[@]}"
  say "making a Python environment for the tests in .build/python"
  python3 -m venv --clear --system-site-packages "$venv" >&2 || die "python3 -m venv failed"
  has_python && return 0
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input "${test_modules[@]}" </dev/null >&2 || true
  has_python && return 0
  say "PyPI was of no help; trying Debian's packages"
  need_packages "${test_modules[@]/#/python3-}"
  python3 -m venv --clear --system-site-packages "$venv" >&2
  has_python || die "the tests need the Python modules ${test_modules[*]}"
}
