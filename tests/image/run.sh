#!/bin/sh
# How the lab's image is built, and how that is ended: with a kernel, an archive
# and a Node that are only played, below a path that no Makefile understands.
set -u
. tests/expect.sh
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
course="$root/a path: été"
image="$course/book/lab/image"
mkdir -p "$course/book/lab/machine" "$course/scripts" "$root/bin" "$root/tmp"
cp -r book/lab/image "$course/book/lab"
cp book/lab/package-lock.json "$course/book/lab"
cp book/lab/machine/machine.js "$course/book/lab/machine"
cp -r scripts/common scripts/play "$course/scripts"
mkdir -p "$course/book/lab/node_modules/v86/build"
touch "$course/book/lab/node_modules/v86/build/v86.wasm" \
    "$course/book/lab/node_modules/v86/build/v86-fallback.wasm"

# played FILE < script
played() {
    { echo '#!/bin/bash' && cat; } >"$1"
    chmod +x "$1"
}
played "$image/apt" <<'END'
echo "$2" >>"$ROOT/did"
mkdir -p "$1"
case $2 in
get) mkdir -p "$3" && touch "$3/linux-source.deb" ;;
unpack)
    mkdir -p "$3/tree/usr/bin" "$3/tree/lib/i386-linux-gnu" "$3/tree/usr/lib/i386-linux-gnu"
    touch "$3/tree/usr/bin/tcpdump" "$3/tree"/{,usr/}lib/i386-linux-gnu/a.so.1
    ;;
esac
END
# as long as there is a file `slow` it compiles for ever
played "$image/kernel" <<'END'
case $0$2 in *[' :']*) echo 'source directory cannot contain spaces or colons' && exit 1 ;; esac
[ -z "${MAKEFLAGS-}" ] || exit 1
mkdir -p "$2/work/made"
touch "$2/work/made"/{1,2,3}.o
sleep 600 &
echo $! >>"$ROOT/compilers"
trap 'echo ended >>"$ROOT/did"' EXIT
if [ -e "$ROOT/slow" ]; then wait; fi
kill $!
touch "$2/bzImage" "$2/config"
END
echo 'touch "${!#}"' | played "$root/bin/zstd"
echo 'echo 6.1' | played "$root/bin/dpkg-deb"
# each of its programs makes what is named third, or last
played "$root/bin/node" <<'END'
case $1 in rootfs.mjs) touch "$3" ;; snapshot.mjs) touch "${!#}" ;; esac
END

# build COMMAND…: as make starts it, below what is in COMMAND
build() {
    ROOT=$root PATH=$root/bin:$PATH TMPDIR=$root/tmp MAKEFLAGS=s NODE=node EVERY=1 \
        exec env --default-signal=INT,TERM,HUP setsid "$image/build"
}
# wait_for CONDITION…: or 20 seconds
wait_for() {
    looks=0
    until "$@" 2>/dev/null; do
        looks=$((looks + 1))
        [ "$looks" -lt 400 ] || return 1
        sleep 0.05
    done
}
# one that has ended may wait for init to notice: proc_pid_stat(5)
alive() { grep -qs '^State:[[:space:]]*[^ZX]' "/proc/$1/status"; }
free() { flock -n "$course/build/lab/lock" true; }

for signal in INT TERM HUP; do
    touch "$root/slow"
    : >"$root/did"
    : >"$root/compilers"
    build >"$root/printed" 2>&1 &
    pid=$! output=''
    wait_for grep -q ' 3 of about 900 files' "$root/printed" ||
        fail "$signal: how far it is was not told: $(cat "$root/printed")"
    begin=$(date +%s)
    kill -s "$signal" -- "-$pid"
    wait "$pid"
    status=$?
    output=$(cat "$root/printed")
    [ "$status" -eq 130 ] || fail "$signal: status $status"
    [ $(($(date +%s) - begin)) -le 20 ] || fail "$signal: not ended in time"
    read -r compiler <"$root/compilers"
    ! alive "$compiler" || fail "$signal: a compiler goes on"
    free || fail "$signal: the lock is held"
    left=$(cd "$course/build/lab" && ls -A . "$root/tmp")
    case $left in *new.* | *tuyau.*) fail "$signal: left: $left" ;; esac
    case $output in
    *'stopped; what is half made is removed'*) passed=$((passed + 1)) ;;
    *) fail "$signal: not told" ;;
    esac
done
# what was downloaded whole by the first was used by the next
! grep -q get "$root/did" || fail 'the source was downloaded again'

rm "$root/slow"
: >"$root/did"
expect 'what is there is used again' 0 'done: ' sh -c '
    ROOT=$1 PATH=$1/bin:$PATH TMPDIR=$1/tmp MAKEFLAGS=s NODE=node "$2/build"' - "$root" "$image"
! grep -q get "$root/did" || fail 'the source was downloaded once more'
[ -e "$course/build/lab/image/made-from" ] || fail 'no image'
left=$(ls -A "$root/tmp")
[ -z "$left" ] || fail "left elsewhere: $left"
finish
