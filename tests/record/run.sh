#!/bin/sh
# What record exists for, and what it must survive.
set -u
. tests/expect.sh
record=${RECORD:-build/tools/record}
folder=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Runs record. That a busy machine made it begin again is no fault of what is
# tested here; that it says so has a test of its own.
calmly() {
    code=0
    "$@" >"$work/said" 2>&1 || code=$?
    grep -v ': the machine was too busy; once more$' "$work/said"
    return $code
}

# the decoders, fed by hand
gcc -std=c17 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
    -Iscripts "$folder/decode.c" scripts/common/json.c scripts/record/segments.c \
    scripts/record/calls.c scripts/record/constants.c \
    scripts/record/recorded.c scripts/common/replace.c \
    scripts/common/memory.c scripts/common/text.c scripts/common/report.c -o "$work/decode"
expect 'decoders' 0 ' 0 failed' "$work/decode"

mkdir -p "$work/code/t" "$work/bin/t"
for source in "$folder"/programs/*.c tests/play/programs/talk.c; do
    gcc -std=gnu17 -g -gdwarf-4 -O0 "$source" -pthread \
        -o "$work/bin/t/$(basename "$source" .c)"
done
scenario=$work/code/t/test.scenario
recording=$work/code/t/test.json

# try NAME STATUS TEXT [OPTION…] < scenario
try() {
    title=$1 status=$2 text=$3
    shift 3
    cat >"$scenario"
    expect "$title" "$status" "$text" \
        calmly "$record" --bin "$work/bin" "$@" "$scenario"
}
# holds NAME TEXT: the recording has a line with this text
holds() {
    if grep -qF -e "$2" "$recording"; then
        passed=$((passed + 1))
    else
        output=$(cut -c1-200 "$recording")
        fail "$1: no line holds '$2'"
    fi
}

# ------------------------------------------------ programs that misbehave

try 'a scenario that asks for no recording' 2 "does not ask" <<'X'
shell $ ./crash
shell = SIGSEGV
X
try 'computes without end' 1 "within the scenario's 5 s" <<'X'
record: yes
limit: 1 s
shell $ ./spin
shell = 0
X
[ ! -e "$recording" ] || fail 'a run that failed leaves no recording'
try 'calls without end' 1 'more than 1000 steps' <<'X'
record: yes
shell $ ./chatter
shell = 0
X
try 'forks without end' 1 'more than 100 threads and processes' <<'X'
record: yes
shell $ ./bomb
shell = 0
X
try 'prints something else' 1 'ended without printing this' <<'X'
record: yes
shell $ ./crash
shell > never
shell = SIGSEGV
X
[ ! -e "$recording" ] || fail 'nor does one that prints something else'
try 'crashes' 0 '' <<'X'
record: yes
shell $ ./crash
shell = SIGSEGV
X
holds 'crashes: the signal' '"signal":"SIGSEGV","action":"ends"'
holds 'crashes: the end' '{"do":"exit","who":"shell","signal":"SIGSEGV"'
holds 'crashes: the socket is gone' '"gone":[1]'
try 'a scenario that does not say how it ends' 2 'how does it end?' <<'X'
record: yes
shell $ ./mute
shell > before
shell =
X
try 'closes its standard output' 0 '' <<'X'
record: yes
shell $ ./mute
shell > before
shell = SIGPIPE
X
holds 'descriptor 1 is a socket now' '"call":"write","args":["1","\"into the socket\"","15"]'

try 'what is printed while it exits, and in parts' 0 '' <<'X'
record: yes
shell $ ./last_words
shell > in parts
shell > no newline{no newline}
shell = 0
X
holds 'printed in parts' '"main"]],"text":"in parts\\n"'
holds 'printed while it exits' '{"do":"print","who":"shell","text":"no newline"}'

# ------------------------------------------------- what there is to decode

try 'threads, children, poll, epoll, UDP, Unix sockets, IPv6' 0 '' <<'X'
record: yes
shell $ ./kinds
shell > done
shell = 0
X
for text in '"kind":"unix"' '{"do":"thread","who":"shell"' \
    '"new":"shell.thread1"' '"call":"pthread_join"' \
    '{"do":"exit","who":"shell.thread1","status":0' '"protocol":"udp"' \
    '"kind":"udp"' '"call":"poll","args":["{3: POLLIN' \
    '{"do":"fork","who":"shell"' '"who":"shell.child1"' \
    '"args":["3","[::1]:3003"]' '"call":"epoll_wait"' '"call":"waitpid"'; do
    holds 'kinds' "$text"
done
expect 'the same again' 0 '' calmly "$record" --check --bin "$work/bin" "$scenario"

try 'interrupted calls' 0 '' <<'X'
record: yes
shell $ ./interrupted
shell > ready
shell ^C
shell > handler
shell > EINTR
shell > again
shell ^C
shell > handler
shell ^\
shell = SIGQUIT
X
holds 'SIGINT is handled' '"signal":"SIGINT","action":"handled"'
holds 'read gives EINTR' '"call":"read","args":["3","…","16"],"result":-1,"errno":"EINTR"'
count=$(grep -c '"do":"wait".*"call":"read"' "$recording")
[ "$count" -eq 2 ] || { output=$count; fail 'a read that is begun again waits once'; }

# ------------------------------------------------------ the wire, and orders

cat >"$scenario" <<'X'
record: yes
rto: 1 s
host: 10.0.0.1 server
host: 10.0.0.2 client

server ! hold accept
server $ ./talk
server > listening
client ! drop SYN
client $ ./talk 10.0.0.1
client > connected
server ! release
client < hello
server > connected
server > got hello
client ! cut
client < lost
client ! mend
server > got lost
client ^D
client = 0
server = 0
X
expect 'the wire' 0 '' calmly "$record" --bin "$work/bin" "$scenario"
for text in '"fate":"dropped","segment":{"protocol":"tcp","from":"10.0.0.2:51001","to":"10.0.0.1:3001","flags":"SYN"' \
    '"state":"SYN_SENT"' '"state":"SYN_RECV"' '"state":"FIN_WAIT1"' \
    '"state":"TIME_WAIT"' '"again":true' '{"do":"cut","who":"client"' \
    '{"do":"mend","who":"client"' '"fate":"cut"' '"place":"SYN queue"' \
    '"place":"accept queue"' '"after_ms":'; do
    holds 'the wire' "$text"
done
cp "$recording" "$work/good.json"
expect 'the wire: the same again' 0 '' \
    calmly "$record" --check --bin "$work/bin" "$scenario"
touch -d '2020-01-01' "$recording"
calmly "$record" --bin "$work/bin" "$scenario"
[ -n "$(find "$recording" ! -newermt '2020-01-02')" ] ||
    fail 'what says the same is not written again'

# ------------------------------------------------- a machine that is too busy

# The recorder is stopped for longer than TCP's first timer, as if others had
# the processor: it must notice, and begin again.
"$record" --check --bin "$work/bin" "$scenario" >"$work/log" 2>&1 &
recorder=$!
until pgrep -f "$scenario" | grep -vx "$recorder" | grep -q .; do :; done
sleep 0.4
innermost=$(pgrep -f -- "--check --bin $work/bin $scenario" | tail -n 1)
kill -STOP "$innermost"
sleep 1.2
kill -CONT "$innermost"
got=0
wait "$recorder" || got=$?
output=$(cat "$work/log")
if [ "$got" -ne 0 ]; then
    fail "a recorder that was kept away: status $got, not 0"
fi
expect 'a recorder that was kept away says so' 0 'once more' cat "$work/log"

# -------------------------------------------- recordings that are not true

# change NAME SED: the recording is changed; record must say on which line
change() {
    sed "$2" "$work/good.json" >"$recording"
    line=$(cmp "$work/good.json" "$recording" 2>&1 | sed -n 's/.*line \([0-9]*\)$/\1/p')
    expect "$1" 1 "test.json:$line: this is not what happens" \
        calmly "$record" --check --bin "$work/bin" "$scenario"
}
change 'another result' \
    's/"who":"client"\(.*\)"call":"socket"\(.*\)"result":3/"who":"client"\1"call":"socket"\2"result":7/'
change 'another state' 's/FIN_WAIT1/FIN_WAIT2/'
change 'another line' '/"call":"bind"/s/\[0,[0-9]*,/[0,1,/'
change 'a step less' '/"flags":"SYN,ACK"/d'
change 'a field of no digits' 's/"window":[0-9]*/"window":/'
printf '{}\n' | cat "$work/good.json" - >"$recording"
expect 'a line more' 1 '+ (nothing more)' calmly "$record" --check --bin "$work/bin" "$scenario"
sed '/"do":"exit"/,$d' "$work/good.json" >"$recording"
expect 'steps less at the end' 1 '- (nothing more)' calmly "$record" --check --bin "$work/bin" "$scenario"
head -c -1 "$work/good.json" >"$recording"
expect 'the last newline' 1 '(no newline)' calmly "$record" --check --bin "$work/bin" "$scenario"
sed '5s/"args":\[.*/"args":[/' "$work/good.json" | head -n 5 | head -c -1 >"$recording"
expect 'cut off behind a bracket' 1 'test.json:' calmly "$record" --check --bin "$work/bin" "$scenario"
{ cat "$work/good.json" && printf '\0xxx'; } >"$recording"
expect 'a NUL' 1 "test.json:$(($(wc -l <"$work/good.json") + 1)): a NUL byte: this is not text" \
    calmly "$record" --check --bin "$work/bin" "$scenario"
