# Shared by scripts/tegum and scripts/test: what a fresh Debian or Ubuntu machine lacks, and the release build.
# Everything it says and everything it runs writes to standard error; standard input is never read.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
binary="$root/.build/release/tegum"
stamp="$root/.build/tegum.stamp"

say() { printf 'tegum: %s\n' "$*" >&2; }
die() { say "$@"; exit 1; }

# Debian packages that the build needs.
build_packages=(
  git libc6-dev libreadline-dev liblapacke-dev liblapack-dev libcairo2-dev zlib1g-dev libgif-dev libmd4c-dev libmd4c-html0-dev libmicrohttpd-dev libzmq3-dev
  libssl-dev libpangocairo-1.0-0 libjs-katex fonts-dejavu-core
)

# The names among the arguments that are not installed.
missing_packages() {
  local name
  for name; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || printf '%s ' "$name"
  done
}

# Installs Debian packages, with sudo where the user is not root. On other systems it says what is needed and goes on.
need_packages() {
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "this is no Debian or Ubuntu; the build needs what these packages hold there: $*"
    return 0
  fi
  local missing as_root=()
  read -r -a missing <<<"$(missing_packages "$@")"
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || die "please install as root: apt-get install ${missing[*]}"
    as_root=(sudo)
    # Without a terminal nobody can type a password.
    [ -t 2 ] || as_root+=(-n)
  fi
  as_root+=(env DEBIAN_FRONTEND=noninteractive)
  say "installing ${missing[*]}"
  "${as_root[@]}" apt-get install -y --no-install-recommends "${missing[@]}" </dev/null >&2 && return 0
  say "bringing the package lists up to date, and trying again"
  "${as_root[@]}" apt-get update </dev/null >&2 || true
  "${as_root[@]}" apt-get install -y --no-install-recommends "${missing[@]}" </dev/null >&2 ||
    die "could not install ${missing[*]}"
}

# Swift 6.3 or newer, on the path or where its installers put it.
need_swift() {
  local place version
  if ! command -v swift >/dev/null; then
    for place in "$HOME/.local/share/swiftly/bin" /opt/swift/usr/bin /usr/libexec/swift/bin; do
      [ -x "$place/swift" ] && PATH="$place:$PATH" && break
    done
  fi
  command -v swift >/dev/null ||
    die "Swift 6.3 is needed and was not found; get it from https://www.swift.org/install/linux/ and put its usr/bin on PATH"
  version=$(cd "$root" && swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  [ -n "$version" ] || die "'swift --version' does not work; is the toolchain complete? ($(command -v swift))"
  [ "$(printf '6.3\n%s\n' "$version" | sort -V | head -n 1)" = 6.3 ] ||
    die "Swift 6.3 is needed, this is $version ($(command -v swift)); newer ones: https://www.swift.org/install/linux/"
}

# Whether the binary was built from the sources as they stand, in this folder. Takes milliseconds, and asks neither git nor
# the package manager: a file or a folder that changed since has a newer change time than the stamp.
is_current() {
  local built
  [ -x "$binary" ] && [ -f "$stamp" ] && IFS= read -r built <"$stamp" && [ "$built" = "$root" ] &&
    [ -z "$(find "$root/Package.swift" "$root/Sources" "$root/stdlib" "$root/page" "$root/docs/tour.tg" "$root/scripts/lib" -cnewer "$stamp" -print -quit)" ]
}

# Builds the release binary with the Swift standard library inside, which makes it start three times faster.
build_release() {
  is_current && return 0
  need_packages "${build_packages[@]}"
  need_swift
  mkdir -p "$root/.build"
  # Made before the build, so that an edit during it counts as newer.
  printf '%s\n' "$root" >"$stamp.new"
  say "building the release binary (a minute or two the first time)"
  (cd "$root" && swift build -c release --product tegum --static-swift-stdlib </dev/null >&2) || die "the build failed"
  mv "$stamp.new" "$stamp"
}
