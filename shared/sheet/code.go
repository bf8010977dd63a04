package sheet

// The codes of problems: every kind of thing that is said about a spreadsheet.
// The comments give what Value, Fix and Args hold where they matter; package
// words has the sentences. A Fix may always be empty.
const (
	// Of one cell, whose value was not taken. Value is what it shows; Fix is
	// what to type instead.
	DateUnread      Code = "date-unread"      // Args: "09-05" where month and day could be told and no year
	DateImpossible  Code = "date-impossible"  // a number that is no date of ours
	ClockUnread     Code = "clock-unread"     // not a time of day
	HoursUnread     Code = "hours-unread"     // not a length of time
	HoursRange      Code = "hours-range"      // not above 0 and up to 100
	MoneyUnread     Code = "money-unread"     // not an amount
	NumberUnread    Code = "number-unread"    // not a number; Args: "whole" where it must be whole
	NumberRange     Code = "number-range"     // Args: the least and the most
	YesNoUnread     Code = "yes-no-unread"    //
	ChoiceUnknown   Code = "choice-unknown"   // Fix: the closest choice; Args: all choices
	ItemUnknown     Code = "item-unknown"     // items of a list; Fix: the closest choices, where each has one; Args: the items, a line each, then all choices
	NumbersUnread   Code = "numbers-unread"   // items of a list of whole numbers; Args: the items, a line each, the most
	ChoiceElsewhere Code = "choice-elsewhere" // what Status says belongs in another column; Args: its name
	EmailUnread     Code = "email-unread"     // not one plain address
	EmailSeveral    Code = "email-several"    // more than one
	ZoneUnknown     Code = "zone-unknown"     // not an IANA zone
	SpanUnread      Code = "span-unread"      // breaks; Args: the items, a line each
	TimeUnread      Code = "time-unread"      // usual meeting times; Args: the items, a line each
	FormulaStale    Code = "formula-stale"    // a formula without a result
	Merged          Code = "merged"           // a cell merged with those above, where that means nothing

	// Of one cell, for information: its value was taken.
	DateAsText   Code = "date-as-text"   // Value: the text; Fix: the date
	NumberAsText Code = "number-as-text" // leading zeros may be lost; Value: the digits
	DateInText   Code = "date-in-text"   // a date where text belongs; Value: the date
	ClockEarly   Code = "clock-early"    // an hour of the night, where meetings are by day
	HoursMany    Code = "hours-many"     // more than anybody gives in a day; Args: the hours
	TextTooLong  Code = "text-too-long"  // cut; Args: how many characters are kept

	// Of one row.
	FormulaError  Code = "formula-error"  // Value: "#REF!"; nothing of the row is taken
	RequiredBlank Code = "required-blank" // a required cell is empty
	EmailNeeded   Code = "email-needed"   // a colleague with access, or a mail, and no address
	SummaryRow    Code = "summary-row"    // a TOTAL or SUM row
	RowTooLong    Code = "row-too-long"   // cut; Args: how many kilobytes are kept
	TypedOver     Code = "typed-over"     // Args: the name now, the name before
	Renamed       Code = "renamed"        // Args: the name before, the name now, what came along ("41 hours")
	RowWaits      Code = "row-waits"      // its natural key fits several records
	RowDoubled    Code = "row-doubled"    // Args: the row that says the same
	EmailShared   Code = "email-shared"   // Value: the address; Args: the other name
	DateFar       Code = "date-far"       // taken, and far from today; Value: the date; Args: how many years, "ahead" or "past"
	DateAhead     Code = "date-ahead"     // an entry that counts from its day on; Value: the date; Args: it as "2026-12-05"
	StudentsMany  Code = "students-many"  // taken, and more than the school has; Args: how many that has
	GroupAsOne    Code = "group-as-one"   // a partner gave hours, and People is blank; Value: its name
	NameTwice     Code = "name-twice"     // in one cell, and it counts once; Value: the name
	NameRemains   Code = "name-remains"   // still holds the name of a removed person; Value: the name; Args: "reference" where it names who gave the hours

	// Of one name in a cell. Value is the name as typed.
	UnknownName   Code = "unknown-name"   // Fix: the closest name; Args: in how many rows, the tabs it may be added to
	AmbiguousName Code = "ambiguous-name" // Fix: the first of Args; Args: what could be meant, "Maria Garcia (YMCA)"
	NamesJoined   Code = "names-joined"   // several in one; Fix: them with commas between, where all are known; Args: the tabs it may be added to else

	// Of one tab. On pause, nothing of it is believed and what is stored stays.
	TabMissing     Code = "tab-missing"      // on pause
	TabDoubled     Code = "tab-doubled"      // on pause; Args: the titles
	TabMistaken    Code = "tab-mistaken"     // on pause: it has the headers of another; Args: that tab; Fix: likewise, where that has the headers of this one
	TabCollapsed   Code = "tab-collapsed"    // on pause; Value: the lone error
	HeaderNotFound Code = "header-not-found" // on pause; Args: the required headers
	HeaderMissing  Code = "header-missing"   // on pause; Fix: a header that may be meant; Args: those missing
	HeaderDoubled  Code = "header-doubled"   // on pause; Args: the headers with their cells, "Name (C1)"
	Scrambled      Code = "scrambled"        // on pause: values only changed places; Args: the column, or none
	ColumnDoubled  Code = "column-doubled"   // Args: the headers with their cells
	ColumnGone     Code = "column-gone"      // Fix: a header that may be meant; Args: how many values are kept
	RowsMissing    Code = "rows-missing"     // Args: how many, since when ("10:02")
	RowsHeld       Code = "rows-held"        // Args: how many, "true" where all are of earlier school years
	TabNotRead     Code = "tab-not-read"     // Tab is the title; Fix: the tab that may be meant

	// Of the settings and of the whole.
	SettingUnknown Code = "setting-unknown" // Value: the name; Fix: the setting that may be meant
	SettingDoubled Code = "setting-doubled" // Args: the row of the first
	ZoneMissing    Code = "zone-missing"    // neither Settings nor the spreadsheet say it
	History        Code = "history"         // Args: how many gifts of the last days are history, how many days
	NotesWait      Code = "notes-wait"      // nothing can be written now; Args: who has it open, or ""
	ChangeRefused  Code = "change-refused"  // a change from a page, where the sheet says something else; Value: what it says; Fix: what was wanted
)

// Codes returns every code, in the order above.
func Codes() []Code {
	return []Code{
		DateUnread, DateImpossible, ClockUnread, HoursUnread, HoursRange, MoneyUnread, NumberUnread, NumberRange,
		YesNoUnread, ChoiceUnknown, ItemUnknown, NumbersUnread, ChoiceElsewhere, EmailUnread, EmailSeveral, ZoneUnknown, SpanUnread,
		TimeUnread, FormulaStale, Merged, DateAsText, NumberAsText, DateInText, ClockEarly, HoursMany, TextTooLong, FormulaError, RequiredBlank,
		EmailNeeded, SummaryRow, RowTooLong, TypedOver, Renamed, RowWaits, RowDoubled, EmailShared, DateFar, DateAhead, StudentsMany, GroupAsOne, NameTwice, NameRemains,
		UnknownName, AmbiguousName, NamesJoined, TabMissing, TabDoubled, TabMistaken, TabCollapsed, HeaderNotFound, HeaderMissing, HeaderDoubled,
		Scrambled, ColumnDoubled, ColumnGone, RowsMissing, RowsHeld, TabNotRead, SettingUnknown, SettingDoubled,
		ZoneMissing, History, NotesWait, ChangeRefused,
	}
}
