#!/usr/bin/env bash
# Lays HiGHS 1.15.1 with HiPO into the prefix $1: include/highs, lib/libhighs.so{,.1}, lib/libhighs_extras.so.
# The libraries of `highspy` have the new C++ ABI; the headers of `highsbox` belong to the same release; libhighs loads
# libhighs_extras.so (HiPO's ordering and BLAS) from the folder it lies in.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
prefix=${1:?usage: install.sh PREFIX}
stamp=$prefix/.requirements
cmp -s "$here/requirements.txt" "$stamp" && exit 0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary=:all: \
  --python-version 3.11 --implementation cp --abi cp311 --abi none \
  --platform manylinux_2_28_x86_64 --platform manylinux_2_24_x86_64 --platform manylinux2014_x86_64 \
  -d "$work" -r "$here/requirements.txt"
for wheel in "$work"/*.whl; do python3 -m zipfile -e "$wheel" "$work/unpacked"; done
mkdir -p "$prefix/include" "$prefix/lib"
cp -r "$work"/unpacked/highsbox-*.data/purelib/highsbox/highs_dist/include/highs "$prefix/include/"
cp "$work"/unpacked/highspy/libhighs.so.1.15.1 "$prefix/lib/"
ln -sf libhighs.so.1.15.1 "$prefix/lib/libhighs.so.1"
ln -sf libhighs.so.1 "$prefix/lib/libhighs.so"
cp "$work"/unpacked/highspy_extras/libhighs_extras.so "$prefix/lib/"
cp "$here/requirements.txt" "$stamp"
echo "HiGHS 1.15.1 lies in $prefix"
