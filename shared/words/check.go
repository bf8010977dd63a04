package words

// Words of check.
const (
	TabOwn = "a tab of your own; it is left alone"

	CheckSheet        = "spreadsheet"
	CheckStore        = "store"
	CheckMail         = "mail"
	CheckPages        = "pages"
	CheckSetting      = "setting"
	CheckNotGood      = "something has to be put right; see above"
	NeverSynced       = "can be used; nothing is in it yet"
	SyncFirst         = "Run shelfmates sync, or serve."
	StoreHalfway      = "can be used; a sync was cut off, and the next one finishes its work"
	StoreBeside       = "lies in the workbook's folder"
	MoveStore         = "If that folder is synced or on a network, put the store elsewhere: --store sqlite:FILE, or leave it out for your data folder."
	OutboxReady       = "mails go into a folder; nothing leaves by itself"
	CheckHeld         = "is read, and cannot be written now"
	LockStale         = "a mark says that another program has it open, but it is older than a day, so it is ignored"
	RemoveMark        = "Delete the mark when nobody has the workbook open:"
	FromSettings      = "from Settings"
	FromDefault       = "the default"
	FromDefaultUnread = "the default; the cell cannot be read"
	StoreOfAnother    = "holds records, and this spreadsheet was never read into it"
	SchoolOfItsOwn    = "If it is another school's, keep it apart: --school NAME, with a name of its own."
	FromLastValue     = "the last good value; the cell cannot be read"
)

// TabRead says that a tab is read, and as what.
func TabRead(kind string) string { return "is read as " + kind }

// TabResembles says what a tab of somebody's own looks like.
func TabResembles(kind string) string { return "looks like " + kind + ", and is not read yet" }

// RenameTab says how a tab becomes one of ours.
func RenameTab(kind string) string { return "Rename the tab to " + kind + "." }

// RenameHeaders says which headers to rename.
func RenameHeaders(pairs [][2]string) string {
	items := make([]string, len(pairs))
	for i, p := range pairs {
		items[i] = p[0] + " to " + p[1]
	}
	noun := "header"
	if len(pairs) > 1 {
		noun = "headers"
	}
	return "Rename the " + noun + " " + List(items) + "."
}

// AddHeaders says which columns are needed besides.
func AddHeaders(names []string) string {
	if len(names) == 1 {
		return "Add a column " + names[0] + "."
	}
	return "Add the columns " + List(names) + "."
}

// CheckRead says that a spreadsheet can be read, and how much is in it.
func CheckRead(tabs, rows int) string {
	return "can be read: " + Count(tabs, "tab", "tabs") + ", " + Count(rows, "row", "rows")
}

// CheckStored says what the store holds.
func CheckStored(records int, school string, read Date, clock string) string {
	of := ""
	if school != "" {
		of = " of " + school
	}
	return "holds " + Count(records, "record", "records") + of + ", last read " + read.Full() + ", " + clock
}

// CheckVerdict closes a check in which nothing is broken.
func CheckVerdict(looks int) string {
	if looks == 0 {
		return "Everything is set."
	}
	return "It works. " + Count(looks, "thing is", "things are") + " worth a look; see above."
}

// HeadersNotRead names the headers that mean nothing to us.
func HeadersNotRead(headers []string) string {
	return "not read: " + List(headers)
}

// StoredAt says where a school's records are.
func StoredAt(place, school string) string { return " (" + place + ", school “" + school + "”)" }
