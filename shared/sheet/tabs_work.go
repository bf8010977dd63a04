package sheet

import "shelfmates/shared/partnership"

var hoursTab = TabSchema{
	Kind:       partnership.HoursTab,
	Aliases:    []string{"Volunteer hours", "Hours log", "Hour log", "Log of hours", "Volunteer log", "Volunteer hours log", "Sign-in", "Sign-in sheet", "Sessions", "Service hours", "Time log", "Timesheet"},
	NaturalKey: []string{"Date", "Volunteer", "Program"},
	Help:       "One row for each session: who came, for how long, and with how many students.",
	Columns: []Column{
		{
			Name: "Date", Type: Date, Required: true, FillDown: true, Width: 13,
			Aliases: []string{"Day", "Date of service", "Service date", "Session date", "Date volunteered", "When", "On"},
			Help:    "The day of the session.", Example: "2026-11-03",
		},
		programRef("Program", "What it was for.", "library help"),
		{
			Name: "Volunteer", Type: Refs, Required: true, FillDown: true, Split: true, Width: 28,
			Refers:  []partnership.Kind{partnership.Volunteers, partnership.Partners},
			Aliases: []string{"Volunteers", "Helper", "Helpers", "Volunteer name", "Volunteer names", "Name of volunteer", "Name", "Names", "Who", "Your name", "Full name"},
			Help:    "Who came, with commas between; or the partner, for a group.", Example: "Ana Ruiz, Ben Coles",
		},
		{
			Name: "Hours", Type: Duration, Required: true, Public: true, Width: 9,
			Aliases: []string{"Hrs", "Hr", "Hours each", "Hours (each)", "Hours given", "Hours worked", "Hours volunteered", "Number of hours", "Time", "Duration", "Total hours", "Length", "Time spent", "How long"},
			Help:    "For how long each of them came: 1.5 or 1:30.", Example: "1.5",
		},
		{
			Name: "Students", Type: Whole, Public: true, Width: 10,
			Aliases: []string{"Number of students", "Students served", "Students seen", "Student count", "No. of students", "# of students", "# students", "How many students", "Children", "Kids"},
			Help:    "How many students were there. A number, never names.", Example: "14",
		},
		{
			Name: "What we did", Type: LongText, Width: 40,
			Aliases: []string{"What did you do", "What you did", "What they did", "Activity", "Activities", "Description", "Notes", "Comments", "Task"},
			Help:    "A sentence for yourselves. It is never used in public words.", Example: "Fractions with the red group",
		},
		{
			Name: "People", Type: Whole, Least: 1, Most: 10_000, Public: true, Folded: true, Width: 9,
			Aliases: []string{"Number of people", "Number of volunteers", "Headcount", "Group size", "# of volunteers", "How many people", "How many volunteers"},
			Help:    "How many came, when more than the names given.", Example: "12", Default: "the names given",
		},
		{
			Name: "On behalf of", Type: Ref, Refers: []partnership.Kind{partnership.Partners}, Words: []string{"Self"}, FillDown: true, Folded: true, Width: 20,
			Aliases: []string{"For partner", "Behalf of", "Credited to", "Credit to", "Credit hours to", "Partner", "Organization", "Organisation"},
			Help:    "The partner who gets the credit this time; Self for nobody.", Example: "Self", Default: "each volunteer's own partner",
		},
		{
			Name: "Kind", Type: Choice, Choices: []string{"Service", "Training"}, Folded: true, Width: 11, Usual: "Service",
			Aliases: []string{"Kind of hours", "Type", "Type of hours", "Category"},
			Help:    "Training is shown apart and does not count as service.", Example: "Training",
		},
	},
}

