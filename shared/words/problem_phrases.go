package words

// phrases are the sentences for every code of package sheet, a slash before
// what is special about one.
var phrases = map[string]phrase{
	// Of a cell whose value was not taken.
	"date-unread": {
		says: "says {value}, which we could not read as a date", note: "We could not read {value} as a date", kept: counting,
		fix: "Type {fix}.", open: "Type it as year, month and day, as in 2026-09-05.",
	},
	"date-unread/no year": {
		says: "says {value}, which we could not read as a date without its year", note: "We could not read {value} as a date without its year", kept: counting,
		open: "Type it with its year, as in 2026-09-05.",
	},
	"date-impossible": {
		says: "shows {value}, which is no date that we can use", note: "We could not use {value} as a date", kept: counting,
		fix: "Type {fix}.", open: "Type the date with its year, as in 2026-09-05.",
	},
	"clock-unread": {
		says: "says {value}, which we could not read as a time of day", note: "We could not read {value} as a time of day", kept: kept,
		fix: "Type {fix}.", open: "Type a time, as in 15:30 or 3:30 pm.",
	},
	"hours-unread": {
		says: "says {value}, which we could not read as hours", note: "We could not read {value} as hours", kept: counting,
		fix: "Type {fix}.", open: "Type the hours as in 1.5 or 1:30.",
	},
	"hours-range": {
		says: "says {value}, and one entry takes more than 0 and up to 100 hours", note: "One entry takes more than 0 and up to 100 hours, and this says {value}", kept: counting,
		fix: "Type {fix}.", open: "Type the hours of this session alone, as in 1.5.",
	},
	"money-unread": {
		says: "says {value}, which we could not read as an amount", note: "We could not read {value} as an amount", kept: kept,
		fix: "Type {fix}.", open: "Type it in dollars and cents, as in 40.00.",
	},
	"number-unread": {
		says: "says {value}, which we could not read as a number", note: "We could not read {value} as a number", kept: kept,
		fix: "Type {fix}.", open: "Type a number alone, as in 12.",
	},
	"number-unread/whole": {
		says: "says {value}, which we could not read as a whole number", note: "We could not read {value} as a whole number", kept: kept,
		fix: "Type {fix}.", open: "Type a whole number alone, as in 12.",
	},
	"number-range": {
		says: "says {value}, and {column} goes from {0} to {1}", note: "{column} goes from {0} to {1}, and this says {value}", kept: kept,
		fix: "Type {fix}.", open: "Type a number from {0} to {1}.",
	},
	"yes-no-unread": {
		says: "says {value}, which we could not read as yes or no", note: "We could not read {value} as yes or no", kept: kept,
		fix: "Type {fix}.", open: "Type Yes or No, or leave it blank.",
	},
	"choice-unknown": {
		says: "says {value}, which is none of the choices of {column}", note: "{value} is none of the choices of {column}", kept: kept,
		fix: "Did you mean {fix}?", open: "Choose {any}.",
	},
	"item-unknown": {
		says: "lists {items}, which is none of the choices of {column}", note: "{items} is none of the choices of {column}", kept: kept,
		fix: "Did you mean {fix}?", open: "Choose {rest}.",
	},
	"item-unknown/several": {
		says: "lists {items}, which are none of the choices of {column}", note: "{items} are none of the choices of {column}", kept: kept,
		fix: "Did you mean {fix}?", open: "Choose {rest}.",
	},
	"numbers-unread": {
		says: "lists {items}, which we could not read as a whole number from 1 to {1}", note: "We could not read {items} as a whole number from 1 to {1}", kept: kept,
		open: "Type whole numbers with commas between, as in 10, 25, 50.",
	},
	"numbers-unread/several": {
		says: "lists {items}, which we could not read as whole numbers from 1 to {1}", note: "We could not read {items} as whole numbers from 1 to {1}", kept: kept,
		open: "Type whole numbers with commas between, as in 10, 25, 50.",
	},
	"choice-elsewhere": {
		says: "says {value}, and only the tick in {0} approves", note: "Only the tick in {0} approves, and this says {value} in {column}", kept: kept,
		open: "Tick {0}, and leave {column} as it was.",
	},
	"email-unread": {
		says: "says {value}, which is not one plain address", note: "{value} is not one plain address, so no mail goes there", kept: silent,
		fix: "Type {fix}.", open: "Type one address and nothing else, as in ana@ymca.example.",
	},
	"email-several": {
		says: "says {value}, which is more than one address", note: "{value} is more than one address, so no mail goes there", kept: silent,
		fix: "Leave one of them here, as in {fix}.", open: "Leave one of them here.",
	},
	"zone-unknown": {
		says: "says {value}, which is no time zone that we know", note: "{value} is no time zone that we know", kept: kept,
		fix: "Did you mean {fix}?", open: "Type it as in America/New_York.",
	},
	"span-unread": {
		says: "lists {items}, which we could not read as a break", note: "We could not read {items} as a break", kept: kept,
		open: "Type each on a line of its own, as in 2026-12-21 to 2027-01-02.",
	},
	"span-unread/several": {
		says: "lists {items}, which we could not read as breaks", note: "We could not read {items} as breaks", kept: kept,
		open: "Type each on a line of its own, as in 2026-12-21 to 2027-01-02.",
	},
	"time-unread": {
		says: "lists {items}, which we could not read as a weekday and a time", note: "We could not read {items} as a weekday and a time", kept: kept,
		open: "Type each on a line of its own, as in Tue 15:30.",
	},
	"time-unread/several": {
		says: "lists {items}, which we could not read as weekdays and times", note: "We could not read {items} as weekdays and times", kept: kept,
		open: "Type each on a line of its own, as in Tue 15:30.",
	},
	"formula-stale": {
		says: "has a formula without a result", note: "The formula in {column} has no result yet", kept: kept,
		open: "Open the workbook in Excel or LibreOffice, and save it.",
	},
	"merged": {
		says: "is merged with the cells above it", note: "{column} is merged with the cells above it", kept: kept,
		open: "Unmerge them, and give each row its own {column}.",
	},

	// Of a cell whose value was taken.
	"date-as-text": {
		says: "has a date typed as text, and we took {value} as {fix}", note: "We took {value} as {fix}",
		open: "Type it as a date, and the sheet can sort it too.",
	},
	"number-as-text": {
		says: "holds the number {value}, and zeros before it may be lost", note: "{column} holds the number {value}, and zeros before it may be lost",
		open: "If some are, type an apostrophe (') and then the digits.",
	},
	"date-in-text": {
		says: "holds the date {value} where a text belongs", note: "{column} holds the date {value}, as spreadsheets make of 3-5",
		open: "If that is not what was meant, type an apostrophe (') and then the text.",
	},
	"clock-early": {
		says: "says {value}, an hour of the night", note: "{value} is an hour of the night",
		open: "If the afternoon was meant, type it as in 15:30 or 3:30 pm.",
	},
	"hours-many": {
		says: "says {value}, which is {0} in one day; we took it", note: "{0} in one day?",
		open: "If it is a slip, type the hours again, as in 1.5.",
	},
	"text-too-long": {
		says: "holds more than {0} characters, and we kept the first of them", note: "We kept the first {0} characters of {column}",
		open: "Shorten it, or keep the rest elsewhere.",
	},

	// Of a row.
	"formula-error": {
		says: "shows {value}, an error of a formula, so its row is not read until it works", note: "A formula shows {value}, so this row is not read until it works", kept: silent,
		open: "Repair the formula, or type the value.",
	},
	"formula-error/loading": {
		says: "is still loading, so its row is not read until it has", note: "A formula is still loading, so this row is not read until it has", kept: silent,
		open: "If it stays like this, repair the formula, or type the value.",
	},
	"required-blank": {
		says: "is empty", note: "{column} is empty", kept: counting,
		open: "Fill in {column}.",
	},
	"email-needed": {
		says: "is empty, and signing in or getting mail needs an address", note: "Signing in or getting mail needs an address", kept: silent,
		open: "Fill in Email, or set Access to None and the mails to No.",
	},
	"summary-row": {
		says: "adds up other rows, so it is not counted", note: "This row adds up others, so it is not counted", kept: silent,
		open: "Nothing to do.",
	},
	"row-too-long": {
		says: "holds more text than we keep of one row, so we cut the longest", note: "This row holds more text than we keep, so we cut the longest", kept: silent,
		open: "Shorten them, or keep the rest elsewhere.",
	},
	"typed-over": {
		says: "says {0} where {1} stood, so it counts as somebody new", note: "Is {0} new here?", kept: silent,
		open: "If {1} was renamed, put {1} in Also known as.",
	},
	"renamed": {
		says: "is now {1}, who was {0}", note: "{0} is now {1}", kept: silent,
		open: "Someone new? Put {0} back and give {1} a row of their own.",
	},
	"renamed/with": {
		says: "is now {1}, who was {0}, with {2}", note: "{0} is now {1}, with {2}", kept: silent,
		open: "Someone new? Put {0} back and give {1} a row of their own.",
	},
	"row-waits": {
		says: "could be any of several earlier rows, so it waits", note: "This could be any of several earlier rows, so it waits", kept: silent,
		open: "Undo the last change to it, or delete the row if nobody needs it.",
	},
	"row-doubled": {
		says: "says the same as row {0}, and both count", note: "Row {0} says the same, and both count", kept: silent,
		open: "If it was typed twice, delete one.",
	},
	"email-shared": {
		says: "has the address {value}, which {0} has too", note: "{value} is the address of {0} too, and a letter there names both", kept: silent,
		open: "If it is one person, put the other name in Also known as and delete one row.",
	},
	"date-far": {
		says: "says {value}, which is {0} years ahead, and we took it", note: "{column} is {0} years ahead",
		open: "If the year is a slip, type the date again.",
	},
	"date-far/past": {
		says: "says {value}, which is {0} years ago, and we took it", note: "{column} is {0} years ago",
		open: "If the year is a slip, type the date again.",
	},
	"date-ahead": {
		says: "says {value}, which is in the future, so the row is not counted until then", note: "This date is in the future, so the row is not counted until then",
		open: "If it is a slip, type the date again.",
	},
	"students-many": {
		says: "says {value}, and by Settings the school has {0} students; we took it", note: "{column} says {value}, and by Settings the school has {0} students",
		open: "If it is a slip, type the number again.",
	},
	"group-as-one": {
		says: "says {value}, a partner, which counts as one person", note: "How many came? {value} counts as one person",
		open: "If it was a group, put their number into People.",
	},
	"name-twice": {
		says: "names {value} more than once, and it counts once", note: "{column} names {value} more than once, and it counts once", kept: silent,
		open: "If more people came, put their number into People.",
	},
	"name-remains": {
		says: "still holds the name {value}", note: "This row still holds the name {value}, which was to be removed", kept: silent,
		open: "Take the name out.",
	},
	"name-remains/reference": {
		says: "still names {value}, who was to be removed; pages say a volunteer here", note: "This row still names {value}, and pages say a volunteer here", kept: silent,
		open: "Nothing to do.",
	},

	// Of a name.
	"unknown-name": {
		says: "says {value}, which is in {rows} but not in {1}; they count, as not matched", note: "{value} is in {rows} but not in {1}", kept: silent,
		fix: "Add the name there, or did you mean {fix}?", open: "Add the name there.",
	},
	"unknown-name/one": {
		says: "says {value}, which is not in {1}; the row counts, as not matched", note: "{value} is not in {1}", kept: silent,
		fix: "Add the name there, or did you mean {fix}?", open: "Add the name there.",
	},
	"unknown-name/tabs": {
		says: "says {value}, which is in {rows} but in none of {tabs}; they count, as not matched", note: "{value} is in {rows} but in none of {tabs}", kept: silent,
		fix: "Add the name to one of them, or did you mean {fix}?", open: "Add the name to one of them.",
	},
	"unknown-name/one/tabs": {
		says: "says {value}, which is in none of {tabs}; the row counts, as not matched", note: "{value} is in none of {tabs}", kept: silent,
		fix: "Add the name to one of them, or did you mean {fix}?", open: "Add the name to one of them.",
	},
	"ambiguous-name": {
		says: "says {value}, which could be {any}; the row counts, as not matched", note: "{value} could be {any}", kept: silent,
		fix: "Type which, as in {fix}.", open: "Type which.",
	},
	"names-joined": {
		says: "says {value}, which we read as one name; the row counts, as not matched", note: "We read {value} as one name",
		fix: "Put commas between: {fix}.", open: "If it is more than one, put commas between; if not, add it to {any}.",
	},
	"names-joined/one name": {
		says: "says {value}, which is more than one name; the row counts, as not matched", note: "{value} is more than one name, and {column} takes one",
		open: "Leave one of them here.",
	},
	"names-joined/gift": {
		says: "says {value}, which is more than one name; the row counts, as not matched", note: "{value} is more than one name, and a gift has one giver",
		open: "Split the row: one for each of them.",
	},

	// Of a tab.
	"tab-missing": {
		says: "is on pause: there is no tab of that name", note: "{tab} is on pause: there is no tab of that name", kept: paused,
		open: "Bring the tab back, or give it its name again.",
	},
	"tab-missing/settings": {
		says: "is missing, so every setting is as it was last, or its default", note: "There is no Settings tab, so every setting is as it was last, or its default", kept: silent,
		open: "Bring the tab back, or give it its name again.",
	},
	"tab-doubled": {
		says: "is on pause: {all} could each be it", note: "{tab} is on pause: {all} could each be it", kept: paused,
		open: "Name the right one {tab}, and the other something else.",
	},
	"tab-mistaken": {
		says: "is on pause: its headers are those of {0}", note: "{tab} is on pause: its headers are those of {0}", kept: paused,
		fix: "The tabs {tab} and {fix} have each other's names: swap them back.", open: "If this is {0}, name the tab so; else put the headers of {tab} back.",
	},
	"tab-collapsed": {
		says: "is on pause: all that is left in it is {value}", note: "{tab} is on pause: all that is left in it is {value}", kept: paused,
		open: "Repair the formula in {cell}.",
	},
	"tab-collapsed/loading": {
		says: "is on pause: all of it is still loading", note: "{tab} is on pause: all of it is still loading", kept: paused,
		open: "If it stays like this, repair the formula in {cell}.",
	},
	"header-not-found": {
		says: "is on pause: we could not find its headers", note: "{tab} is on pause: we could not find its headers", kept: paused,
		open: "Put them in one row at the top; it needs {all}.",
	},
	"header-missing": {
		says: "is on pause: no header says {any}", note: "{tab} is on pause: no header says {any}", kept: paused,
		fix: `Is it "{fix}" in {cell} now? Call it {0} again.`, open: "Put the header back above its column.",
	},
	"header-doubled": {
		says: "is on pause: {all} both mean {column}", note: "{tab} is on pause: {all} both mean {column}", kept: paused,
		open: "Give one of them another name.",
	},
	"scrambled": {
		says: "is on pause: rows and their hidden IDs no longer go together", note: "{tab} is on pause: rows and their hidden IDs no longer go together", kept: paused,
		open: "Undo the last sort, and select all columns before sorting. If it is right as it is, set Allow large removal in Settings to {tab}.",
	},
	"scrambled/column": {
		says: "is on pause: the values of {0} only changed places, as when one column is sorted alone", note: "{tab} is on pause: the values of {0} only changed places, as when one column is sorted alone", kept: paused,
		open: "Undo the last sort, and select all columns before sorting. If it is right as it is, set Allow large removal in Settings to {tab}.",
	},
	"column-doubled": {
		tab: true, says: "has {all}, which both mean {column}; what {column} said before stays", note: "{all} both mean {column}, so what it said before stays", kept: silent,
		open: "Give one of them another name.",
	},
	"column-gone": {
		tab: true, says: "has no column {column} any more, and we keep its {values}", note: "{tab} has no column {column} any more, and we keep its {values}", kept: silent,
		fix: `Is it "{fix}" now? Call it {column} again. To drop it, clear its cells first.`, open: "Put the header back. To drop a column, clear its cells first.",
	},
	"rows-missing": {
		says: "misses {their rows} since {1}, still counted until removed", note: "{rows} went missing at {1}, still counted until removed", kept: silent,
		open: "If that was not meant, undo it.",
	},
	"rows-held": {
		says: "has {their rows} waiting for you: gone from the sheet, and still counted", note: "{tab} has {their rows} waiting for you: gone from the sheet, and still counted", kept: silent,
		open: "Bring them back, or set Allow large removal in Settings to {tab}.",
	},
	"rows-held/last year": {
		says: "has {their rows} of earlier years waiting for you: gone from the sheet, and still counted", note: "{tab} has {their rows} of earlier years waiting for you: gone from the sheet, and still counted", kept: silent,
		open: "To keep them in every number, set Allow large removal in Settings to Archive.",
	},
	"rows-held/team": {
		says: "would be empty without {their rows} gone from the sheet, so nothing is removed", note: "Team would be empty without {their rows} gone from the sheet, so nothing is removed", kept: silent,
		open: "Bring back at least one of them.",
	},
	"tab-not-read": {
		says: "is a tab of your own, and we do not read it", note: `"{tab}" is a tab of your own, and we do not read it`, kept: silent,
		fix: "Is it {fix}? Then give it that name.", open: "Nothing to do.",
	},

	// Of the settings and of the whole.
	"setting-unknown": {
		says: "names {value}, which is no setting", note: "{value} is no setting", kept: silent,
		fix: "Did you mean {fix}?", open: "Check its name, or take it out.",
	},
	"setting-doubled": {
		says: "sets {column} again; the line in row {0} counts", note: "{column} is set in row {0} already, and that one counts", kept: silent,
		open: "Take one of them out.",
	},
	"zone-missing": {
		note: "Neither Settings nor the spreadsheet says your time zone, so UTC is used", kept: silent,
		open: "Fill in Time zone in Settings, as in America/New_York.",
	},
	"history": {
		note: "{gifts} in the last {days} are history", kept: silent,
		open: "To thank for them too, set Thank from.",
	},
	"history/one": {
		note: "{gifts} in the last {days} is history", kept: silent,
		open: "To thank for it too, set Thank from.",
	},
	"notes-wait": {
		note: "Notes wait until the spreadsheet can be written", kept: silent,
		open: "Close it in the other program.",
	},
	"notes-wait/who": {
		note: "Notes wait until {0} closes the workbook", kept: silent,
		open: "Nothing else to do.",
	},
	"change-refused": {
		says: "says {value} now, so a change to {fix} from a page was not made", note: "A page wanted {fix} here, and the sheet says {value}, which counts", kept: silent,
		open: "If {fix} is right, type it.",
	},
	"change-refused/blank": {
		says: "says {value} now, so it was not cleared as a page asked", note: "A page wanted this cleared, and the sheet says {value}, which counts", kept: silent,
		open: "If it should be empty, clear it.",
	},
}
