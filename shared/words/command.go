package words

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Words of the command.
const (
	CommandDescription = "Community partnerships for school libraries, run from a spreadsheet.\n\nTry it: shelfmates demo"
	CommandHelpHint    = "Type shelfmates --help for the commands, shelfmates COMMAND --help for one of them."

	SetSheet = "no spreadsheet is set; give --sheet xlsx:FILE or --sheet google:ID, or make one with shelfmates new-sheet --sheet xlsx:FILE"

	StoreNewer      = "the store was written by a newer version of Shelfmates. Install that version, or a newer one."
	ForeignWorkbook = "this workbook belongs to another school: it has IDs, and this school's store knows none of them. Nothing was changed.\nGive the other school's store with --store, or another name with --school."
	SheetCopied     = "this is not the Google Sheet that was read before: it is a copy of it, or another one. Nothing was changed.\nGive the first one with --sheet, or another name with --school. To go on with this one as the same school, move its records: export --all into a file, and import that into a new store."
	Interrupted     = "interrupted. Nothing is lost; the next sync finishes what was begun."
	SyncHalfway     = "a sync is running, or was cut off, and the records are not whole until one has finished.\nWait for it, or run shelfmates sync."
	TakenOver       = "this sync took so long that another one took over. Nothing is lost; the other one finishes the work."
	NoStaffTab      = "The tabs are found by their names: Partners, Volunteers, Hours, … Rename yours, or make a new workbook with shelfmates new-sheet. shelfmates check says what each of your tabs looks like."

	ExportNeedsTab    = "CSV holds one tab; say which, like --tab Hours"
	ImportNotEmpty    = "this store has records already, and import takes only one without. Nothing was changed.\nGive another store with --store, or another name with --school."
	ImportNotAnExport = "this is not, or not wholly, what export --all writes, so it was not imported.\nMake it with shelfmates export --all --out FILE."
	ExportJSONAlone   = "--json is --format json; give one of them"
	ExportMoved       = "a sync wrote while everything was exported, so the export is not whole. Try again."
	ExportAllAlone    = "--all writes everything as JSON lines; it goes with neither --tab nor another --format"

	SyncNothing   = "Nothing has changed since the last sync."
	SyncDry       = "This is what a sync would do. Nothing was written."
	SyncFixNone   = "Every cell could be read."
	SyncFixHeader = "Cells to fix:"
)

// GoogleSheetTitle is what pages call a Google Sheet.
const GoogleSheetTitle = "the Google Sheet"

// ExportNoTab says that there is no tab of that name, and which there are.
func ExportNoTab(tab string, tabs []string) string {
	return "there is no tab \"" + tab + "\"; the tabs are " + List(tabs)
}

// Holder names a process to whoever has to wait for it.
func Holder(process int, since time.Time) string {
	return fmt.Sprintf("process %d, since %s", process, since.Format("15:04"))
}

// FunctionHolder names the function on AWS to whoever has to wait for it.
const FunctionHolder = "the sync on AWS"

// SheetRests says that the spreadsheet could not be read before, and when it is
// tried again.
func SheetRests(until time.Time) string {
	return "the sheet could not be read before, and is left alone until " + until.Format("15:04") + ". A sync by hand tries at once."
}

// SyncHeld says that another sync is running, who it is, and until when.
func SyncHeld(holder string, until time.Time) string {
	text := "another sync of this school is running"
	if holder != "" {
		text += " (" + holder + ")"
	}
	if !until.IsZero() {
		text += "; it may take until " + until.Format("15:04:05")
	}
	return text + ". Try again when it is done."
}

// SyncCounts says what became of one tab: "2 new, 1 changed".
func SyncCounts(created, updated, removed, revived int) string {
	var parts []string
	for _, part := range []struct {
		n    int
		what string
	}{{created, "new"}, {updated, "changed"}, {removed, "removed"}, {revived, "back again"}} {
		if part.n > 0 {
			parts = append(parts, Number(part.n)+" "+part.what)
		}
	}
	if len(parts) == 0 {
		return "nothing new"
	}
	return strings.Join(parts, ", ")
}

// SyncWaits says that the spreadsheet could not be written now.
func SyncWaits(why string) string {
	return "Notes and IDs wait to be written. " + why
}

// PauseReason is why a tab is on pause, from a sentence that says that it is.
func PauseReason(what string) string {
	return UpperFirst(strings.TrimPrefix(what, "Is on pause: "))
}

// SheetMade says that a workbook was made and what comes next, which is a
// command.
func SheetMade(path, next string) string {
	return "Made " + path + ".\nOpen it, start with Settings, then type your first partner. Then: " + next
}

// StoreNoFolder says that a store is looked for in a folder that there is not.
func StoreNoFolder(store, dir string) string {
	return "there is no folder " + dir + ", so " + store + " cannot be read. Check the path given with --store."
}

// Imported says what an import did.
func Imported(items int) string { return "Imported " + Count(items, "item", "items") + "." }

// SyncFixMore says how many causes are not shown.
func SyncFixMore(n int) string {
	return "and " + Number(n) + " more; the pages and --json have them all"
}

// SyncFixAlso says in how many further cells the same stands.
func SyncFixAlso(n int) string {
	if n == 0 {
		return ""
	}
	return " (And in " + Count(n, "other cell", "other cells") + ".)"
}

// Words of the commands that need a later version.
const (
	NoSignInYet      = "the pages have no sign-in yet, so they are served on this machine alone; give 127.0.0.1:PORT"
	NoSendingYet     = "sending by SMTP and SES comes with a later version; for now mails go to a folder, outbox:FOLDER"
	NoModesYet       = "this version sends nothing by itself, so there is only preview; allowlist and live come with a later version"
	ComesWithSending = "--release, --settle and --event belong to sending mail, which comes with a later version; mails go to the outbox, where nothing leaves by itself"
	ForgetLater      = "forget comes with a later version. Until then: set the person's Status to Remove, and nothing names them any more"
)

