# shellcheck shell=sh
# After `. tests/expect.sh`: tests of what a tool reports, word for word, of a
# copy of the course in $course that is planted in the folder $work.

# Begins anew with a course in which all is right.
plant() {
    cd / && rm -rf "${work:?}/course"
    cp -a "${course:?}" "${work:?}/course"
    cd "$work/course" || exit 2
}

# change FILE SED-EXPRESSION: changes the file, or ends the tests.
change() {
    sed "$2" "$1" >"$work/changed"
    if cmp -s "$1" "$work/changed"; then
        echo "$0: '$2' changes nothing in $1"
        exit 2
    fi
    cat "$work/changed" >"$1"
}

# reports NAME STATUS COMMAND… < LINES: the command ends with this status and
# writes exactly these lines to standard error.
reports() {
    name=$1 status=$2
    shift 2
    wanted=$(cat)
    got=0
    output=$("$@" 2>&1 >/dev/null) || got=$?
    if [ "$got" -ne "$status" ]; then
        fail "$name: status $got, not $status"
    elif [ "$output" != "$wanted" ]; then
        fail "$name: should report
$wanted
but reports"
    else
        passed=$((passed + 1))
    fi
}

# same NAME FILE FILE: the files hold the same bytes.
same() {
    if output=$(diff -u "$2" "$3" 2>&1); then
        passed=$((passed + 1))
    else
        fail "$1"
    fi
}
