package words

// NumberName is what a number is called at the head of its rows. Key is the
// name that package tally gives it; one that is not known is "Number".
func NumberName(key string) string {
	switch key {
	case "active-partners":
		return "Active partners"
	case "partners-with-hours":
		return "Partners that gave hours"
	case "new-partners":
		return "New partners"
	case "partners-kept":
		return "Partners that came back"
	case "partners-not-seen":
		return "Partners not yet back"
	case "partner-retention":
		return "Partner retention"
	case "partner-growth":
		return "Partner growth"
	case "volunteers":
		return "Volunteers"
	case "group-headcount":
		return "People in groups"
	case "volunteer-retention":
		return "Volunteer retention"
	case "service-hours":
		return "Volunteer hours"
	case "training-hours":
		return "Training hours"
	case "value-of-time":
		return "Value of time"
	case "top-share":
		return "Share of the largest partner"
	case "top-person-share":
		return "Share of the person with the most hours"
	case "donations":
		return "Donations"
	case "donation-value":
		return "Value of donations"
	case "donations-without-value":
		return "Donations without a stated value"
	case "student-visits":
		return "Student visits"
	case "places-in-programs":
		return "Places in programs"
	case "thanked-on-time":
		return "Thanked on time"
	case "days-to-thanks":
		return "Median time to thanks"
	case "thanks-owed":
		return "Thank-yous we owe"
	case "promises-kept":
		return "Promises kept"
	case "contact-kept":
		return "Contact kept"
	case "meetings-held":
		return "Meetings"
	case "administrators-came":
		return "Meetings with an administrator"
	case "teachers-came":
		return "Meetings with a teacher"
	case "partners-came":
		return "Meetings with a partner"
	case "staff-involvement":
		return "Programs with a teacher and an administrator"
	case "gave-then-joined":
		return "Gave, then joined"
	case "ideas-carried-out":
		return "Ideas carried out"
	case "days-to-carry-out":
		return "Median time to carry out an idea"
	case "introduced-partners":
		return "Introduced partners"
	case "talent-spread":
		return "Wanted talents held"
	case "clearances-current":
		return "Clearances current"
	case "agreements-current":
		return "Agreements current"
	}
	return "Number"
}

// NumberHow says in a sentence how a number is made.
func NumberHow(key string) string {
	switch key {
	case "active-partners":
		return "Partners with at least one hours row, donation, running program or held meeting."
	case "partners-with-hours":
		return "Partners for which volunteer hours count. Others gave things, met or plan."
	case "new-partners":
		return "Partners active now that were not active by this day last year."
	case "partners-kept":
		return "Partners active both this year and by this day last year."
	case "partners-not-seen":
		return "Partners active by this day last year and not yet back."
	case "partner-retention":
		return "Of the partners active by this day last year, those that are active again."
	case "partner-growth":
		return "Active partners now, against those by this day last year."
	case "volunteers":
		return "Different people named in hours of service. These are the rows that name them."
	case "group-headcount":
		return "People without a name of their own in hours of service. Someone who comes twice counts twice."
	case "volunteer-retention":
		return "Of the people who gave time by this day last year, those who do again."
	case "service-hours":
		return "Hours of each row times its people. Training is counted apart."
	case "training-hours":
		return "Hours of rows of kind Training, times their people."
	case "value-of-time":
		return "Volunteer hours times the value of an hour in Settings."
	case "top-share":
		return "What the partner with the most hours stands for, of all hours."
	case "top-person-share":
		return "What the person with the most hours stands for, of all hours."
	case "donations":
		return "Every gift dated in this time, in kind or in money."
	case "donation-value":
		return "What donors say their gifts are worth, added up."
	case "donations-without-value":
		return "Gifts for which no value is stated."
	case "student-visits":
		return "The column Students of these hours rows, added up. A child counts each time."
	case "places-in-programs":
		return "Students served in the programs that ran, added up. A child in two programs has two places."
	case "thanked-on-time":
		return "Of the thank-yous that fell due, those given within the days set in Thank within."
	case "days-to-thanks":
		return "Half of the thank-yous came sooner than this, half later."
	case "thanks-owed":
		return "Thank-yous due or drafted and not given yet, each once whatever its channels."
	case "promises-kept":
		return "Of the channels that were promised, those in which thanks were given."
	case "contact-kept":
		return "Of the partners trying out, regular or sustained, those talked with or worked with as often as wanted."
	case "meetings-held":
		return "Meetings that took place."
	case "administrators-came":
		return "Of the meetings whose guests are recorded, those to which an administrator came."
	case "teachers-came":
		return "Of the meetings whose guests are recorded, those to which a teacher came."
	case "partners-came":
		return "Of the meetings whose guests are recorded, those to which a partner came."
	case "staff-involvement":
		return "Of the programs that ran, those with both a teacher and an administrator."
	case "gave-then-joined":
		return "Of the partners with a donation, those whose first gift came before their first hours."
	case "ideas-carried-out":
		return "Of all ideas, those done that led to something."
	case "days-to-carry-out":
		return "Half of the ideas carried out took less time than this, half more."
	case "introduced-partners":
		return "Of the new partners, those that somebody introduced."
	case "talent-spread":
		return "Of the talents wanted in Settings, those that an active volunteer has."
	case "clearances-current":
		return "Of the active volunteers with hours, those whose clearance runs to today or later."
	case "agreements-current":
		return "Of the partners with an agreement, those whose agreement runs to today or later."
	}
	return ""
}

// RateColumn names the column that says which rows count for a rate.
func RateColumn(key string) string {
	switch key {
	case "thanked-on-time":
		return "On time"
	case "promises-kept":
		return "Kept"
	case "partner-retention", "volunteer-retention":
		return "Came back"
	case "contact-kept":
		return "In touch"
	case "administrators-came", "teachers-came", "partners-came":
		return "Came"
	case "staff-involvement":
		return "Both"
	case "gave-then-joined":
		return "Gave first"
	case "ideas-carried-out":
		return "Carried out"
	case "introduced-partners":
		return "Introduced"
	case "talent-spread":
		return "Has a wanted talent"
	case "clearances-current", "agreements-current":
		return "Current"
	}
	return "Counts"
}

// OutOf follows how a rate is made with its cases, where the rate itself is
// told in percent: " 27 of 30."
func OutOf(part, all int) string {
	if all < FewCases {
		return ""
	}
	return " That is " + Number(part) + " of " + Number(all) + "."
}

// ThanksList heads the thank-yous behind a number.
func ThanksList() string { return "Thank-yous" }

// GivenWhen says when a thank-you was given, if it was.
func GivenWhen(given bool, day, today Date) string {
	switch {
	case !given:
		return "not yet"
	case day.IsZero():
		return "on a day not written down"
	}
	return day.Near(today)
}
