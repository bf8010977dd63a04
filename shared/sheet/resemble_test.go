package sheet

import (
	"reflect"
	"testing"
)

func TestResemble(t *testing.T) {
	tests := []struct {
		name string
		grid Grid
		want Resemblance
	}{
		{
			"a list of people by its headers",
			grid("People 2026", row("Our people"), row("Full name", "Mail", "Cell phone", "Skils", "T-shirt")),
			Resemblance{
				Kind: "Volunteers", Header: 2, Known: []string{"Volunteer", "Email", "Phone"},
				Rename: []Renaming{{"D2", "Skils", "Talents"}}, Other: []string{"T-shirt"},
			},
		},
		{
			"a log of hours with one header to rename and one to add",
			grid("Log", row("Dates", "Who", "Students")),
			Resemblance{
				Kind: "Hours", Header: 1, Known: []string{"Volunteer", "Students"},
				Rename: []Renaming{{"A1", "Dates", "Date"}}, Missing: []string{"Hours"},
			},
		},
		{
			"a tab by its title, whatever stands in it",
			grid("Gifts", row("When given", "Whatever")),
			Resemblance{
				Kind: "Donations", Titled: true, Header: 1, Rename: []Renaming{{"A1", "When given", "Date"}},
				Missing: []string{"Partner", "What"}, Other: []string{"Whatever"},
			},
		},
		{"nothing of ours", grid("Lunch", row("Monday", "Tuesday"), row("Soup", "Pizza")), Resemblance{}},
		{"an empty tab", grid("Sheet1"), Resemblance{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := Resemble(&test.grid); !reflect.DeepEqual(got, test.want) {
				t.Errorf("got  %+v\nwant %+v", got, test.want)
			}
		})
	}
}
