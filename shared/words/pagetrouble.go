package words

// A Trouble is what a page says when it cannot show what was asked for.
type Trouble struct {
	Title string
	Say   string
	Do    string // one thing to do; may be empty
}

// PageNotFound is said of an address that leads nowhere.
func PageNotFound() Trouble {
	return Trouble{"There is no such page", "It may have been renamed, or its row has left the sheet.", "Start again from the overview."}
}

// PageReadsOnly is said of a request that would change something.
func PageReadsOnly() Trouble {
	return Trouble{"This page can only be read", "Whatever you want to change, change it in the sheet.", ""}
}

// NeverRead is said before the first sync.
func NeverRead() Trouble {
	return Trouble{"The sheet has not been read yet", "As soon as it has, this page shows what it says.", "Save the workbook, or run shelfmates sync once."}
}

// BeingRead is said while the first sync is under way.
func BeingRead() Trouble {
	return Trouble{"The sheet is being read", "This takes a few seconds.", "Reload this page."}
}

// StoreAway is said while the records cannot be reached.
func StoreAway() Trouble {
	return Trouble{"The records cannot be reached just now", "Nothing is lost. The sheet is as you left it.", "Try again in a minute."}
}

// PageBroken is said when something is wrong on our side.
func PageBroken() Trouble {
	return Trouble{"This page could not be made", "The fault is ours, and it is in the log. The sheet is as you left it.", "Try another page, or this one again later."}
}
