#!/bin/sh
# shellcheck disable=SC2317,SC2329 # functions that `expect` calls by name
# Tests one server: one_server.sh WORK NAME echo|chat, in a private network.
# WORK holds the program `load`. Prints what failed, then the counts.
set -u
. tests/expect.sh
work=$1 it=$2 kind=$3
program=${BIN:-build/bin/plain}/08-multithreading/$it
log=$work/$it.log
load=$work/load
server='' clients=''
# shellcheck disable=SC2086 # none, or one
trap 'kill -9 $server $clients 2>/dev/null' EXIT

ip link set lo up || exit 1
if [ ! -x "$program" ]; then
    output=''
    fail "$program is not there: make programs"
    finish
fi

# until_true COMMAND…: waits for it, at most 15 s. The pause between two looks
# leaves the processor to those we wait for.
until_true() {
    tries=0
    until "$@"; do
        tries=$((tries + 1))
        [ "$tries" -lt 300 ] || return 1
        sleep 0.05
    done
}

# What this shell, or who started it, has left open is not the server's: newer
# Valgrinds count it. Descriptors of several digits are bash's alone to close.
close_others='for fd in /proc/self/fd/*; do
    [ "${fd##*/}" -le 2 ] || eval "exec ${fd##*/}>&-"
done
exec "$@"'

# start DESCRIPTORS [ARGUMENT…]: starts the server; it has no more descriptors.
start() {
    descriptors=$1
    shift
    # env: what is started by & ignores SIGINT, and its programs inherit that
    prlimit --nofile="$descriptors" env --default-signal=INT \
        bash -c "$close_others" bash "$@" "$program" \
        >"$log" 2>&1 </dev/null &
    server=$!
    until_true listening ||
        { output=$(cat "$log") && fail "$it does not start"; }
    at_start=$(open_descriptors)
}

listening() {
    ss -Hltn 'sport = :3001' | grep -q .
}

open_descriptors() {
    find "/proc/$server/fd" -mindepth 1 | wc -l
}

back_at_start() {
    [ "$(open_descriptors)" -eq "$at_start" ]
}

# In hundredths of a second: utime and stime, fields 14 and 15 of proc(5), the
# 12th and 13th behind the name.
processor_time() {
    sed 's/.*) //' "/proc/$server/stat" | {
        read -r _ _ _ _ _ _ _ _ _ _ _ user system _
        echo $((user + system))
    }
}

quiet_for_a_second() {
    before=$(processor_time)
    sleep 1
    [ "$(processor_time)" -eq "$before" ]
}

idle() { # what it still had to do may take a moment
    quiet_for_a_second || quiet_for_a_second || quiet_for_a_second
}

# gather KIND COUNT: such clients come, and stay.
gather() {
    : >"$work/$it.clients"
    mkfifo "$work/$it.hold"
    "$load" "$kind" "$1" "$2" <"$work/$it.hold" >>"$work/$it.clients" 2>&1 &
    clients=$!
    exec 9>"$work/$it.hold" # its standard input ends when this is closed
    rm "$work/$it.hold"
    until_true grep -q . "$work/$it.clients"
    output=$(cat "$work/$it.clients")
    [ "$output" = ready ]
}

leave() {
    exec 9>&-
    wait "$clients"
    clients=''
}

others_are_served() {
    "$load" "$kind" polite 3 </dev/null
}

# among KIND COUNT [idle]: others are served while such clients are there and
# after; what they took is given back.
among() {
    gather "$1" "$2" || fail "$it, $2 $1 clients: $output"
    expect "$it: others are served among $2 $1 clients" 0 ready \
        others_are_served
    [ "${3-}" != idle ] ||
        expect "$it: no processor time among $2 $1 clients" 0 '' idle
    leave
    expect "$it: descriptors given back after $2 $1 clients" 0 '' \
        until_true back_at_start
    expect "$it: others are served after $2 $1 clients" 0 ready \
        others_are_served
}

stop() { # stop WHEN
    kill -INT "$server"
    wait "$server"
    status=$?
    server=''
    output=$(cat "$log")
    if [ "$status" -eq 0 ]; then
        passed=$((passed + 1))
    else
        fail "$it: Ctrl-C $1: status $status, not 0"
    fi
}

start 1000
among polite 500
among silent 500 idle
among bytewise 20
among rude 50
among reset 100
gather deaf 20 || fail "$it, 20 deaf clients: $output"
if [ "$kind" = chat ]; then
    expect "$it: one may say much among deaf clients" 0 ready \
        "$load" chat talkative 1 </dev/null
fi
expect "$it: others are served among deaf clients" 0 ready others_are_served
expect "$it: no processor time among deaf clients" 0 '' idle
leave
expect "$it: descriptors given back after deaf clients" 0 '' \
    until_true back_at_start
stop 'when all have left'

# 40 descriptors, 60 clients: the last of them wait in the queue
start 40
gather silent 60 || fail "$it, out of descriptors: $output"
until_true grep -q 'Too many open files' "$log" || {
    output=$(cat "$log")
    fail "$it: does not say that it has no descriptor left"
}
expect "$it: no processor time without descriptors" 0 '' idle
output=$(cat "$log")
[ "$(grep -c 'Too many' "$log")" -eq 1 ] ||
    fail "$it: says once that it has no descriptor left"
leave
expect "$it: served again after that" 0 ready others_are_served
expect "$it: descriptors given back after that" 0 '' until_true back_at_start
stop 'after running out of descriptors'

# Valgrind's reports; Ctrl-C while clients are there
start 1000 valgrind --quiet --leak-check=full --show-leak-kinds=all \
    --errors-for-leak-kinds=all --error-exitcode=99 --track-fds=yes
gather polite 30 || fail "$it under Valgrind: $output"
expect "$it under Valgrind: rude clients" 0 ready "$load" "$kind" rude 10 \
    </dev/null
expect "$it under Valgrind: resets" 0 ready "$load" "$kind" reset 10 </dev/null
expect "$it under Valgrind: others are served" 0 ready others_are_served
stop 'under Valgrind, while clients are there'
leave
finish
