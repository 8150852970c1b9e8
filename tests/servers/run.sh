#!/bin/sh
# The servers of chapter 08 among many clients, rude ones too: each must go on
# serving, give back what it took, and use no processor when nothing happens.
# Each server is tested in a private network of its own, all at the same time.
set -u
. tests/expect.sh
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

in_private_network=''
for way in 'unshare --user --map-root-user --net' 'unshare --net'; do
    [ -n "$in_private_network" ] || ! $way true 2>/dev/null ||
        in_private_network=$way
done
if [ -z "$in_private_network" ]; then
    output=$(unshare --user --map-root-user --net true 2>&1)
    fail 'a private network: this machine refuses namespaces to this user'
    finish
fi

gcc -std=c17 -O1 "$here/load.c" -o "$work/load" || exit 1

set -- 'echo_server echo' 'chat_server chat' 'echo_pool echo'
for server; do
    # shellcheck disable=SC2086 # a name and a kind
    $in_private_network "$here/one_server.sh" "$work" $server \
        >"$work/${server% *}.results" 2>&1 &
done
wait

for server; do
    results=$work/${server% *}.results
    sed '$d' "$results"
    counts=$(sed -n '$s/ passed, \([0-9]*\) failed$/ \1/p' "$results")
    if [ -z "$counts" ]; then
        output=$(cat "$results")
        fail "${server% *}: its test did not come to an end"
        continue
    fi
    passed=$((passed + ${counts% *}))
    failed=$((failed + ${counts#* }))
done
finish
