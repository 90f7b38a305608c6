#!/bin/sh
# Builds the web app into the folder given, doing only what the sources ask for:
# packages are installed when the lock file is newer than the last install, and
# nothing is built when no source is newer than the last build.
set -eu

out=$1
cd "$(dirname "$0")/.."

if ! command -v node >/dev/null 2>&1; then
  echo "The web app needs Node 20.19 or newer to build, and no 'node' was found on the PATH." >&2
  exit 1
fi
if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; then
  echo "The web app needs Node 20.19 or newer to build; this is $(node --version)." >&2
  exit 1
fi

installed=node_modules/.package-lock.json
if [ ! -f "$installed" ] || [ package-lock.json -nt "$installed" ]; then
  echo "Web app: installing packages"
  npm ci --no-audit --no-fund --loglevel=error
  touch "$installed"
fi

if [ -f "$out/index.html" ]; then
  newer=$(find src public scripts index.html vite.config.ts tsconfig.json package-lock.json -newer "$out/index.html" | head -n 1)
  if [ -z "$newer" ]; then
    echo "Web app: up to date"
    exit 0
  fi
fi

echo "Web app: building"
node node_modules/vite/bin/vite.js build --logLevel warn --outDir "$out" --emptyOutDir
