package sample

import (
	"strings"

	"shelfmates/shared/sheet"
)

// wanted are the talents that the school looks for. Nobody has the last two.
var wanted = []string{"Spanish", "Coding", "Gardening", "Storytelling", "Chess", "American Sign Language", "Sewing"}

// settings is the Settings tab, as far as this school has typed anything; all
// other settings take their defaults.
func settings(t timeline, zone string) []line {
	var breaks []string
	for _, b := range t.calendar.Breaks {
		if b.Last >= t.start && b.First < t.start+366+180 {
			breaks = append(breaks, b.First.String()+" to "+b.Last.String())
		}
	}
	set := func(name string, value sheet.Cell) line {
		return line{sheet.SettingHeader: text(name), sheet.ValueHeader: value}
	}
	return []line{
		set("School name", text("Maple Hollow Elementary")),
		set("Time zone", text(zone)),
		set("School year starts", text("August")),
		set("Breaks", text(strings.Join(breaks, "\n"))),
		set("Signed", text(librarian+" and the Maple Hollow library")),
		set("Reply to", text("library@maplehollow.example")),
		set("Digest day", text("Monday")),
		set("Thank from", date(t.start)),
		set("Milestone hours", markCells()),
		set("Usual meeting times", items("Tue 15:30", "Thu 7:45", "Fri 12:15")),
		set("Students at the school", number(412)),
		set("Talents wanted", items(wanted...)),
		set("Ask volunteers for ideas", text("Once a term")),
		set("We track clearances", text("Yes")),
		set("Networks", items("Facebook", "Bluesky")),
		set("Posts go to", schoolMail(assistant)),
		set("School website", text("https://maplehollow.example/library")),
		set("Receipt sentence", text("Maple Hollow Elementary is a public school. Nothing was given in exchange for this gift.")),
	}
}
