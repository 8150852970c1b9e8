#!/bin/sh
# Does weave find in each C file of the repository what clang finds there:
# the same functions, structs, unions, enums, enumerators, typedefs, variables
# and macros, on the same lines? (clang.awk says how clang's answer is read.)
#
# Both read the file each in its way, so some answers are brought together:
# - clang ends a declaration before its semicolon and weave at it, and clang
#   ends each of several names where the name ends: with clang, a declaration
#   that begins where another does ends where the longest of them does.
# - of macros clang names the first line only.
set -u
. tests/expect.sh
. tests/reports.sh
weave=${WEAVE:-build/tools/weave}
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# clang_macros FILE: the macros that stand in the file itself.
clang_macros() {
    clang -std=gnu17 -Iscripts -x c -E -dD "$1" | awk -v wanted="\"$1\"" '
        /^# [0-9]+ "/ { line = $2 - 1; file = $3; next }
        { line++ }
        /^#define / && file == wanted {
            sub(/\(.*/, "", $2)
            print "macro", $2, line
        }'
}

clang_definitions() {
    clang -std=gnu17 -Iscripts -x c -E "$1" >"$work/file.i" &&
        clang -std=gnu17 -w -x cpp-output -fsyntax-only -Xclang -ast-dump \
            "$work/file.i" >"$work/ast" || return 1
    awk -v wanted="$1" -f "$here/clang.awk" "$work/ast" | awk '
        { line[NR] = $0; if ($4 > end[$3]) end[$3] = $4 }
        END {
            for (i = 1; i <= NR; i++) {
                split(line[i], word, " ")
                print word[1], word[2], word[3], end[word[3]]
            }
        }'
    clang_macros "$1"
}

weave_definitions() {
    "$weave" --definitions "$1" | awk '
        $1 == "macro" { $0 = $1 " " $2 " " $3 }
        { print }'
}

find code scripts tests -name node_modules -prune -o -name '*.[ch]' -print |
    sort >"$work/files"
while read -r file; do
    if clang_definitions "$file" >"$work/unsorted" 2>"$work/errors"; then
        sort "$work/unsorted" >"$work/clang"
        weave_definitions "$file" | sort >"$work/weave"
        same "$file: clang (-) and weave (+)" "$work/clang" "$work/weave"
    else
        # shellcheck disable=SC2034 # for fail
        output=$(cat "$work/errors")
        fail "$file: clang cannot read it"
    fi
done <"$work/files"

# The comparison itself can fail, and sees what is hard to see.
expect 'clang sees a name in the shapes' 0 'variable five 62 62' \
    clang_definitions "$here/shapes.c"
expect 'weave sees it too' 0 'variable five 62 62' \
    "$weave" --definitions "$here/shapes.c"
expect 'a file that is not there' 1 'nowhere.c:1: No such file or directory' \
    "$weave" --definitions nowhere.c
expect 'a macro of several lines' 0 'macro CONTINUED 14 17' \
    "$weave" --definitions "$here/shapes.c"

finish
