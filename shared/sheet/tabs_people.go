package sheet

import "shelfmates/shared/partnership"

// channels are the ways to say thank you, as the sheet spells them.
var channels = []string{"Website note", "Social post", "Email", "Receipt letter", "Letter", "Certificate"}

var partnersTab = TabSchema{
	Kind:       partnership.Partners,
	Aliases:    []string{"Partner", "Partner list", "List of partners", "Our partners", "Community partners", "Community partner list", "Partnerships", "Community partnerships", "Organizations", "Organisations"},
	NaturalKey: []string{"Partner"},
	Help:       "One row for each organization, or person, that works with the library. The name in the first column is what the other tabs refer to.",
	Columns: []Column{
		{
			Name: "Partner", Type: Name, Required: true, Width: 28,
			Aliases: []string{"Partner name", "Name of partner", "Name of the partner", "Name", "Organization", "Organisation", "Organization name", "Organisation name", "Name of organization", "Name of organisation", "Community partner", "Company", "Company name", "Business name", "Agency", "Partner organization", "Partner organisation"},
			Help:    "The name as you say it. Other tabs refer to it.", Example: "Second Turn Thrift",
		},
		{
			Name: "Kind", Type: Choice, Width: 20, Usual: "Other",
			Aliases: []string{"Kind of partner", "Type", "Type of partner", "Partner type", "Category", "Sector"},
			Choices: []string{"Business", "Nonprofit", "Service club", "University or college", "Health or therapy", "Government", "Faith group", "Individual", "Other"},
			Help:    "What sort of partner this is.", Example: "Nonprofit",
		},
		{
			Name: "Contact", Type: Text, Width: 20,
			Aliases: []string{"Contact name", "Contact person", "Name of contact", "Primary contact", "Main contact", "First contact", "Key contact"},
			Help:    "The person you talk to.", Example: "Dana Whitfield",
		},
		{
			Name: "Email", Type: Email, Private: true, Width: 26,
			Aliases: emailAliases("Contact email", "Contact e-mail", "Primary email", "Main email", "Email of contact"),
			Help:    "One plain address. Letters to the partner go here.", Example: "dana@secondturn.example",
		},
		{
			Name: "Phone", Type: Phone, Private: true, Width: 16,
			Aliases: phoneAliases("Contact phone", "Main phone"),
			Help:    "As you would dial it.", Example: "555-0142",
		},
		{
			Name: "Stage", Type: Choice, Width: 13,
			Aliases: []string{"Partnership stage", "Stage of partnership"},
			Choices: []string{"Prospect", "Trying out", "Regular", "Sustained", "Paused", "Ended"},
			Help:    "Leave it blank: the pages work it out from what was done and show why. What you choose here goes before that.",
			Example: "Paused", Default: "worked out from the last twelve months, and shown with its reason",
		},
		{
			Name: "Last talked", Type: Date, FillDown: true, Width: 13,
			Aliases: []string{"Last contact", "Last contacted", "Last talked on", "Last spoke", "Last spoken", "Date of last contact", "Last contact date", "Last touch"},
			Help:    "The day of the last conversation that is not in Meetings.", Example: "2026-10-21",
		},
		{
			Name: "Next step", Type: Text, Width: 30,
			Aliases: []string{"Next steps", "Next action", "To do", "Follow up", "Action"},
			Help:    "The one thing that comes next.", Example: "Ask about a spring drive",
		},
		{
			Name: "Next step on", Type: Date, FillDown: true, Width: 13,
			Aliases: []string{"Next step date", "Next step by", "Date of next step", "Follow up date", "Follow up on", "Due"},
			Help:    "When you want to be reminded of the next step.", Example: "2027-02-01",
		},
		okToThank(),
		{
			Name: "Promised thanks", Type: List, Choices: channels, Width: 24,
			Aliases: []string{"Thanks promised", "Promised thank-you", "Promised thank-yous", "Promised recognition", "Recognition promised", "Promised channels"},
			Help:    "How you promised to thank for gifts, with commas between.",
			Example: "Website note, Social post", Default: "an Email where there is an address, else a Letter",
		},
		notes(),
		{
			Name: "Second contact", Type: Text, Folded: true, Private: true, Width: 20,
			Aliases: []string{"Second contact name", "Other contact", "Secondary contact", "Backup contact", "Contact 2", "2nd contact"},
			Help:    "Whom to ask when the first contact is away.", Example: "Lou Marsh",
		},
		{
			Name: "Second email", Type: Email, Folded: true, Private: true, Width: 26,
			Aliases: []string{"Second e-mail", "Second contact email", "Secondary email", "Other email", "Email 2", "2nd email"},
			Help:    "One plain address. It is for you; letters go to the first.", Example: "lou@secondturn.example",
		},
		{
			Name: "Website", Type: Text, Folded: true, Width: 24,
			Aliases: []string{"Web site", "Web", "Web page", "Homepage", "URL", "Site"},
			Help:    "The partner's own page.", Example: "secondturn.example",
		},
		{
			Name: "Since", Type: Date, Folded: true, FillDown: true, Width: 13,
			Aliases: []string{"Partner since", "Since when", "Started", "Start date", "First contact on"},
			Help:    "When the partnership began.", Example: "2024-09-03", Default: "the first thing recorded",
		},
		{
			Name: "Introduced by", Type: Ref, Folded: true, Width: 20,
			Refers:  []partnership.Kind{partnership.Partners, partnership.Volunteers, partnership.Team},
			Aliases: []string{"Introduced through", "Referred by", "Introduction by", "Who introduced them", "How we met"},
			Help:    "The partner, volunteer or colleague who brought you together.", Example: "Rotary Club",
		},
		{
			Name: "Credit as", Type: Text, Folded: true, Width: 22,
			Aliases: []string{"Public name", "Name in public", "Credit", "Credit line", "Recognize as", "Acknowledge as", "Thank as"},
			Help:    "The name to use in public, where it differs.", Example: "Second Turn", Default: "the name in Partner",
		},
		alsoKnownAs("Names this partner had, or a doubled row had, with commas between. Whatever names them means this row.", "2nd Turn, Second Turn Store"),
		{
			Name: "Social handle", Type: Text, Folded: true, Width: 18,
			Aliases: []string{"Social", "Social media", "Social media handle", "Handle", "Facebook", "Instagram"},
			Help:    "How to mention them in a post.", Example: "@secondturn",
		},
		{
			Name: "Talk every", Type: Whole, Unit: "weeks", Least: 1, Most: 520, Folded: true, Width: 11,
			Aliases: []string{"Talk every (weeks)", "Talk every weeks", "Meet every", "Meet every weeks", "Cadence", "How often we talk"},
			Help:    "How many weeks may pass between talks.", Example: "6", Default: "as Settings say, in Meet at least every",
		},
		{
			Name: "Agreement until", Type: Date, Folded: true, FillDown: true, Width: 14,
			Aliases: []string{"Agreement ends", "Agreement end", "Agreement expires", "Agreement end date", "MOU until", "MOU ends", "MOU expires", "Memorandum until"},
			Help:    "The last day of a memorandum or agreement.", Example: "2027-06-30",
		},
		{
			Name: "School lead", Type: Ref, Refers: []partnership.Kind{partnership.Team}, Folded: true, Width: 18,
			Aliases: []string{"Lead", "Our lead", "School contact", "Contact at school", "Contact at the school", "Owner"},
			Help:    "Who at the school looks after this partnership. Must be in Team.", Example: "Nora Beck",
		},
		{
			Name: "Offers", Type: List, Folded: true, Width: 24,
			Aliases: []string{"Offer", "What they offer", "Can offer", "Resources", "Talents"},
			Help:    "What they could give, with commas between.", Example: "Computers, Furniture",
		},
		sendThanks("No means that no letter goes to this partner."),
	},
}