expect 'it is written again' 0 '' calmly "$record" --bin "$work/bin" "$scenario"
expect 'and is right' 0 '' calmly "$record" --check --bin "$work/bin" "$scenario"
sed 's/"window":[0-9]*/"window":1/; s/"after_ms":[0-9]*/"after_ms":7/' \
    "$work/good.json" >"$recording"
expect 'windows and times are not compared' 0 '' \
    calmly "$record" --check --bin "$work/bin" "$scenario"
rm "$recording"
expect 'no recording' 1 "'make record' makes it" \
    calmly "$record" --check --bin "$work/bin" "$scenario"
mkdir "$recording"
expect 'a file that cannot be written' 2 'test.json:1: cannot be written: ' \
    calmly "$record" --bin "$work/bin" "$scenario"
rmdir "$recording"
expect 'nothing half written' 0 1 sh -c "ls -A '$work/code/t' | wc -l"
expect 'nowhere to show it' 2 'standard output: No space left on device' \
    sh -c "exec '$record' --show --bin '$work/bin' '$scenario' >/dev/full"

if [ "$(id -u)" -eq 0 ] && setpriv --reuid=65534 --regid=65534 \
    --clear-groups unshare -Un true 2>/dev/null; then
    chmod -R a+rwX "$work"
    cp "$work/good.json" "$recording"
    chmod 755 "$work"
    expect 'as an ordinary user' 0 '' calmly setpriv --reuid=65534 \
        --regid=65534 --clear-groups "$record" --check --bin "$work/bin" "$scenario"
