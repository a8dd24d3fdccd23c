#!/usr/bin/env bash
# tools/look.sh [--pictures FOLDER] report.html …: opens reports in headless Chromium and holds them to what a reader needs
# (web/report/look.mjs tells what). Exit 77: Node or Chromium is missing (a skip; with CI=true a failure).
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
for need in npm "${CHROMIUM:-chromium}"; do
  command -v "$need" >/dev/null && continue
  echo "look: $need is missing" >&2
  [ "${CI:-}" = true ] && exit 1
  exit 77
done
export CHROMIUM=${CHROMIUM:-$(command -v chromium)}
[ -d "$here/web/report/node_modules/playwright-core" ] || (cd "$here/web/report" && npm ci --ignore-scripts --no-audit --no-fund --silent)
exec node "$here/web/report/look.mjs" "$@"