var programsTab = TabSchema{
	Kind:       partnership.Programs,
	Aliases:    []string{"Program", "Program list", "List of programs", "Our programs", "Programmes", "Projects", "Projects and programs", "Programs and projects", "Activities"},
	NaturalKey: []string{"Program", "Starts"},
	Help:       "One row for each thing that partners and the school do together. A program that runs again next year gets a new row.",
	Columns: []Column{
		{
			Name: "Program", Type: Name, Required: true, Public: true, FillDown: true, Width: 28,
			Aliases: []string{"Program name", "Programme", "Name of program", "Name of the program", "Name", "Project", "Project name", "Title"},
			Help:    "The name as you say it. Hours refer to it.", Example: "Homework help",
		},
		{
			Name: "Kind", Type: Choice, Width: 20, Usual: "Other",
			Aliases: []string{"Kind of program", "Type", "Type of program", "Program type", "Category"},
			Choices: []string{"Tutoring", "Internship", "Special project", "Maker space or club", partnership.VisitKind, "Reading", "Materials drive", "Mentoring", "Other"},
			Help:    "What sort of program this is. A Visit or event gets prompts and a kit to print.", Example: "Tutoring",
		},
		{
			Name: "Partners", Type: Refs, Refers: []partnership.Kind{partnership.Partners}, FillDown: true, Width: 26,
			Aliases: []string{"Partner", "Partner name", "Partner names", "With", "Community partner", "Community partners", "Organization", "Organisation", "Organizations", "Organisations"},
			Help:    "Who does it with you, with commas between.", Example: "YMCA, Rotary Club",
		},
		{
			Name: "Teacher", Type: Refs, Refers: []partnership.Kind{partnership.Team}, FillDown: true, Width: 20,
			Aliases: []string{"Teachers", "Classroom teacher", "Classroom teachers", "Teacher lead"},
			Help:    "The teachers who take part, with commas between. Must be in Team.", Example: "Sam Ortiz",
		},
		{
			Name: "Administrator", Type: Ref, Refers: []partnership.Kind{partnership.Team}, FillDown: true, Width: 18,
			Aliases: []string{"Admin", "Principal", "School administrator"},
			Help:    "The administrator who takes part. Must be in Team.", Example: "Priya Shah",
		},
		{
			Name: "Starts", Type: Date, FillDown: true, Width: 13,
			Aliases: []string{"Start", "Start date", "Starts on", "Started", "Begins", "From", "Date", "First day"},
			Help:    "The first day.", Example: "2026-09-14",
		},
		{
			Name: "Ends", Type: Date, FillDown: true, Width: 13,
			Aliases: []string{"End", "End date", "Ends on", "Ended", "Until", "Last day"},
			Help:    "The last day.", Example: "2027-05-28",
		},
		{
			Name: "Status", Type: Choice, Choices: []string{"Idea", "Planned", "Running", "Finished"}, Width: 11,
			Aliases: []string{"Program status", "State"},
			Help:    "Leave it blank: its dates say it.", Example: "Running", Default: "Planned, Running or Finished by its dates",
		},
		{
			Name: "Students served", Type: Whole, Public: true, Width: 10,
			Aliases: []string{"Students", "Number of students", "Student count", "No. of students", "# of students", "# students", "Students reached", "Places"},
			Help:    "How many students have a place in it.", Example: "24",
		},
		{
			Name: "Outcome", Type: LongText, Width: 36,
			Aliases: []string{"Outcomes", "Result", "Results", "What came of it", "Impact"},
			Help:    "What changed, in a sentence.", Example: "Nine of eleven moved up a reading level",
		},
		{
			Name: "Book or unit", Type: Text, Folded: true, Width: 24,
			Aliases: []string{"Book", "Unit", "Book/unit", "Book & unit", "Book and unit", "Curriculum"},
			Help:    "The book or unit it belongs to.", Example: "Fred Stays with Me!",
		},
		{
			Name: "Student questions", Type: LongText, Folded: true, Private: true, Width: 30,
			Aliases: []string{"Questions", "Students' questions", "Questions from students"},
			Help:    "The students' questions, one a line. No names.", Example: "What does Fred eat?",
		},
		{
			Name: "Checklist", Type: LongText, Folded: true, Width: 30,
			Aliases: []string{"Check list", "Preparation", "To do", "Things to do"},
			Help:    "What must be ready, one thing a line. Put [x], ✓ or done before what is.", Example: "[x] Handler's papers",
		},
		{
			Name: "Meets", Type: Text, Folded: true, Width: 20,
			Aliases: []string{"Meeting times", "Schedule", "When", "Time", "Times", "Days"},
			Help:    "When it takes place.", Example: "Tue and Thu, 15:15",
		},
		{
			Name: "Grade or group", Type: Text, Folded: true, Width: 16,
			Aliases: []string{"Grade", "Grades", "Group", "Class", "Grade/group", "Grade level"},
			Help:    "Whom it is for.", Example: "Grade 5",
		},
		{
			Name: "Goal", Type: LongText, Folded: true, Width: 30,
			Aliases: []string{"Goals", "Aim", "Purpose", "Objective"},
			Help:    "What it is meant to reach.", Example: "Every fifth grader builds one working computer",
		},
		alsoKnownAs("Names this program had, or a doubled row had, with commas between.", "Homework club"),
		{
			Name: "Grew from", Type: Refs, Refers: []partnership.Kind{partnership.Programs}, Folded: true, FillDown: true, Width: 20,
			Aliases: []string{"Grown from", "Grew out of", "Came from", "Follows", "Earlier program"},
			Help:    "The program that it grew out of.", Example: "Tutoring",
		},
	},
}

