package words

import "strings"

// Words of the report tab.
const (
	ReportTitle   = "Shelfmates report"
	ReportRead    = "Last read"
	ReportTab     = "Tab"
	ReportRecords = "Records"
	ReportState   = "State"
	ReportWhat    = "What to do"
	ReportAllWell = "Everything could be read. Nothing to put right."
	ReportFine    = "read"
	ReportOnPause = "on pause"
	ReportNotRead = "These tabs are not ours, so we left them alone:"
)

// ReportFixes heads what is to be put right, with the count that the pages and
// the mail have.
func ReportFixes(n int) string { return "To put right: " + Number(n) }

// ReportNotes heads what is good to know and asks for nothing.
func ReportNotes(n int) string { return "For information: " + Number(n) }

// ReportHeld says how many rows of a tab wait for a person.
func ReportHeld(n int) string { return Count(n, "row waits", "rows wait") + " for you" }

// ReportCells lists where one cause stands: the first few cells, and how many
// more there are.
func ReportCells(cells []string) string {
	const most = 12
	if len(cells) <= most {
		return strings.Join(cells, ", ")
	}
	return strings.Join(cells[:most], ", ") + " and " + Number(len(cells)-most) + " more"
}
