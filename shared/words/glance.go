package words

// HeadGlance heads what a digest asks, in short.
const HeadGlance = "This week"

// GlanceWeek tells what the days until the next digest bring: meetings and
// visits, and partners' next steps, which are counted where there are several.
func GlanceWeek(items, steps []string) string {
	const most = 3
	if more := len(items) - most; more > 0 {
		items = append(items[:most:most], Number(more)+" more")
	}
	if len(steps) > 1 {
		steps = []string{inWords(len(steps), "next step", "next steps")}
	}
	return "Coming up: " + List(append(items[:len(items):len(items)], steps...)) + "."
}

// GlanceUncleared asks to look at the clearances of people who gave time
// without a good one.
func GlanceUncleared(names []string) string {
	if len(names) == 1 {
		return "Check the clearance of " + names[0] + "."
	}
	return "Check the clearances of " + FirstOf(names, 3) + "."
}

// GlanceThanks asks to thank somebody: so many thank-yous, to these people, of
// whom the late ones stand first.
func GlanceThanks(names []string, thanks, late int) string {
	line := "Thank " + FirstOf(names, 2) + "."
	switch {
	case late == 0:
		return line
	case thanks == 1:
		return line + " It is late."
	case late == thanks:
		return line + " All are late."
	case late == 1:
		return line + " The first is late."
	case len(names) == thanks:
		return line + " The first " + small(late) + " are late."
	}
	return line + " " + UpperFirst(small(late)) + " are late."
}

// GlanceMeet asks to meet partners.
func GlanceMeet(names []string) string { return "Meet " + FirstOf(names, 3) + "." }

// GlanceIdeas asks to answer ideas.
func GlanceIdeas(n int) string { return "Answer " + inWords(n, "idea", "ideas") + "." }

// GlanceEndings asks to renew what ends soon, or has ended.
func GlanceEndings(clearances, agreements, ended int) string {
	var what []string
	if clearances > 0 {
		what = append(what, inWords(clearances, "clearance", "clearances"))
	}
	if agreements > 0 {
		what = append(what, inWords(agreements, "agreement", "agreements"))
	}
	line := "Renew " + List(what) + "."
	switch {
	case ended == 0:
		return line
	case clearances+agreements == 1:
		return line + " It has ended."
	case ended == 1:
		return line + " One has ended."
	}
	return line + " " + UpperFirst(small(ended)) + " have ended."
}

// GlanceCells asks to put cells right.
func GlanceCells(n int) string {
	return "Put " + inWords(n, "thing", "things") + " in the sheet right."
}

// inWords writes n, as a word where it is small, with its noun.
func inWords(n int, one, many string) string {
	if n == 1 {
		return "one " + one
	}
	return small(n) + " " + many
}
