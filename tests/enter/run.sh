#!/bin/bash
# The reader's own shell on a private machine, and a second one that joins it.
set -u
. tests/expect.sh
enter=$PWD/${ENTER:-build/tools/enter}
work=$(mktemp -d)
trap 'exec 9>&-; wait; rm -rf "$work"' EXIT
chmod 755 "$work"
cp "$enter" "$work/enter"
mkdir -p "$work/programs/t" "$work/build"
cd "$work" || exit 1

# shell WORDS… < commands: what they print, without the shell's own remarks
shell() { "$@" 2>/dev/null; }

try_as() { # try_as WHO COMMAND…: all of it, by this user
    who=$1
    shift
    expect "$who: an ordinary user's shell" 0 'CapEff:	0000000000000000' \
        shell "$@" ./enter programs <<<'grep CapEff /proc/self/status'
    expect "$who: its root's" 0 'uid=0' shell "$@" ./enter --root programs <<<'id'
    expect "$who: lo alone" 0 '1 link' shell "$@" ./enter programs <<<'echo "$(ip -o link | wc -l) link"'
    expect "$who: in the folder" 0 'programs/t' shell "$@" ./enter programs/t <<<pwd
    expect "$who: how the last command ended is no error" 0 'of your own' shell "$@" ./enter programs <<<'exit 3'
    # the first goes on until it is told to end
    mkfifo "$work/$who"
    "$@" ./enter programs <"$work/$who" >"$work/$who.log" 2>&1 &
    exec 9>"$work/$who"
    echo 'nc -l 127.0.0.1 3001 & until ss -Hltn | grep -q :3001; do :; done; echo "server is up"' >&9
    tail -f "$work/$who.log" --pid=$! | grep -qm 1 '^server is up'
    expect "$who: a second shell sees the first one's server" 0 '127.0.0.1:3001' \
        shell "$@" ./enter programs <<<'ss -Hltn'
    expect "$who: and changes its network as root" 0 'done' \
        shell "$@" ./enter --root programs <<<'ip addr add 10.0.0.1/24 dev lo && echo done'
    expect "$who: which both have" 0 '10.0.0.1/24' shell "$@" ./enter programs <<<'ip addr show dev lo'
    for _ in 1 2 3 4 5; do shell "$@" ./enter programs <<<exit >/dev/null; done
    expect "$who: and so does who comes late" 0 '10.0.0.1/24' shell "$@" ./enter programs <<<'ip addr show dev lo'
    exec 9>&-
    wait
    expect "$who: with the first shell all of it is gone" 1 '' pgrep -f "$work/enter"
    expect "$who: and the meeting point" 1 '' test -e build/shell.socket
}

chmod 777 build
try_as caller env
if [ "$(id -u)" -eq 0 ] && setpriv --reuid=65534 --regid=65534 --clear-groups unshare --user --net true 2>/dev/null; then
    try_as nobody setpriv --reuid=65534 --regid=65534 --clear-groups
fi
# a socket that nobody listens to any more
python=$(command -v python3 || true)
[ -z "$python" ] || "$python" -c 'import socket; socket.socket(socket.AF_UNIX).bind("build/shell.socket")'
expect 'after a machine that was killed' 0 'uid=' shell ./enter programs <<<id
expect 'a folder that is not there' 2 'usage: enter' ./enter nowhere
expect 'no folder' 2 'usage: enter' ./enter
finish
