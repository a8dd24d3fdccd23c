#!/usr/bin/env bash
# The long tests: everything labelled `long`, quick tests under address and undefined-behaviour sanitizers, and the
# fuzz targets for a bounded time each ($FUZZ_SECONDS, 20 unless told).
set -euo pipefail
cd "$(dirname "$0")/.."
jobs=$(nproc)
if [ "${1:-}" != sanitizers ]; then
  echo "== long tests"
  ctest --test-dir build --label-regex long --output-on-failure --parallel "$jobs"
fi

# The rooms that read what others wrote, and the engine's core. Everything: SANITIZED="base … report" tools/test-long.sh
read -r -a rooms <<<"${SANITIZED:-base catalogue scenario network program certify}"
echo "== quick tests under sanitizers: ${rooms[*]}"
cmake --preset sanitize >/dev/null
cmake --build build/sanitize --target "${rooms[@]/%/_test}"
export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1 UBSAN_OPTIONS=print_stacktrace=1
ctest --test-dir build/sanitize --tests-regex "^($(IFS='|'; echo "${rooms[*]}"))\\." --label-exclude long --exclude-regex "\\.cli$" \
  --output-on-failure --parallel "$jobs" --timeout 900

echo "== fuzzing"
cmake --preset fuzz >/dev/null
targets=$(cmake --build build/fuzz --target help | sed -n 's/^\([a-z_]*_fuzz\): phony.*/\1/p' | sort -u)
# shellcheck disable=SC2086
cmake --build build/fuzz --target $targets
for target in $targets; do
  binary=$(find build/fuzz -type f -name "$target" -perm -u+x | head -1)
  corpus=build/fuzz/corpus/$target
  mkdir -p "$corpus"
  seeds=tests/corpus/$target
  echo "-- $target"
  "$binary" -max_total_time="${FUZZ_SECONDS:-20}" -timeout=20 -rss_limit_mb=4096 -print_final_stats=0 "$corpus" $([ -d "$seeds" ] && echo "$seeds") 2>&1 | tail -2
done
