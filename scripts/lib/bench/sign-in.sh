# Sign-in: P4 and P10. Needs servers.sh, pairs.sh and http.sh.

sign_in_load() {
    # Each pair uses other logins: a code is good once. They sign in with a device of theirs, as
    # nearly everybody does nearly always; --strangers costs a few statements more.
    local said before_all before_hash all hash count
    before_all=$(ticks "$check_pid") before_hash=$(ticks "$check_pid" hashing)
    said=$("$bench" sign-ins --url "$check_url" --logins "$bench_files/logins" \
        --clients 32 --skip $(($1 * 400)) --seconds 3)
    all=$(($(ticks "$check_pid") - before_all))
    hash=$(($(ticks "$check_pid" hashing) - before_hash))
    read -r count seconds failed <<<"$said"
    [ "$failed" = 0 ] || fail "$failed of $count sign-ins failed."
    figure=$(calculate "$count / $seconds")
    # Milliseconds of CPU beside the hashing threads.
    detail=$(calculate "($all - $hash) * 10 / $count")
}

argon2_loop() { figure=$("$bench" argon2 --seconds 3); }

bar_P4() {
    start_pair
    run_pairs sign_in_load argon2_loop
    conclude P4 'sign-in, rate ÷ ARG' "$ratio" least 0.90 0.97 "$steady" \
        "$ours/s; ARG $anchor/s; ${ratios[*]}"
    conclude P4 'sign-in, own CPU beside the hash (ms)' "$detail" most 1.0 0.35 steady \
        "median of five"
}

# The check's 99th percentile with a flood of passwords beside it.
check_tail_flooded() {
    # In earnest a flood comes from elsewhere: its own work must not take the server's cores.
    nice -n 19 "$bench" flood --url "$check_url" --connections 200 --seconds 5 >"$bench_files/flood" &
    local flood=$!
    check_load
    wait "$flood" || fail "The flood ended early."
    read -r tries refused _ detail <"$bench_files/flood"
    [ "$refused" -gt 0 ] || fail "None of $tries passwords was refused: that was no flood."
    figure=$tail_ms
}

check_tail() {
    check_load
    figure=$tail_ms
}

bar_P10() {
    start_pair
    run_pairs check_tail_flooded check_tail
    conclude P10 'check p99 with a flood ÷ without' "$ratio" most 4 1.5 "$steady" \
        "$ours ms; without $anchor ms; ${ratios[*]}"
    conclude P10 'flood, refusals within (p99, ms)' "$detail" most 200 5 steady \
        "200 connections, each 100 ms after its last answer; $refused of $tries refused"
}
