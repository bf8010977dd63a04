package words

import "time"

// Words of the command schools.
const (
	SchoolsNeedStore = "say in which deployment, --store dynamodb:TABLE (or sqlite:FILE)"
	SchoolsNeedSheet = "a school of a deployment has a Google Sheet; give --sheet google:ID, the ID that stands in its address between /d/ and /edit"
	SchoolsNone      = "No school is registered yet. Add the first: shelfmates schools add maple-hollow --sheet google:ID"
	RegistryNewer    = "the registry of schools was written by a newer version of Shelfmates. Install that version, or a newer one."
	AudienceForm     = "an audience is one word, such as 1234-abcd.apps.googleusercontent.com; the menu Shelfmates in the sheet shows it"
)

// SchoolAdded says that a school was registered, or what is registered of it
// now.
func SchoolAdded(school, sheet, audience string, added bool) string {
	text := "School " + school + " is registered with google:" + sheet
	if added {
		text = "Registered school " + school + " with google:" + sheet
	}
	text += ". Its sheet is read within 15 minutes, between 20:00 and 06:00 within an hour"
	if audience != "" {
		return text + ", and 20 seconds after an edit by the script in the sheet."
	}
	return text + "."
}

// SchoolRemoved says that a school was taken out of the registry.
func SchoolRemoved(school string) string {
	return "Took school " + school + " out of the registry. Its sheet is not read any more. Its records stay in the store; shelfmates schools add " + school + " goes on with them."
}

// SchoolUnknown says that no school of that name is registered.
func SchoolUnknown(school string) string {
	return "no school \"" + school + "\" is registered. shelfmates schools lists them."
}

// SheetClaimed says that a spreadsheet is another school's.
func SheetClaimed(sheet, school string) string {
	return "google:" + sheet + " is the sheet of school " + school + ", and a sheet is one school's. Nothing was changed.\nGive this school a sheet of its own, or take the other out first: shelfmates schools remove " + school
}

// SchoolFailing says since when a school's sheet could not be read.
func SchoolFailing(since time.Time) string { return "failing since " + since.Format("2 January 15:04") }

// SchoolPinged says that a school's sheet tells of its edits.
const SchoolPinged = "with a script"