var meetingsTab = TabSchema{
	Kind:       partnership.Meetings,
	Aliases:    []string{"Meeting", "Meeting log", "List of meetings", "Meeting notes", "Partner meetings", "Meetings with partners", "Our meetings"},
	NaturalKey: []string{"Date", "Topic"},
	Help:       "One row for each meeting with partners. Confirmed sends invitations.",
	Columns: []Column{
		{
			Name: "Date", Type: Date, Required: true, FillDown: true, Width: 13,
			Aliases: []string{"Day", "Meeting date", "Date of meeting", "When", "On"},
			Help:    "The day of the meeting.", Example: "2026-12-01",
		},
		{
			Name: "Starts", Type: Clock, Daytime: true, Width: 9,
			Aliases: []string{"Start", "Start time", "Starts at", "Time", "At", "Time of meeting"},
			Help:    "When it begins.", Example: "15:30", Default: "all day",
		},
		{
			Name: "Topic", Type: Text, Width: 28,
			Aliases: []string{"Subject", "Title", "Meeting", "About", "Meeting topic"},
			Help:    "What it is about.", Example: "Plans for spring", Default: "“Meeting with …”",
		},
		{
			Name: "Partners", Type: Refs, Refers: []partnership.Kind{partnership.Partners}, FillDown: true, Width: 26,
			Aliases: []string{"Partner", "Partner name", "With", "Community partner", "Community partners", "Organization", "Organisation"},
			Help:    "Whom you meet, with commas between.", Example: "YMCA",
		},
		{
			Name: "Invite", Type: Refs, Refers: []partnership.Kind{partnership.Team}, FillDown: true, Width: 24,
			Aliases: []string{"Invited", "Invitees", "Invite from school", "Team", "From our side"},
			Help:    "Who of the school is invited, with commas between. Must be in Team.", Example: "Nora Beck, Priya Shah",
		},
		{
			Name: "Place", Type: Text, FillDown: true, Width: 20,
			Aliases: []string{"Location", "Where", "Room"},
			Help:    "Where it takes place.", Example: "Library",
		},
		{
			Name: "Status", Type: Choice, Choices: []string{"Proposed", "Confirmed", "Held", "Cancelled"}, Width: 12,
			Aliases: []string{"Meeting status", "State"},
			Help:    "Confirmed sends invitations, Cancelled takes them back.", Example: "Confirmed",
			Default: "Proposed while it is ahead; Held once it is past and Who came or Decisions are filled",
		},
		{
			Name: "Who came", Type: Refs, FillDown: true, Width: 26,
			Refers:  []partnership.Kind{partnership.Team, partnership.Partners, partnership.Volunteers},
			Aliases: []string{"Attended", "Attendees", "Attendance", "Present", "Who was there", "Participants"},
			Help:    "Who was there, with commas between.", Example: "Nora Beck, YMCA", Default: "not recorded",
		},
		{
			Name: "Decisions", Type: LongText, Width: 36,
			Aliases: []string{"Decision", "Decided", "Outcome", "Outcomes", "What we decided", "Result"},
			Help:    "What was agreed. It comes back in the next digest.", Example: "Two more tutors from January",
		},
		{
			Name: "Minutes", Type: Whole, Unit: "minutes", Least: 1, Most: 1440, Folded: true, Width: 10, Usual: "60",
			Aliases: []string{"Length", "Duration", "How long", "Minutes long", "Length in minutes"},
			Help:    "How long it takes.", Example: "45",
		},
		{
			Name: "Agenda", Type: LongText, Folded: true, Width: 36,
			Aliases: []string{"Agenda items", "To discuss", "Points"},
			Help:    "What to talk about, one thing a line.", Example: "A second room",
		},
		notes(),
	},
}

