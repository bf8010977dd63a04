package sheet

import (
	"strings"

	"shelfmates/shared/partnership"
)

// Closest returns the one of among that name was probably meant to be, "" when
// none is near. It goes by the number of letters that differ (left out, put in,
// changed, or two swapped): one, or a third of the shorter of the two. Where
// that finds none, the only one that begins with name, or has it as a word,
// counts. Case, spacing and Unicode form do not matter; of equals the first wins.
func Closest(name string, among []string) string {
	folded := []rune(partnership.Fold(name))
	if len(folded) == 0 || len(folded) > 200 {
		return ""
	}
	best, least := "", len(folded)
	var d distance
	for _, other := range among {
		o := []rune(partnership.Fold(other))
		near := max(1, min(len(folded), len(o))/3)
		if len(o) == 0 || len(o)-len(folded) > near || len(folded)-len(o) > near || min(len(folded), len(o)) < 2 {
			continue
		}
		if n := d.between(folded, o); n <= near && n < least {
			best, least = other, n
		}
	}
	if best != "" || len(folded) < 3 {
		return best
	}
	part := string(folded)
	for _, other := range among {
		o := partnership.Fold(other)
		if strings.HasPrefix(o, part) || strings.Contains(" "+o+" ", " "+part+" ") || strings.HasPrefix(part, o+" ") {
			if best != "" {
				return ""
			}
			best = other
		}
	}
	return best
}

// A distance counts the letters in which two texts differ. It keeps its rows
// between calls.
type distance struct{ before, last, now []int }

// between is the optimal string alignment distance of a and b.
func (d *distance) between(a, b []rune) int {
	n := len(b) + 1
	if cap(d.now) < n {
		d.before, d.last, d.now = make([]int, n), make([]int, n), make([]int, n)
	}
	before, last, now := d.before[:n], d.last[:n], d.now[:n]
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now[0] = i
		for j := 1; j <= len(b); j++ {
			change := last[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			now[j] = min(change, last[j]+1, now[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
		}
		before, last, now = last, now, before
	}
	return last[len(b)]
}
