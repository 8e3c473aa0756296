# Ours and an anchor, alternately. Needs verdict.sh.

all_bars=(P1 P3 P4 P6 P7 P10 P13 P15 together)

# Runs the functions $1 (ours) and $2 (anchor) alternately, five times each, as often as three times
# over while the figures jump. Each sets `figure`; ours may set `detail`, and gets its number.
#
# Sets `ratio`, `steady`, `ours`, `anchor` (medians) and `ratios`.
run_pairs() {
    local repeat pair ours_all anchor_all
    for repeat in 1 2 3; do
        ratios=() ours_all=() anchor_all=() details=()
        for pair in 1 2 3 4 5; do
            detail=
            "$1" $((repeat * 5 + pair))
            ours_all+=("$figure")
            details+=("${detail:-0}")
            "$2"
            anchor_all+=("$figure")
            ratios+=("$(calculate "${ours_all[-1]} / $figure")")
        done
        steady=steady
        holds "$(spread "${ratios[@]}") <= 0.15" && break
        steady=unsteady
    done
    ratio=$(median "${ratios[@]}")
    ours=$(median "${ours_all[@]}")
    anchor=$(median "${anchor_all[@]}")
    detail=$(median "${details[@]}")
}