var ideasTab = TabSchema{
	Kind:       partnership.Ideas,
	Aliases:    []string{"Idea", "Idea list", "List of ideas", "Suggestions", "Ideas and suggestions", "Our ideas"},
	NaturalKey: []string{"Idea"},
	Help:       "One row for each idea, whoever had it.",
	Columns: []Column{
		{
			Name: "Idea", Type: LongText, Required: true, Width: 40,
			Aliases: []string{"Ideas", "Suggestion", "Your idea", "What", "Description"},
			Help:    "The idea in a sentence.", Example: "Homework help in Spanish",
		},
		{
			Name: "From", Type: Ref, Anyone: true, Width: 22,
			Refers:  []partnership.Kind{partnership.Volunteers, partnership.Partners, partnership.Team},
			Aliases: []string{"Who", "By", "From whom", "Suggested by", "Idea from", "Idea by", "Name", "Your name"},
			Help:    "Whose idea it is: a volunteer, a partner, a colleague, or anyone.", Example: "Ana Ruiz",
		},
		{
			Name: "Date", Type: Date, FillDown: true, Width: 13,
			Aliases: []string{"Day", "When", "On", "Suggested on"},
			Help:    "When it came up.", Example: "2026-11-12",
		},
		{
			Name: "Status", Type: Choice, Choices: []string{"New", "Talking", "Trying", "Done", "Not now"}, Width: 11, Usual: "New",
			Aliases: []string{"Idea status", "State"},
			Help:    "How far it has come.", Example: "Trying",
		},
		{
			Name: "Why", Type: LongText, Width: 32,
			Aliases: []string{"Reason", "Why or why not", "Because", "Answer"},
			Help:    "The reason for Done or Not now; whoever had the idea can be told it.", Example: "A room is free on Thursdays",
		},
		{
			Name: "Kind", Type: Choice, Choices: []string{"Grow a program", "Recruit", "New partner", "Special project", "Other"}, Folded: true, Width: 16, Usual: "Other",
			Aliases: []string{"Kind of idea", "Type", "Type of idea", "Category"},
			Help:    "What sort of idea it is.", Example: "Grow a program",
		},
		{
			Name: "Led to", Type: Refs, Refers: []partnership.Kind{partnership.Programs, partnership.Partners}, Folded: true, Width: 22,
			Aliases: []string{"Leads to", "Became", "Turned into"},
			Help:    "The program or partner that came of it.", Example: "Homework help in Spanish",
		},
	},
}

func programRef(name, help, blank string) Column {
	return Column{
		Name: name, Type: Ref, Refers: []partnership.Kind{partnership.Programs}, FillDown: true, Public: true, Width: 22,
		Aliases: []string{"Program name", "Programme", "Programs", "Name of program", "Project", "Activity name"},
		Help:    help, Example: "Tutoring", Default: blank,
	}
}
