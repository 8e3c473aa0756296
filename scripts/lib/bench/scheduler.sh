# How the kernel shares its cores while bars are measured. Needs common.sh.
#
# With autogroups every session is a group with an equal share, in which alone niceness counts; each
# process of PostgreSQL is a session. Measured on Linux 6.18 with a flood beside the checks: whole cores
# stay with the server's group for up to 70 ms, and the checks' 99th percentile lies between 10 and 400 ms
# from run to run; without them it is 10 ms each time.

scheduler_setting=/proc/sys/kernel/sched_autogroup_enabled

# Turns autogroups off where we may, and remembers what was set.
scheduler_plain() {
    autogroup=$(cat "$scheduler_setting" 2>/dev/null) || autogroup=0
    [ "$autogroup" = 0 ] && return
    if ! (echo 0 >"$scheduler_setting") 2>/dev/null; then
        autogroup=0
        printf 'Autogroups stay on, which only root can change: P10 will be unsteady.\n' >&2
    fi
}

# Sets what was set before.
scheduler_restore() {
    [ "${autogroup:-0}" = 0 ] || echo "$autogroup" >"$scheduler_setting"
}
