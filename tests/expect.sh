# shellcheck shell=sh
# For test scripts: `. tests/expect.sh`, then one `expect` a fact, then `finish`.
passed=0 failed=0

# expect NAME STATUS TEXT COMMAND…: the command ends with this status and
# prints a line that holds this text (an empty one: prints nothing).
expect() {
    name=$1 status=$2 text=$3
    shift 3
    got=0
    output=$("$@" 2>&1) || got=$?
    if [ "$got" -ne "$status" ]; then
        fail "$name: status $got, not $status"
    elif [ -z "$text" ] && [ -n "$output" ]; then
        fail "$name: should print nothing"
    elif ! printf '%s\n' "$output" | grep -qF -e "$text"; then
        fail "$name: no line holds '$text'"
    else
        passed=$((passed + 1))
    fi
}

# fail WHAT: counts a failure and shows what the last command printed.
fail() {
    failed=$((failed + 1))
    printf 'FAILED %s\n%s\n' "$1" "$output" | sed '2,$s/^/    /'
}

finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
    exit
}