var volunteersTab = TabSchema{
	Kind:       partnership.Volunteers,
	Aliases:    []string{"Volunteer", "Volunteer list", "List of volunteers", "Our volunteers", "Volunteer roster", "Volunteer directory", "Tutors", "Helpers"},
	NaturalKey: []string{"Volunteer", "Email"},
	Help:       "One row for each person who gives time.",
	Columns: []Column{
		{
			Name: "Volunteer", Type: Name, Required: true, Split: true, Width: 24,
			Aliases: []string{"Volunteer name", "Name of volunteer", "Name of the volunteer", "Name", "Full name", "Volunteer's name", "Your name"},
			Help:    "First and last name. Hours refer to it.", Example: "Ana Ruiz",
		},
		{
			Name: "Partner", Type: Ref, Refers: []partnership.Kind{partnership.Partners}, FillDown: true, Width: 24,
			Aliases: []string{"Partner name", "Organization", "Organisation", "Community partner", "Company", "Group", "From", "Employer", "Affiliation", "Club"},
			Help:    "The partner who sends them. Blank for people who come on their own.", Example: "YMCA",
		},
		{
			Name: "Email", Type: Email, Private: true, Width: 26,
			Aliases: emailAliases("Volunteer email", "Your email"),
			Help:    "One plain address.", Example: "ana@ymca.example",
		},
		{
			Name: "Phone", Type: Phone, Private: true, Width: 16,
			Aliases: phoneAliases("Volunteer phone"),
			Help:    "As you would dial it.", Example: "555-0118",
		},
		{
			Name: "Role", Type: Choice, Open: true, Width: 16,
			Aliases: []string{"Volunteer role", "Kind", "Kind of volunteer", "Type", "Job"},
			Choices: []string{"Tutor", "Mentor", "Intern", "Speaker", "Animal handler", "Maker", "Helper"},
			Help:    "What they do here; a word of your own is fine.", Example: "Tutor",
		},
		{
			Name: "Status", Type: Choice, Width: 11, Usual: "Active",
			Aliases: []string{"Volunteer status", "State"},
			Choices: []string{"Invited", "Active", "Paused", "Left", "Remove"},
			Help:    "Remove takes the name out of everything: hours stay, as those of a volunteer.", Example: "Paused",
		},
		{
			Name: "Under 18", Type: YesNo, Careful: "Yes", Private: true, Width: 10,
			Aliases: []string{"Minor", "Under eighteen", "Is under 18", "Under 18 years", "Younger than 18", "Student"},
			Help:    "Yes means never named in public and never mailed.", Example: "No",
		},
		{
			Name: "Talents", Type: List, Width: 26,
			Aliases: []string{"Talent", "Skills", "Skill", "Strengths", "Can do"},
			Help:    "What they are good at, with commas between.", Example: "Spanish, Coding",
		},
		okToThank(),
		notes(),
		{
			Name: "Interests", Type: List, Folded: true, Width: 26,
			Aliases: []string{"Interest", "Interested in", "Would like to"},
			Help:    "What they would like to do, with commas between.", Example: "Robotics",
		},
		{
			Name: "Started", Type: Date, Folded: true, FillDown: true, Width: 13,
			Aliases: []string{"Start", "Start date", "Started on", "Since", "Volunteer since", "Began"},
			Help:    "Their first day.", Example: "2026-09-08", Default: "the first hours recorded",
		},
		{
			Name: "Until", Type: Date, Folded: true, FillDown: true, Width: 13,
			Aliases: []string{"End", "End date", "Ends", "Last day"},
			Help:    "Their last day, as for a placement.", Example: "2027-05-14",
		},
		{
			Name: "Hours required", Type: Number, Unit: "hours", Folded: true, Width: 13,
			Aliases: []string{"Required hours", "Hours needed", "Hours to do", "Placement hours"},
			Help:    "How many hours a placement asks for.", Example: "120",
		},
		{
			Name: "Hours before", Type: Number, Unit: "hours", Folded: true, Width: 13,
			Aliases: []string{"Previous hours", "Earlier hours", "Hours so far", "Prior hours"},
			Help:    "Hours given before this sheet. They count for milestones and lifetime totals only.", Example: "35",
		},
		alsoKnownAs("Names this person had, or a doubled row had, with commas between. Whatever names them means this row.", "Ana Ruiz-Soto"),
		{
			Name: "Introduced by", Type: Ref, Folded: true, Width: 20,
			Refers:  []partnership.Kind{partnership.Partners, partnership.Volunteers, partnership.Team},
			Aliases: []string{"Introduced through", "Referred by", "Introduction by", "Who introduced them"},
			Help:    "The partner, volunteer or colleague who brought them.", Example: "Ben Coles",
		},
		{
			Name: "Clearance until", Type: Date, Folded: true, FillDown: true, Private: true, Width: 14,
			Aliases: []string{"Clearance", "Clearance ends", "Clearance expires", "Clearance expiry", "Background check until", "Background check expires", "Cleared until"},
			Help:    "The last day of their clearance. Never its result.", Example: "2027-08-31",
		},
		sendThanks("No means that no letter goes to this person."),
	},
}

