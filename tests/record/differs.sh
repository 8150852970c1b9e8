#!/bin/sh
# Prints, by name, what differs in a run's network from one that the kernel has
# just made, and what else a program finds there otherwise than at home. Run it
# as the run's root: differs.sh INTERFACE, whose network it is.
set -u
device=$1
export device
look='
    grep -rsH . /proc/sys/net | grep -v "/conf/\|/neigh/"
    sed "s/^/disable_ipv6 /" /proc/sys/net/ipv6/conf/all/disable_ipv6
    ip link show dev "$device" | grep -o "mtu [0-9]*"
    ip link show dev "$device" | grep -o "NOARP"
    ip route show table all | grep -o "quickack [0-9]*" | sort -u
    ip route show table all | grep -o "rto_min [a-z]* *[0-9]*" | sort -u'
sh -c "$look" >/tmp/here
unshare -n sh -c 'ip link set lo up
    [ "$device" = lo ] || ip link add "$device" up type veth peer name other'"
    $look" >/tmp/fresh
diff /tmp/fresh /tmp/here | sed -n 's/^[<>] //p' | sed 's|^/.*/||; s/[: ].*//' | sort -u
grep -q '^0*$' /proc/self/personality || echo personality
[ "$(nproc)" != 1 ] || echo sched_setaffinity
[ "$LC_ALL" != C.UTF-8 ] || echo LC_ALL
[ "$TERM" != dumb ] || echo TERM
[ "$(stty size)" != '24 80' ] || echo stty