// Serving says where the pages are and what runs.
func Serving(address, path, store string) string {
	return "Pages: " + address + "\nWorkbook: " + path + "\nRecords: " + store + "\nSave it, and the pages follow. Ctrl-C stops."
}

// CannotListen says that an address is taken.
func CannotListen(address string) string {
	return "cannot serve pages on " + address + "; another program may be there, so give another port"
}

// DemoTry says what to try in the demo, a sentence a line.
func DemoTry(workbook, outbox string) []string {
	return []string{
		"Open " + workbook + " in your spreadsheet program, type a row in Hours, and save: this page follows within three seconds.",
		"Mistype a date there, save, and look at Cells to fix. Close and open the workbook, and the note stands in the row.",
		"Sort a tab, or delete a row and undo it: nothing is lost.",
		"Read Monday's mail under Mail, or as a file in " + outbox + ".",
	}
}

// DemoSheetTitle is the title of the demo's Google Sheet.
const DemoSheetTitle = "Maple Hollow partners"

// DemoGoogleGoes says that the demo's Google Sheet cannot be kept.
const DemoGoogleGoes = "the Google Sheet of the demo lives in memory, so --google and --dir do not go together"

// DemoTryGoogle is what to try in the demo with a Google Sheet.
func DemoTryGoogle(sheet, outbox string) []string {
	return []string{
		"Open " + sheet + " and type a row in Hours: this page follows within a few seconds. It stands in for Google Sheets, on this machine.",
		"Mistype a date there, and look at the note that comes into the row a minute later, and at Cells to fix.",
		"Clear an ID, or delete a row: nothing is lost.",
		"Read Monday's mail under Mail, or as a file in " + outbox + ".",
	}
}

// SheetShaped says what comes next for a Google Sheet that is ready.
func SheetShaped(next string) string {
	return "Open the sheet, start with Settings, then type your first partner. Then: " + next
}

// DemoReady says where the demo is, what to try, and what becomes of it.
func DemoReady(address string, try []string, keep string) string {
	text := "\nMaple Hollow Elementary, a school that does not exist: " + address + "\n\nTry:\n"
	for _, t := range try {
		text += "  - " + t + "\n"
	}
	return text + "\n" + keep
}

// What becomes of the demo when it stops.
const (
	DemoStays = "Ctrl-C stops; the folder stays."
	DemoGoes  = "Ctrl-C stops and takes the demo away."
	DemoKeep  = "Ctrl-C stops and takes the demo away; --dir FOLDER keeps it."
)

// PeriodDecided says what was decided of one period.
func PeriodDecided(kind, period, verdict string, mails int) string {
	return kind + " of " + period + ": " + verdict + ", " + Count(mails, "mail", "mails")
}

// MailDue is a mail in the list of a preview, with when it is due by the school's
// clocks.
func MailDue(due time.Time, subject, to, why string) string {
	return due.Format("Mon 2 Jan 15:04") + "  " + subject + "\n    " + strings.TrimSpace(to+"  "+why)
}

// MailLeftOut is somebody in that list who gets none.
func MailLeftOut(day, who, why string) string { return day + "  " + who + ": " + why }

// PlannedMails says how many mails were planned and when the next are due.
func PlannedMails(mails int, next time.Time) string {
	text := "Planned " + Count(mails, "mail", "mails") + "."
	if !next.IsZero() {
		text += " The next is due " + next.Format("Mon 2 Jan 2006, 15:04") + "."
	}
	return text
}

// SentMails says how many mails were handed over and how many wait.
func SentMails(sent, waiting int) string {
	text := "Put " + Count(sent, "mail", "mails") + " into the outbox."
	if waiting > 0 {
		text += " " + Number(waiting) + " wait."
	}
	return text
}

// MailStatus says how many mails are in which state.
func MailStatus(total, waiting, sent, refused, not, unknown int) string {
	return Count(total, "mail", "mails") + ": " + Number(waiting) + " waiting, " + Number(sent) + " sent, " +
		Number(refused) + " refused, " + Number(not) + " not sent, " + Number(unknown) + " unknown."
}

// NotAPort says that a flag takes the number of a port.
func NotAPort(flag string, port int) string {
	return flag + " takes a number from 0 to 65535, where 0 is any free port; " + strconv.Itoa(port) + " is none"
}

// NotXLSX says that a new workbook has to have another name.
func NotXLSX(path string) string {
	return "a new workbook is an .xlsx file; give a name that ends so, like \"" + strings.TrimSuffix(path, filepath.Ext(path)) + ".xlsx\""
}

// NotADay says that a flag takes a day.
func NotADay(flag, text string) string {
	return flag + " takes a day like 2026-11-23, the last not before the first; \"" + text + "\" is none"
}

// Previewed says how many mails were written where.
func Previewed(mails int, dir string) string {
	return "Wrote " + Count(mails, "mail", "mails") + " into " + dir + ". Nothing was sent."
}

// FateAlone says that a word belongs to --settle.
func FateAlone(word string) string { return word + " goes with --settle KEY" }

// SyncedOf says what a sync did in one line, for whoever watches the program run.
func SyncedOf(created, updated, removed, fix int) string {
	text := "read the sheet: " + SyncCounts(created, updated, removed, 0)
	if fix > 0 {
		text += "; " + Count(fix, "cell", "cells") + " to fix"
	}
	return text
}
