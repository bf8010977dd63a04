package sheet

import "shelfmates/shared/partnership"

var months = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

var weekdays = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// Networks are the networks that a Social post is made for.
var networks = []string{"Facebook", "Instagram", "LinkedIn", "X", "Bluesky", "Threads", "Mastodon"}

var settingsTab = TabSchema{
	Kind:    SettingsTab,
	Aliases: []string{"Setting", "School settings", "Shelfmates settings", "Options", "Preferences"},
	Help:    "One line for each setting, found by its name. A missing one uses its default, a wrong one its last good value.",
	Columns: []Column{
		{
			Name: "School name", Type: Text,
			Aliases: []string{"School", "Name of school", "Name of the school", "Our school"},
			Help:    "As it stands in letters and on pages.", Example: "Maple Street Elementary", Default: "“our school”",
		},
		{
			Name: "Time zone", Type: Zone,
			Aliases: []string{"Timezone", "Zone", "School time zone"},
			Help:    "The school's zone, as “America/New_York”.", Example: "America/New_York", Default: "the spreadsheet's own, else UTC",
		},
		{
			Name: "School year starts", Type: Choice, Choices: months, Short: true, Usual: "August",
			Aliases: []string{"School year start", "School year begins", "Start of school year", "Year starts", "First month"},
			Help:    "The month in which the school year starts, on its first day.", Example: "August",
		},
		{
			Name: "Breaks", Type: List, Each: SpanItem,
			Aliases: []string{"School breaks", "Break", "Vacations", "Vacation", "Holidays", "Days off"},
			Help:    "One a line. Mails and meetings keep clear of them; a single date is a day off.",
			Example: "2026-12-21 to 2027-01-02", Default: "none",
		},
		{
			Name: "Signed", Type: Text,
			Aliases: []string{"Signature", "Signed by", "Letters signed", "Sign as"},
			Help:    "The name under letters.", Example: "Nora Beck, Librarian", Default: "the school's name",
		},
		{
			Name: "Reply to", Type: Email,
			Aliases: []string{"Reply-to", "Reply address", "Reply email", "Replies to", "Answers to"},
			Help:    "Where answers to letters go.", Example: "library@school.example", Default: "the address that the letters come from",
		},
		{
			Name: "Digest day", Type: Choice, Choices: weekdays, Short: true, Usual: "Monday",
			Aliases: []string{"Day of digest", "Weekly digest day", "Digest on"},
			Help:    "When the weekly mail comes.", Example: "Monday",
		},
		{
			Name: "Thank from", Type: Date,
			Aliases: []string{"Thanks from", "Thank since", "Start day", "Thank for gifts from"},
			Help:    "What happened before this day is history: counted, never due.", Example: "2026-08-01", Default: "the day of the first sync",
		},

		{
			Name: "Digest time", Type: Clock, Folded: true, Usual: "07:00",
			Aliases: []string{"Time of digest", "Digest at"},
			Help:    "At what time mails to the team leave.", Example: "07:00",
		},
		{
			Name: "Digest on quiet weeks", Type: YesNo, Folded: true, Usual: "No",
			Aliases: []string{"Digest in quiet weeks", "Quiet weeks"},
			Help:    "Yes sends it also when nothing is asked of anyone.", Example: "No",
		},
		{
			Name: "Monthly report day", Type: Whole, Least: 1, Most: 28, Folded: true, Usual: "1",
			Aliases: []string{"Report day", "Day of monthly report", "Monthly report on"},
			Help:    "The day of the month, 1 to 28, on which the report about the month past comes.", Example: "1",
		},
		{
			Name: "Meet at least every", Type: Whole, Unit: "weeks", Least: 1, Most: 520, Folded: true, Usual: "8 weeks",
			Aliases: []string{"Talk at least every", "Meet every", "Talk every"},
			Help:    "How many weeks may pass between talks, where a partner's Talk every says nothing else.", Example: "8 weeks",
		},
		{
			Name: "Thank within", Type: Whole, Unit: "days", Least: 1, Most: 365, Folded: true, Usual: "14 days",
			Aliases: []string{"Thanks within", "Thank within days"},
			Help:    "How many days after a gift a thank-you is still on time.", Example: "14 days",
		},
		{
			Name: "Usual meeting times", Type: List, Each: TimeItem, Daytime: true, Folded: true,
			Aliases: []string{"Usual meeting time", "Meeting times", "Usual times"},
			Help:    "One a line. Proposals offer these.", Example: "Tue 15:30", Default: "none offered",
		},
		{
			Name: "Milestone hours", Type: List, Each: WholeItem, Folded: true, Usual: "10, 25, 50, 100, 250",
			Aliases: []string{"Milestones", "Hour milestones", "Milestones in hours"},
			Help:    "After how many hours a volunteer is thanked.", Example: "10, 25, 50, 100, 250",
		},
		{
			Name: "Value of a volunteer hour", Type: Money, Folded: true,
			Aliases: []string{"Value of volunteer hour", "Value of an hour", "Hour value", "Hourly value", "Value of volunteer time"},
			Help:    "What an hour would be worth, with its year and source in the next line.", Example: "36.14", Default: "the value of time is not shown",
		},
		{
			Name: "Value year and source", Type: Text, Folded: true,
			Aliases: []string{"Year and source", "Value source", "Source of value"},
			Help:    "The year that the value is for, and who says so.", Example: "2025, Independent Sector", Default: "the value of time is not shown",
		},
		{
			Name: "Students at the school", Type: Whole, Least: 1, Folded: true,
			Aliases: []string{"Students at school", "Number of students", "Enrollment", "Enrolment", "Students"},
			Help:    "How many students the school has.", Example: "412", Default: "shares of the school are not shown",
		},
		{
			Name: "Talents wanted", Type: List, Folded: true,
			Aliases: []string{"Wanted talents", "Talents we want", "Skills wanted"},
			Help:    "With commas between. The ones nobody has become asks for the next meeting.", Example: "Spanish, Coding", Default: "none",
		},
		{
			Name: "Wait before sending", Type: Whole, Unit: "minutes", Most: 10_080, Folded: true, Usual: "30 minutes",
			Aliases: []string{"Wait before sending mail", "Wait", "Sending wait"},
			Help:    "How long an approved letter can still be stopped.", Example: "30 minutes",
		},
		{
			Name: "Ask volunteers for ideas", Type: Choice, Choices: []string{"No", "Once a term"}, Folded: true, Usual: "No",
			Aliases: []string{"Ask for ideas", "Ask volunteers"},
			Help:    "Once a term asks volunteers by mail what should come next.", Example: "Once a term",
		},
		{
			Name: "We track clearances", Type: YesNo, Folded: true, Usual: "No",
			Aliases: []string{"Track clearances", "Clearances"},
			Help:    "Yes shows clearances that end, and hours before a clearance.", Example: "Yes",
		},
		{
			Name: "Networks", Type: List, Choices: networks, Folded: true, Usual: "Facebook",
			Aliases: []string{"Social networks", "Network", "We post on"},
			Help:    "Where you post, with commas between. A post fits the tightest of them.", Example: "Facebook, Bluesky",
		},
		{
			Name: "Posts go to", Type: Email, Folded: true,
			Aliases: []string{"Send posts to", "Posts to"},
			Help:    "Who gets approved posts, ready to paste.", Example: "office@school.example", Default: "nobody: you place them from the page",
		},
		{
			Name: "Mastodon server", Type: Text, Folded: true,
			Aliases: []string{"Mastodon"},
			Help:    "Only where you post on Mastodon.", Example: "mastodon.example", Default: "none",
		},
		{
			Name: "Public wall", Type: YesNo, Folded: true, Usual: "No",
			Aliases: []string{"Thank-you wall", "Public thank-you wall", "Wall"},
			Help:    "Yes publishes thank-yous of those who said yes.", Example: "No",
		},
		{
			Name: "School website", Type: Text, Folded: true,
			Aliases: []string{"Website", "Web site", "Website of the school"},
			Help:    "The school's own page.", Example: "school.example", Default: "none",
		},
		{
			Name: "Keep records for", Type: Whole, Unit: "years", Least: 1, Most: 100, Folded: true,
			Aliases: []string{"Keep for", "Keep records", "Retention"},
			Help:    "After how many years old records are forgotten.", Example: "7 years", Default: "for ever",
		},
		{
			Name: "Receipt sentence", Type: LongText, Folded: true,
			Aliases: []string{"Receipt text", "Sentence on receipts", "Receipt wording"},
			Help:    "A sentence of the school's own at the end of receipt letters. Ask your office for it; often: “No goods or services were provided in exchange for this gift.”",
			Example: "No goods or services were provided in exchange for this gift.", Default: "none",
		},
		{
			Name: "Allow large removal", Type: List, Folded: true, Usual: "No",
			Aliases: []string{"Allow large removals", "Allow removal", "Large removal"},
			Choices: append([]string{"No", "Yes", "Archive"}, staffTitles()...),
			Help:    "Lets go of rows that are waiting for you, once: Yes, or the names of tabs. Archive keeps them in every number. It goes back to No by itself.",
			Example: "Archive",
		},
	},
}

func staffTitles() []string {
	kinds := []partnership.Kind{
		partnership.Partners, partnership.Volunteers, partnership.HoursTab, partnership.Donations,
		partnership.Recognitions, partnership.Programs, partnership.Meetings, partnership.Ideas, partnership.Team,
	}
	titles := make([]string, len(kinds))
	for i, k := range kinds {
		titles[i] = string(k)
	}
	return titles
}
