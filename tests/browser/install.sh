#!/bin/sh
# Makes sure that the browser tests have a Chromium: one that is here, else Debian's, else Playwright's own.
# Quiet unless something fails. Called by `make test`; $1 is the Python that has Playwright.
set -eu
python=${1:-python3}
log=$(mktemp)
trap 'rm -f "$log"' EXIT

runs() { "$python" "$(dirname "$0")/chromium.py" >"$log" 2>&1; }

runs && exit 0

echo "setting up Chromium for the browser tests ..." >&2
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } </dev/null >"$log" 2>&1 || cat "$log" >&2
  runs && exit 0
fi
options=
[ "$(id -u)" = 0 ] && options=--with-deps
# shellcheck disable=SC2086
"$python" -m playwright install $options chromium </dev/null >"$log" 2>&1 || cat "$log" >&2
runs && exit 0

cat "$log" >&2
echo "no Chromium could be installed or started; install one and run \`make test\` again" >&2
exit 3
