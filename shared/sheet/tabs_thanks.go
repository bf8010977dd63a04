package sheet

import "shelfmates/shared/partnership"

var donationsTab = TabSchema{
	Kind:       partnership.Donations,
	Aliases:    []string{"Donation", "Donation log", "List of donations", "Gifts", "Gift", "Gift log", "Gifts received", "Donations received", "Gifts and donations", "In-kind donations", "Contributions"},
	NaturalKey: []string{"Date", "Partner", "What"},
	Help:       "One row for each gift. Each is owed a thank-you.",
	Columns: []Column{
		{
			Name: "Date", Type: Date, Required: true, FillDown: true, Width: 13,
			Aliases: []string{"Day", "Date given", "Date received", "Gift date", "Donation date", "Date of gift", "Date of donation", "Received", "Received on", "Given on", "When", "On"},
			Help:    "The day the gift was given.", Example: "2026-11-03",
		},
		{
			Name: "Partner", Type: Ref, Required: true, FillDown: true, Width: 26,
			Refers:  []partnership.Kind{partnership.Partners, partnership.Volunteers},
			Aliases: []string{"Partner name", "Name of partner", "Donor", "Donor name", "Name of donor", "Given by", "Donated by", "From", "Name", "Giver", "Organization", "Organisation", "Company", "Community partner"},
			Help:    "Who gave it: a partner, or a volunteer.", Example: "Second Turn Thrift",
		},
		{
			Name: "What", Type: Text, Required: true, Public: true, Width: 34,
			Aliases: []string{"What was given", "Gift", "Donation", "Item", "Items", "Items donated", "Item donated", "Description", "What they gave", "Thing"},
			Help:    "What was given, as it may be said in public.", Example: "12 used computers",
		},
		{
			Name: "Value", Type: Money, Width: 12,
			Aliases: []string{"Amount", "Worth", "Value stated", "Stated value", "Value in dollars", "Dollar value", "Value ($)", "Estimated value", "Donor's value"},
			Help:    "What the donor says it is worth. Never your own guess.", Example: "600.00", Default: "no value stated",
		},
		{
			Name: "Name publicly", Type: YesNo, Careful: "No", Width: 12,
			Aliases: []string{"Name in public", "OK to name", "OK to name publicly", "May we name them", "Public", "Publicly"},
			Help:    "No keeps the donor unnamed for this gift.", Example: "No", Default: "as the partner",
		},
		programRef("For", "The program it is for.", "the library"),
		{
			Name: "Quantity", Type: Text, Public: true, Folded: true, Width: 12,
			Aliases: []string{"Qty", "How many", "Number", "Count", "Number of items"},
			Help:    "How many, with the unit where it needs one.", Example: "12",
		},
		{
			Name: "Kind", Type: Choice, Choices: []string{"In-kind", "Money"}, Folded: true, Width: 11, Usual: "In-kind",
			Aliases: []string{"Kind of gift", "Kind of donation", "Type", "Type of gift", "Type of donation", "Category"},
			Help:    "A gift of things, or of money.", Example: "Money",
		},
		{
			Name: "Promised thanks", Type: List, Choices: channels, Folded: true, Width: 24,
			Aliases: []string{"Thanks promised", "Promised thank-you", "Promised thank-yous", "Promised recognition", "Recognition promised", "Promised channels"},
			Help:    "How you promised to thank for this gift, with commas between.",
			Example: "Website note, Receipt letter", Default: "as the partner",
		},
	},
}

var recognitionTab = TabSchema{
	Kind:       partnership.Recognitions,
	Aliases:    []string{"Recognitions", "Recognition log", "Thank-yous", "Thank-you", "Thank you", "Thank yous", "Thanks", "Thank-you notes", "Thank-you log", "Acknowledgements", "Acknowledgments"},
	NaturalKey: []string{"For", "Because of", "Channel"},
	Help:       "One row for each thank-you in one channel. Drafts appear here by themselves; only your tick in Approved lets one go.",
	Columns: []Column{
		{
			Name: "For", Type: Ref, Required: true, FillDown: true, Width: 26,
			Refers:  []partnership.Kind{partnership.Partners, partnership.Volunteers},
			Aliases: []string{"Who", "To", "Thanks to", "Thank whom", "Partner", "Partner name", "Name", "Recipient", "Donor", "Volunteer"},
			Help:    "Whom to thank: a partner or a volunteer.", Example: "Second Turn Thrift",
		},
		{
			Name: "Because of", Type: Text, Public: true, Width: 30,
			Aliases: []string{"Reason", "Because", "Thanks for", "What for", "Occasion", "Why"},
			Help:    "What it is for, as it may be said in public.", Example: "12 used computers, 3 November 2026",
		},
		{
			Name: "Channel", Type: Choice, Choices: channels, Width: 14,
			Aliases: []string{"How", "By", "Way", "Medium", "Kind", "Type"},
			Help:    "How it is said.", Example: "Website note",
		},
		{
			Name: "Words", Type: LongText, Width: 56,
			Aliases: []string{"Text", "Message", "Wording", "Draft", "Letter"},
			Help:    "The words, yours to change. Read once for children's names.", Example: "Twelve computers from Second Turn Thrift are in pieces on our tables.",
		},
		{
			Name: "Approved", Type: Checkbox, Width: 10,
			Aliases: []string{"Approve", "OK", "Ready", "Approved to send", "Send"},
			Help:    "Only this tick lets it go. Any edit of the row starts its wait again.", Example: "☑",
			Default: "not approved",
		},
		{
			Name: "Status", Type: Choice, Width: 16, Usual: "Draft",
			Choices:   []string{"Draft", "Published", "Sent", "Done in person", "No thanks needed"},
			Aliases:   []string{"Recognition status", "State"},
			Help:      "Published says that you posted it, Done in person that you said it.",
			Example:   "Published",
			Elsewhere: map[string]string{"approved": "Approved", "approve": "Approved", "ok": "Approved", "okay": "Approved", "ready": "Approved", "send": "Approved"},
		},
		{
			Name: "Link", Type: Text, Width: 24,
			Aliases: []string{"URL", "Web address", "Link to post", "Posted at", "Where"},
			Help:    "Where it can be read. A link means that you posted it.", Example: "https://school.example/news/42",
		},
		{
			Name: "Done on", Type: Date, FillDown: true, Width: 13,
			Aliases: []string{"Done", "Date done", "Sent on", "Published on", "Posted on", "Thanked on", "Date"},
			Help:    "The day it was done.", Example: "2026-11-12", Default: "the day it was done here",
		},
		{
			Name: "Publish on", Type: Date, Folded: true, FillDown: true, Width: 13,
			Aliases: []string{"Send on", "Not before", "Publish date", "Publish after", "Post on", "Scheduled for"},
			Help:    "Not before this day.", Example: "2026-11-16", Default: "as soon as it is approved",
		},
		{
			Name: "About", Type: Text, System: true, Folded: true, Width: 14,
			Aliases: []string{"About (system)"},
			Help:    "Filled in by Shelfmates: what this thanks for. Leave it as it is.",
		},
	},
}