var teamTab = TabSchema{
	Kind:       partnership.Team,
	Aliases:    []string{"Our team", "Staff", "School team", "Library team", "Team members", "Staff list", "School staff", "Colleagues"},
	NaturalKey: []string{"Email", "Name"},
	Help:       "One row for each colleague: who looks after a program, who may open the pages, who gets which mail.",
	Columns: []Column{
		{
			Name: "Name", Type: Name, Required: true, Split: true, Width: 24,
			Aliases: []string{"Full name", "Staff name", "Team member", "Member", "Staff member", "Colleague", "Teacher"},
			Help:    "First and last name. Programs and meetings refer to it.", Example: "Nora Beck",
		},
		{
			Name: "Email", Type: Email, Width: 28,
			Aliases: emailAliases("School email", "Work email", "Staff email"),
			Help:    "One plain address. Needed for signing in and for mail.", Example: "nora@school.example",
		},
		{
			Name: "Role", Type: Choice, Width: 14, Usual: "Other",
			Aliases: []string{"Role at school", "Position", "Job", "Job title", "Title"},
			Choices: []string{"Librarian", "Teacher", "Principal", "Coordinator", "Other"},
			Help:    "What they do at the school.", Example: "Librarian",
		},
		{
			Name: "Access", Type: Choice, Width: 14, Usual: "None",
			Aliases: []string{"Access to pages", "Access level", "Permission", "Permissions", "Rights"},
			Choices: []string{"Staff", "Administrator", "None"},
			Help:    "Staff see everything; administrators see numbers and stories, without phone numbers and addresses.", Example: "Staff",
		},
		{
			Name: "Weekly digest", Type: YesNo, Width: 13, Usual: "No",
			Aliases: []string{"Digest", "Weekly mail", "Weekly email", "Gets weekly digest"},
			Help:    "Yes sends Monday's mail: whom to thank, whom to meet.", Example: "Yes",
		},
		{
			Name: "Monthly report", Type: YesNo, Width: 14, Usual: "No",
			Aliases: []string{"Report", "Monthly mail", "Monthly email", "Gets monthly report"},
			Help:    "Yes sends the report about the month past.", Example: "Yes",
		},
	},
}

