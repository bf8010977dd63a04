package reconcile_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"shelfmates/shared/partnership"
	"shelfmates/shared/sheet"
)

func TestGoogleNames(t *testing.T) {
	play(t, []story{
		{
			name: "a name that is not known: its rows count, it is said once; added to Volunteers, all rows match",
			steps: []step{
				acts(func(o *office) {
					o.add("Hours", "Date | Volunteer | Hours | What we did",
						"2026-10-20 | Gil Ito | 1 | Table I", "2026-10-21 | Gil Ito | 1 | Table J", "2026-10-22 | Ben Cole | 1 | Table K")
				}),
				syncs(count("Hours", 11), noted("Hours", "Table I", "Gil Ito"), noted("Hours", "Table K", "Ben Coles"), means("Table I", "")),
				acts(func(o *office) { o.add("Volunteers", "Volunteer | Email", "Gil Ito | gil@mail.example") }),
				syncs(count("Hours", 11), means("Table I", "Gil Ito"), means("Table J", "Gil Ito"), cell("Hours", "Table I", sheet.NoteColumn, "")),
			},
		},
		{
			name: "a person and a partner are renamed: the rows that name them as before still mean them",
			steps: []step{
				acts(func(o *office) {
					o.set("Volunteers", "Ana Ruiz", "Volunteer", "Ana Lopez")
					o.set("Partners", "YMCA", "Partner", "Y of Maple County")
				}),
				syncs(count("Volunteers", 6), count("Partners", 3), noted("Volunteers", "Ana Lopez", "Ana Ruiz is now Ana Lopez, with 2 hours"), unnoted("Hours"), means("Table A", "Ana Lopez")),
				acts(func(o *office) {
					o.add("Hours", "Date | Volunteer | Hours | What we did", "2026-10-20 | Ana Ruiz | 1 | Table I", "2026-10-20 | Ana Lopez | 1 | Table J")
				}),
				syncs(means("Table I", "Ana Lopez"), means("Table J", "Ana Lopez"), unnoted("Hours")),
			},
		},
		{
			name: "somebody else is typed over a row: a new record, and the hours stay with the old one",
			steps: []step{
				acts(func(o *office) {
					o.set("Volunteers", "Ana Ruiz", "Email", "gil@mail.example")
					o.set("Volunteers", "Ana Ruiz", "Volunteer", "Gil Ito")
				}),
				syncs(noted("Volunteers", "Gil Ito", "Is Gil Ito new here?"), means("Table A", "Ana Ruiz"), count("Volunteers", 7)),
				later(count("Volunteers", 6)),
			},
		},
		{
			name: "a doubled partner is merged: the other name in Also known as, its row deleted, its gifts with the survivor",
			steps: []step{
				acts(func(o *office) {
					o.set("Partners", "YMCA", "Also known as", "Rotary Club")
					o.DeleteRow("Partners", o.row("Partners", "jo@rotary.example"))
				}),
				syncs(unnoted("Donations", "Volunteers")),
				later(count("Partners", 2), well, unnoted("Donations", "Volunteers"), survives("Rotary Club", "YMCA")),
				acts(func(o *office) {
					o.add("Donations", "Date | Partner | What", "2026-10-20 | Rotary Club | Ten atlases")
				}),
				syncs(count("Donations", 3), cell("Donations", "Ten atlases", sheet.NoteColumn, "")),
			},
		},
		{
			name: "two people of one name: told apart by their partner, as the note says",
			steps: []step{
				acts(func(o *office) {
					o.add("Volunteers", "Volunteer | Partner | Email", "Ana Ruiz | Rotary Club | ana@rotary.example")
					o.add("Hours", "Date | Volunteer | Hours | What we did", "2026-10-20 | Ana Ruiz | 1 | Table I", "2026-10-20 | Ana Ruiz (Rotary Club) | 1 | Table J")
				}),
				syncs(noted("Hours", "Table I", "Ana Ruiz (YMCA)"), cell("Hours", "Table J", sheet.NoteColumn, ""), means("Table A", "Ana Ruiz"), means("Table I", "")),
				acts(func(o *office) { o.set("Hours", "Table I", "Volunteer", "Ana Ruiz (YMCA)") }),
				syncs(unnoted("Hours"), well),
			},
		},
		{
			name: "several names in a cell, one of them with a comma, and a partner for a group",
			steps: []step{
				acts(func(o *office) {
					o.add("Volunteers", "Volunteer", "Gray, Hal")
					o.add("Hours", "Date | Volunteer | Hours | People | What we did",
						"2026-10-20 | Gray, Hal, Ana Ruiz; Ben Coles | 1 | | Table I", "2026-10-20 | Rotary Club | 2 | 9 | Table J")
				}),
				syncs(means("Table I", "Ana Ruiz+Ben Coles+Gray, Hal"), means("Table J", "Rotary Club"), well),
			},
		},
		{
			name: "a volunteer is to be removed from everything: the report lists the cells that still hold the name",
			steps: []step{
				acts(func(o *office) {
					o.set("Volunteers", "Cy Dunn", "Status", "Remove")
					o.put("Hours", "Table A", "What we did", words("Read with Cy Dunn"))
				}),
				syncs(problemAt(sheet.NameRemains, "F2"), problemAt(sheet.NameRemains, "C4"), problemAt(sheet.NameRemains, "C8")),
			},
		},
	})
}

// means: the Volunteer cell of that entry of hours means these records, by their
// names in order; "" when none is known.
func means(did, want string) check {
	return func(o *office) string {
		names := map[partnership.ID]string{}
		for _, kind := range []partnership.Kind{"Volunteers", "Partners"} {
			for id, r := range o.all(kind) {
				names[id] = r.Values[0].Text
			}
		}
		schema := sheet.SchemaOf("Hours")
		for _, r := range o.records("Hours") {
			if r.Values[schema.Column("What we did")].Text != did {
				continue
			}
			var who []string
			for _, n := range r.Refs[schema.Column("Volunteer")] {
				if names[n.ID] != "" {
					who = append(who, names[n.ID])
				}
			}
			if got := strings.Join(slices.Sorted(slices.Values(who)), "+"); got != want {
				return fmt.Sprintf("%s means %q, want %q", did, got, want)
			}
			return ""
		}
		return "no record says " + did
	}
}

// survives: the tombstone of the one partner points to the other.
func survives(gone, by string) check {
	return func(o *office) string {
		names := o.names()
		for _, r := range o.all("Partners") {
			if !r.Live() && r.Values[0].Text == gone {
				if names[r.Into] != by {
					return fmt.Sprintf("%s went into %q, want %s", gone, names[r.Into], by)
				}
				return ""
			}
		}
		return "no tombstone of " + gone
	}
}
