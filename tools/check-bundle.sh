#!/usr/bin/env bash
# Proves that web/report/dist is what its sources and lock file give: npm ci and a build in a copy, then the same bytes.
# Exit 77: Node is missing (a skip; with CI=true a failure).
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
if ! command -v npm >/dev/null; then
  echo "check-bundle: npm is missing, so the page cannot be rebuilt" >&2
  [ "${CI:-}" = true ] && exit 1
  exit 77
fi
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
(cd "$here/web/report" && tar --exclude=node_modules --exclude=dist -cf - .) | tar -xf - -C "$copy"
cd "$copy"
npm ci --ignore-scripts --no-audit --no-fund --silent
node node_modules/typescript/bin/tsc --noEmit
node --test unit.test.mjs >/dev/null
node build.mjs
if grep -nE '"resolved"|https?://' package-lock.json; then
  echo "check-bundle: the lock file names addresses" >&2
  exit 1
fi
diff -rq dist "$here/web/report/dist"
echo "check-bundle: the rebuilt page has the same bytes ($(du -bc dist/* | tail -1 | cut -f1) in $(ls dist | wc -l) files, node $(node --version))"
