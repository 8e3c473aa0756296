# Numbers and what they mean. Arithmetic on fractions is awk's.

worst=0

calculate() { awk "BEGIN { printf \"%.4f\", $1 }"; }
holds() { awk "BEGIN { exit !($1) }"; }

# The middle of an odd number of values $@.
median() { printf '%s\n' "$@" | sort -g | sed -n "$((($# + 1) / 2))p"; }

# How far the middle three of the five values $@ lie apart, as a share of their middle.
spread() {
    printf '%s\n' "$@" | sort -g | awk '{ v[NR] = $1 } END { printf "%.4f", (v[4] - v[2]) / v[3] }'
}

# Prints one figure. $1 bar · $2 what is compared · $3 value · $4 `least` or `most` · $5 floor ·
# $6 goal · $7 steady or unsteady · $8 more to know. A floor says the least, or the most, that is
# allowed.
conclude() {
    local bar=$1 what=$2 value=$3 sense=$4 floor=$5 goal=$6 steady=$7 more=$8 verdict
    if [ "$steady" = unsteady ]; then
        verdict=unsteady
    elif reaches "$value" "$sense" "$goal"; then
        verdict=goal
    elif reaches "$value" "$sense" "$floor"; then
        verdict=floor
    else
        verdict=fell
    fi
    case $verdict in
        fell) worst=1 ;;
        unsteady) [ "$worst" = 1 ] || worst=75 ;;
    esac
    if [ "$json" = yes ]; then
        jq -cn --arg bar "$bar" --arg figure "$what" --argjson value "$value" \
            --arg sense "$sense" --argjson floor "$floor" --argjson goal "$goal" \
            --arg verdict "$verdict" --arg more "$more" --arg load "$(load)" \
            '{$bar, $figure, $value, $sense, $floor, $goal, $verdict, $more, $load}'
    else
        printf '%-4s %-44s %10s  at %s %s, goal %s: %-8s %s · load %s\n' \
            "$bar" "$what" "$value" "$sense" "$floor" "$goal" "$verdict" "$more" "$(load)"
    fi
}

reaches() {
    if [ "$2" = least ]; then holds "$1 >= $3"; else holds "$1 <= $3"; fi
}

load() { cut -d' ' -f1 /proc/loadavg; }
