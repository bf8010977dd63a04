package reconcile_test

import (
	"fmt"
	"strings"
	"testing"

	"shelfmates/shared/sheet/googlefake"
)

// entries are so many rows of hours, each with a note of what was done of so
// many characters.
func entries(rows, text int) []string {
	lines := []string{"Date | Volunteer | Hours | Students | What we did"}
	who := []string{"Ana Ruiz", "Ben Coles", "Cy Dunn", "Dee Fox"}
	for i := range rows {
		did := fmt.Sprintf("Table %d ", i)
		lines = append(lines, fmt.Sprintf("2026-%02d-%02d | %s | %g | %d | %s",
			i%10+1, i%28+1, who[i%4], float64(i%8+1)/4, i%9, strings.TrimSpace(did+strings.Repeat("and so on ", max(0, text-len(did))/10))))
	}
	return lines
}

// entry is what was done in one of them.
func entry(i, text int) string {
	line := entries(i+1, text)[i+1]
	return strings.TrimSpace(line[strings.LastIndex(line, "|")+1:])
}

func TestGoogleLarge(t *testing.T) {
	const edited = 17
	sortAndEdit := func(o *office) {
		o.Type("Hours", edited+2, o.column("Hours", "Hours"), text("7"))
		// The first part is read, the second is not.
		o.fake.Before(googlefake.ValuesBatchGet, func() {
			o.fake.Before(googlefake.ValuesBatchGet, func() { o.Sort("Hours", 0, 1, true) })
		})
	}
	play(t, []story{
		{
			name:   "a sheet of 2 MB is read in parts while staff sort it: it is read again, and every row is there once",
			set:    tabs{"Hours": entries(600, 4000)},
			atRest: 3,
			steps: []step{
				acts(sortAndEdit),
				syncs(count("Hours", 600), hours(entry(edited, 4000), 7), going, well).asking(9, 1),
				syncs(untouched).asking(3, 0),
			},
		},
		{
			name:   "a sheet of 50,000 rows is read in parts while staff sort it: it is read again, and every row is there once",
			set:    tabs{"Hours": entries(50_000, 30)},
			atRest: 4,
			once:   true,
			steps: []step{
				acts(sortAndEdit),
				syncs(count("Hours", 50_000), hours(entry(edited, 30), 7), going, well, distinct("Hours")).asking(12, 1),
				syncs(untouched).asking(4, 0),
			},
		},
	})
}
