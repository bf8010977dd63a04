package words

import "fmt"

// PingNeedsGoogle says that pings come from Google Sheets alone.
const PingNeedsGoogle = "only the script of a Google Sheet sends pings; give --sheet google:ID, or leave this out"

// PingsTaken says where a program at an address takes the pings of a sheet's
// script.
func PingsTaken(address string) string {
	return fmt.Sprintf("Pings of the script in the sheet are taken at %s/ping. infra/appsscript/README.md says how they get there.", address)
}
