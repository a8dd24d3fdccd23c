#!/usr/bin/env bash
# `gigaplan new`, `check`, `schema` as people and scripts use them: what is printed where, exit codes, files.
set -uo pipefail
gigaplan=$1
corpus=$(cd "$(dirname "$0")" && pwd)/corpus
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failed=0
expect() {  # what, exit code wanted, exit code had
  [ "$2" = "$3" ] || { echo "FAILED: $1: exit code $3, not $2"; failed=1; }
}
says() {  # what, pattern, file
  grep -q -- "$2" "$3" || { echo "FAILED: $1: no \"$2\" in:"; cat "$3"; failed=1; }
}

"$gigaplan" new my.toml --country KR >out 2>err; expect "new" 0 $?
[ ! -s out ] || { echo "FAILED: new talks on stdout"; failed=1; }
before=$(cksum <my.toml)
"$gigaplan" new my.toml >out 2>err; expect "new over a file" 7 $?
says "new over a file" "--force" err
[ "$before" = "$(cksum <my.toml)" ] || { echo "FAILED: new overwrote without --force"; failed=1; }
"$gigaplan" new my.toml --country Atlantis --force >out 2>err; expect "new for no country" 3 $?
[ "$before" = "$(cksum <my.toml)" ] || { echo "FAILED: a refused new touched the file"; failed=1; }
"$gigaplan" new my.toml --country NO --force >out 2>err; expect "new --force" 0 $?
says "new --force" 'country = "NO"' my.toml
"$gigaplan" new none/my.toml >out 2>err; expect "new in no folder" 7 $?
[ -z "$(find . -name '*.part')" ] || { echo "FAILED: new left a half-written file"; failed=1; }

"$gigaplan" check my.toml >out 2>err; expect "check" 0 $?
says "check" "No faults" out
"$gigaplan" check my.toml --explain >out 2>err; expect "check --explain" 0 $?
says "check --explain" "countries/NOR/construction_cost" out
"$gigaplan" check my.toml --explain --json >out 2>err; expect "check --json" 0 $?
says "check --json" '"faults":\[\]' out
says "check --json" '"figure":"countries/NOR/construction_cost"' out
says "check --json, of the network" '"figure":"countries/NOR/population"' out
says "check --json, of the roofline" '"figure":"roofline/efficiency/gemm"' out
"$gigaplan" check none.toml --json >out 2>err; expect "check --json of no file" 7 $?
says "check --json of no file" '"code": *"GP1001"' out
says "check --json of no file" '"file": *"none.toml"' out
"$gigaplan" check none.toml >out 2>err; expect "check of no file" 7 $?
"$gigaplan" check "$corpus/faults.toml" >out 2>err; expect "check of faults" 3 $?
says "check of faults" "GP1206" err
says "check of faults" '\^' err
[ ! -s out ] || { echo "FAILED: faults are told on stdout"; failed=1; }
"$gigaplan" check "$corpus/faults.toml" --json >out 2>err; expect "check --json of faults" 3 $?
says "check --json of faults" '"code": *"GP1301"' out
says "check --json of faults" '"line": *2' out

"$gigaplan" schema >out 2>err; expect "schema" 0 $?
says "schema" '"additionalProperties": false' out
"$gigaplan" schema --page >out 2>err; expect "schema --page" 0 $?
says "schema --page" '## `\[\[service\]\]`' out
exit $failed
