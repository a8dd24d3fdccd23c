#!/usr/bin/env bash
# Installs what building and testing need and the machine lacks: Debian packages by apt (with sudo when not root),
# HiGHS from PyPI wheels. `install-deps.sh build` for building, `install-deps.sh test` for everything the tests use.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
want=(ca-certificates cmake ninja-build g++ pkg-config ccache python3 python3-pip libtomlplusplus-dev nlohmann-json3-dev libcli11-dev
  libfmt-dev libspdlog-dev libnetcdf-dev libxlsxwriter-dev libeigen3-dev libopenblas-dev libtbb-dev libgtest-dev libgmock-dev)
[ "${1:-build}" = build ] || want+=(clang-16 clang-tidy-16 clang-format-16 libclang-rt-16-dev chromium libreoffice-calc-nogui
  nodejs npm python3-venv netcdf-bin)
[ "${1:-build}" = build ] || ! command -v node >/dev/null || want=("${want[@]/nodejs/}")
[ "${1:-build}" = build ] || ! command -v npm >/dev/null || want=("${want[@]/npm/}")
missing=()
for package in "${want[@]}"; do
  [ -z "$package" ] || dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  sudo=(); [ "$(id -u)" = 0 ] || sudo=(sudo)
  echo "installing: ${missing[*]}" >&2
  "${sudo[@]}" apt-get update -qq >&2
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
fi
"$root/third_party/highs/install.sh" "$root/build/deps/highs" >&2