// Columns that several tabs share.

func okToThank() Column {
	return Column{
		Name: "OK to thank publicly", Type: YesNo, Careful: "No", Width: 12,
		Aliases: []string{"OK to thank in public", "OK to thank", "Okay to thank publicly", "May we thank publicly", "May we thank you publicly", "Thank publicly", "Public thanks", "Public thanks OK", "OK to name publicly", "OK to recognize publicly", "Publicity OK", "Consent"},
		Help:    "Yes only once they said so. No takes effect everywhere at once.", Example: "Yes",
		Default: "not asked yet: thanked privately only",
	}
}

func notes() Column {
	return Column{
		Name: "Notes", Type: LongText, Private: true, Width: 34,
		Aliases: []string{"Notes (private)", "Private notes", "Note", "Comments", "Comment", "Remarks", "Internal notes"},
		Help:    "For you alone: never on a page for others, never in a letter.", Example: "Prefers mornings",
	}
}

func alsoKnownAs(help, example string) Column {
	return Column{
		Name: "Also known as", Type: List, Folded: true, Width: 24,
		Aliases: []string{"AKA", "A.k.a.", "Other names", "Former name", "Former names", "Formerly", "Alias", "Aliases", "Nickname"},
		Help:    help, Example: example,
	}
}

func sendThanks(help string) Column {
	return Column{
		Name: "Send thanks", Type: YesNo, Careful: "No", Folded: true, Width: 12, Usual: "Yes",
		Aliases: []string{"Send thank-you", "Send thank-yous", "Send letters", "Thanks by mail", "OK to send thanks"},
		Help:    help, Example: "No",
	}
}

func emailAliases(more ...string) []string {
	return append([]string{"E-mail", "Mail", "Email address", "E-mail address", "Mail address"}, more...)
}

func phoneAliases(more ...string) []string {
	return append([]string{"Phone number", "Phone no.", "Telephone", "Telephone number", "Tel", "Tel.", "Mobile", "Cell", "Cell phone"}, more...)
}
