# Python for the tests that drive the program at a pseudo-terminal: an environment under .build with what they import.

venv="$root/.build/python"
test_modules=(pytest pexpect pyte numpy)
# Programs that read what Tegum writes, and the other way round. Debian lacks some: tests that miss one are skipped and say so.
peer_modules=(safetensors textmate_grammar nbformat jupyter_client jupyter_kernel_test)
peer_packages=(safetensors textmate-grammar-python nbformat jupyter_client jupyter_kernel_test)

# Whether the environment is there and imports the modules.
imports() {
  [ -x "$venv/bin/python" ] && "$venv/bin/python" -c "import $(IFS=,; echo "$*")" 2>/dev/null
}
has_python() { imports "${test_modules[@]}"; }

# Makes the environment.
need_python() {
  need_test_modules
  imports "${peer_modules[@]}" && return 0
  "$venv/bin/python" -m pip install --quiet --retries 1 --disable-pip-version-check --no-input "${peer_packages[@]}" </dev/null >&2 ||
    say "without ${peer_packages[*]}, which PyPI did not give, some tests are skipped"
}

# need_modules NAME…: takes modules that are called as PyPI calls them from there, into the environment that `need_python` made.
need_modules() {
  imports "$@" || "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input "$@" </dev/null >&2
}

# Takes what the tests must have from the system, else from PyPI, else from Debian's packages.
need_test_modules() {
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
