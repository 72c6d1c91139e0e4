# Python with the programs that Tegum is compared with. Source scripts/lib/setup.sh first.

# need_peers FOLDER MODULE…: sets `python` to an interpreter that imports the modules: the one that TEGUM_PEERS_PYTHON names, else one in
# .build/FOLDER, where they are installed from PyPI (which knows sklearn as scikit-learn).
need_peers() {
  local folder="$root/.build/$1"
  shift
  local modules="import $(IFS=,; echo "$*")"
  python=${TEGUM_PEERS_PYTHON:-$folder/bin/python}
  "$python" -c "$modules" >/dev/null 2>&1 && return 0
  [ -z "${TEGUM_PEERS_PYTHON:-}" ] || die "TEGUM_PEERS_PYTHON is $python, which cannot import $*"
  python3 -c 'import venv, ensurepip' 2>/dev/null || need_packages python3 python3-venv
  say "installing $* from PyPI into $folder (this takes a while)"
  python3 -m venv "$folder" >&2 || die "python3 -m venv failed"
  "$python" -m pip install --quiet --disable-pip-version-check --no-input "${@/#sklearn/scikit-learn}" </dev/null >&2 || true
  "$python" -c "$modules" >/dev/null 2>&1 || die "$* could not be installed from PyPI; TEGUM_PEERS_PYTHON may name an interpreter that has them"
}
