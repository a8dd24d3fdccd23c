#!/usr/bin/env bash
# The long tests: everything labelled `long`, quick tests under address and undefined-behaviour sanitizers, and fuzz
# targets for a bounded number of runs each ($FUZZ_RUNS, 6,000 unless told).
set -euo pipefail
cd "$(dirname "$0")/.."
jobs=$(nproc)
if [ "${1:-}" != sanitizers ]; then
  echo "== long tests"
  ctest --test-dir build --label-regex long --output-on-failure --parallel "$jobs"
fi

# The rooms that read what others wrote, and the engine. The rest is as clean, but
# building it takes as long again: SANITIZED="compile finance plan results present planmoney report" tools/test-long.sh sanitizers
read -r -a rooms <<<"${SANITIZED:-base catalogue scenario network program certify exchange formulate solve block_ipm roofline weather}"
echo "== quick tests under sanitizers: ${rooms[*]}"
cmake --preset sanitize >/dev/null
cmake --build build/sanitize --target "${rooms[@]/%/_test}"
export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1 UBSAN_OPTIONS=print_stacktrace=1
export LSAN_OPTIONS=suppressions=$PWD/tools/leaks.supp:print_suppressions=0
ctest --test-dir build/sanitize --tests-regex "^($(IFS='|'; echo "${rooms[*]}"))\\." --label-exclude long --exclude-regex "\\.cli$" \
  --output-on-failure --parallel "$jobs" --timeout 900

read -r -a targets <<<"${FUZZ:-scenario_fuzz pypsa_csv_fuzz pypsa_netcdf_fuzz}"
echo "== fuzzing: ${targets[*]}"
cmake --preset fuzz >/dev/null
cmake --build build/fuzz --target "${targets[@]}"
for target in "${targets[@]}"; do
  binary=$(find build/fuzz -type f -name "$target" -perm -u+x | head -1)
  echo "-- $target"
  # Seeds and a number of runs: the same inputs every time. A netCDF file is tried in a process of its own first, so a
  # run of that target costs four of the others; and HDF5 forgets memory on damaged files, until after a thousand of them
  # in one process one file takes gigabytes that takes half of one alone. A command reads one file: five short processes.
  runs=${FUZZ_RUNS:-6000}
  seeds=(1)
  [ "$target" != pypsa_netcdf_fuzz ] || { seeds=(1 2 3 4 5) && runs=$((runs / 20)); }
  for seed in "${seeds[@]}"; do
    "$binary" -seed="$seed" -runs="$runs" -timeout=20 -rss_limit_mb=4096 2>&1 | tail -2
  done
done
