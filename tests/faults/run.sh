#!/bin/sh
# Plants each fault that `make check` exists for in a copy of the course, and
# sees the part of it that is responsible fail with the right message.
# shellcheck disable=SC2317,SC2329 # functions that `fault` calls by name
set -u
. tests/expect.sh
unset TOTAL MAKEFLAGS MAKELEVEL # of the make that runs this test
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
copy=$work/copy

# A copy in which all is as it is here, what was built too.
fresh_copy() {
    rm -rf "$copy"
    mkdir -p "$copy/build/tools" "$copy/build/bin"
    cp -a Makefile .clang-format .ci code scripts tests "$copy"
    mkdir "$copy/book"
    cp -a book/en book/fr "$copy/book"
    cp -a build/course.mk "$copy/build"
    cp -a build/tools/play build/tools/weave build/tools/compare \
        build/tools/obj "$copy/build/tools"
    cp -a build/bin/plain "$copy/build/bin"
}

# fault NAME TARGET TEXT COMMAND…: after the command, making build/check/TARGET
# in the copy fails with this text and says what to run again.
fault() {
    title=$1 target=build/check/$2 text=$3
    shift 3
    fresh_copy
    (cd "$copy" && "$@") || fail "$title: cannot be planted"
    expect "$title" 2 "$text" make -s -C "$copy" "$target"
    printf '%s\n' "$output" | grep -q "again: make build/" ||
        fail "$title: does not say how to run it again"
}

# change FILE SED-EXPRESSION: changes the file, or fails.
change() {
    cp "$1" before
    sed -i "$2" "$1"
    ! cmp -s before "$1"
}

remove_section() { # from the chapter's last ## heading to its end
    awk '/^## /{last = NR} {line[NR] = $0} END {for (i = 1; i < last; i++) print line[i]}' \
        "$1" >shorter && mv shorter "$1"
}

# A faulty program with a scenario that is content with what it prints.
add_program() {
    cp "tests/play/programs/$1.c" "code/02-bind/$1.c"
    printf 'limit: 2 s\nshell $ ./%s\nshell = 0\n' "$1" \
        >"code/02-bind/$1.scenario"
}

fresh_copy
expect 'the copy itself has no fault' 0 '' \
    make -s -C "$copy" build/check/weave.ok build/check/compare.ok \
    build/check/play/02-bind/bind_one.none.ok

fault 'changed snippet' weave.ok 'book/fr/02-bind.md:' \
    change book/fr/02-bind.md 's/sizeof here/sizeof  here/'
fault 'changed program' weave.ok 'book/en/02-bind.md:' \
    change code/02-bind/bind_one.c 's/PORT = 3000/PORT = 3002/'
fault 'renamed function' weave.ok "keep_any" \
    change code/02-bind/show_addresses.c 's/keep_any/keep_either/'
fault 'lost end:' weave.ok 'code/02-bind/port_zero.c:' \
    change code/02-bind/port_zero.c '/end: choose/d'
fault 'missing file' weave.ok 'bind_one.c' rm code/02-bind/bind_one.c
fault 'unowned fence' weave.ok 'no link to a file of code/ right above' \
    change book/en/02-bind.md '/bind_one.c)$/s/^.*$/See the program./'
fault 'missing French section' compare.ok 'book/fr/02-bind.md:' \
    remove_section book/fr/02-bind.md
fault 'changed output' play/02-bind/bind_one.none.ok '+ shell > ' \
    change code/02-bind/bind_one.scenario 's/^\(shell > .\)/\1x/'
fault 'wrong exit status' play/02-bind/bind_one.none.ok '+ shell = 0' \
    change code/02-bind/bind_one.scenario 's/= 0$/= 1/'
fault 'leak' play/02-bind/leak.memcheck.ok 'definitely lost' add_program leak
fault 'descriptor left open' play/02-bind/left_open.memcheck.ok \
    'Open AF_INET socket 3' add_program left_open
fault 'uninitialised read' play/02-bind/uninitialised.memcheck.ok \
    'uninitialised byte(s)' add_program uninitialised
fault 'data race' play/02-bind/race.helgrind.ok 'Possible data race' \
    add_program race
fault 'an actor that hangs' play/02-bind/hang.none.ok \
    "within the scenario's 2 s" add_program hang
fault 'a warning of the compiler' play/02-bind/bind_one.none.ok \
    'unused variable' change code/02-bind/bind_one.c 's/^int main.*$/&\n#define UNUSED/;s/^{$/{ int idle;/'
fault 'layout of C' format.ok 'bind_one.c:' \
    change code/02-bind/bind_one.c 's/^int main(void)/int  main(void)/'
fault 'shell script' shellcheck.ok 'SC2086' \
    change scripts/soak 's/^set -u$/set -u; echo $1/'
finish