fi

# ------------------------------------------- what is not as at home

# All of it stands in the page that tells readers, by name, and nothing else.
# A socket that is bound lets the recorder lend a port.
differs() { # differs INTERFACE < the lines before
    { echo 'record: yes' && cat; } >"$scenario"
    printf 'shell # %s %s\nshell = 0\n' "$PWD/$folder/differs.sh" "$1" >>"$scenario"
    "$record" --bin "$work/bin" --show "$scenario" 2>&1 | sed -n 's/^+ shell > //p'
}
{
    printf 'shell $ ./kinds\nshell > done\nshell = 0\n' | differs lo
    echo 'host: 10.0.0.2 shell' | differs eth0
} | sort -u >"$work/differs"
expect 'what differs in a run was found' 0 'tcp_rfc1337' cat "$work/differs"
for page in book/en/recordings.md book/fr/recordings.md; do
    grep '^|.*|.*|$' "$page" | cut -d '|' -f 2 | grep -o '`[^`]*`' | tr -d '`' | sort -u >"$work/told"
    expect "$page tells what differs" 0 '' diff "$work/told" "$work/differs"
done

# ------------------------------------------------- ended from outside

# Whoever ends the process that they see ends all of it, and nothing is written.
rm -f "$recording"
cat >"$scenario" <<'X'
record: yes
shell $ ./talk
shell > listening
shell > never
X
children() { # how many processes record has started, and theirs
    pgrep -g "$1" | wc -l
}
for signal in TERM KILL; do
    setsid "$record" --bin "$work/bin" "$scenario" >"$work/log" 2>&1 &
    recorder=$!
    tries=0
    until [ "$(children "$recorder")" -gt 2 ] || [ $((tries += 1)) -gt 500 ]; do sleep 0.01; done
    kill -s "$signal" "$recorder"
    wait "$recorder" 2>/dev/null
    tries=0
    while pgrep -f "$scenario" >/dev/null && [ $((tries += 1)) -lt 500 ]; do sleep 0.01; done
    expect "SIG$signal leaves no process" 1 '' pgrep -f "$scenario"
    expect "SIG$signal: nothing is written" 1 '' test -e "$recording"
done

finish
