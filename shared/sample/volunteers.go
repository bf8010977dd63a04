package sample

import (
	"time"

	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// A maria stands for one of two people of one name: their rows tell them apart
// by the partner in parentheses.
const (
	maria       = "Maria Garcia"
	mariaOfYMCA = maria + " (" + ymca + ")"
)

// volunteers is the Volunteers tab. The last column is one of staff's own,
// which the program leaves alone.
func volunteers(t timeline) []line {
	n := 0
	person := func(name, partner, role string, more line) line {
		n++
		l := line{"Volunteer": text(name), "Role": text(role), "Email": mailbox(name), ownColumn: text(turn(n, "M", "S", "L", "M", "XL"))}
		if partner != "" {
			l["Partner"] = text(partner)
		}
		if n%3 != 0 {
			l["Phone"] = phone(n)
		}
		return l.and(more)
	}
	yes, no := text("Yes"), text("No")
	cleared := func(days int) sheet.Cell { return date(t.today + schoolyear.Day(days)) }
	y, _, _ := t.start.Date()
	lastAutumn := date(weekdayFrom(schoolyear.MakeDay(y-1, time.October, 5), time.Tuesday))
	blank := sheet.Cell{}
	return []line{
		// Story A: three and three, on two afternoons a week.
		person("Ben Coles", club, "Tutor", line{"Talents": items("Fractions", "Chess"), "OK to thank publicly": yes, "Started": lastAutumn, "Clearance until": cleared(310)}),
		person("Harriet Lund", club, "Tutor", line{"Talents": items("Storytelling"), "OK to thank publicly": yes, "Started": lastAutumn, "Hours before": number(60), "Clearance until": cleared(180)}),
		person("Samuel Okafor", club, "Tutor", line{"Talents": items("Coding", "Fractions"), "OK to thank publicly": yes, "Started": lastAutumn, "Clearance until": cleared(402)}),
		person("Ana Ruiz", ymca, "Tutor", line{"Talents": items("Spanish", "Fractions"), "OK to thank publicly": yes, "Started": lastAutumn, "Clearance until": cleared(251), "Notes": text("Also comes alone now and then, on her own account: write Self under On behalf of.")}),
		person("Devon Price", ymca, "Tutor", line{"Talents": items("Basketball", "Poetry"), "Started": lastAutumn, "Clearance until": cleared(130)}),
		person("Mei-Lin Zhao", ymca, "Tutor", line{"Talents": items("Drawing"), "OK to thank publicly": yes, "Clearance until": cleared(24), "Notes": text("Renewal form is in her folder.")}),
		person(maria, ymca, "Helper", line{"Email": text("maria.garcia.y@example.org"), "Clearance until": cleared(222)}),
		// Story C: interns, with hours they must give and something of their own to make.
		person("Priya Nair", university, "Intern", line{"Talents": items("Listening", "Hindi"), "OK to thank publicly": yes, "Interests": items("Social work"), "Started": date(t.internStart(socialWork)), "Until": date(t.ahead(12)), "Hours required": number(120), "Clearance until": cleared(150)}),
		person("Jonah Whitfield", university, "Intern", line{"Talents": items("Cataloguing", "coding "), "OK to thank publicly": yes, "Interests": items("Library science"), "Started": date(t.internStart(libraryScience)), "Until": date(t.ahead(70)), "Hours required": number(100), "Clearance until": cleared(160)}),
		person("Grace Adeyemi", university, "Intern", line{"Talents": items("Poetry", "Storytelling"), "OK to thank publicly": yes, "Interests": items("Education"), "Started": date(t.internStart(education)), "Until": date(t.ago(30)), "Hours required": number(60), "Clearance until": cleared(90)}),
		person("Tyler Brandt", university, "Intern", line{"Status": text("Left"), "Talents": items("Audio"), "Interests": items("Education"), "Until": date(t.ago(290)), "Hours required": number(45)}),
		person("Noor Haddad", university, "Intern", line{"Status": text("Left"), "Talents": items("Arabic", "Cataloguing"), "Until": date(t.ago(310))}),
		// Story E: she worked in the shop that gave the computers.
		person("Marisol Vega", thrift, "Maker", line{"Talents": items("Soldering", "Spanish", "Coding"), "OK to thank publicly": yes, "Started": date(t.ago(72)), "Introduced by": text(thrift), "Clearance until": cleared(285), "Interests": items("Becoming a teacher")}),
		// Story F: two handlers and their dogs.
		person("Joyce Pemberton", dogs, "Animal handler", line{"OK to thank publicly": yes, "Clearance until": cleared(200), "Notes": text("With Biscuit, a golden retriever.")}),
		person("Carl Ostrowski", dogs, "Animal handler", line{"OK to thank publicly": yes, "Clearance until": cleared(200), "Notes": text("With Pepper, who is small and prefers a lap.")}),
		// Story G: the chain from the club to the garden club to the nursery.
		person("Edith Marlowe", gardeners, "Helper", line{"Talents": items("Gardening"), "OK to thank publicly": yes, "Introduced by": text("Ben Coles"), "Clearance until": cleared(350)}),
		person("Winston Clarke", gardeners, "Helper", line{"Talents": items("gardening", "Carpentry"), "Clearance until": cleared(344)}),
		person("Bea Thornton", gardeners, "Helper", line{"Talents": items("Gardening", "Botany"), "OK to thank publicly": yes, "Clearance until": cleared(344)}),
		person("Raymond Cho", bank, "Speaker", line{"Talents": items("Storytelling"), "Clearance until": cleared(99)}),
		person("Lena Fischer", nursery, "Helper", line{"Status": text("Invited"), "Introduced by": text("Edith Marlowe"), "Clearance until": blank}),
		// Story B: the neighbors that a tutor thought of.
		person("Lucía Herrera", parish, "Tutor", line{"Talents": items("Spanish", "Reading aloud"), "OK to thank publicly": yes, "Introduced by": text("Ana Ruiz"), "Clearance until": cleared(320)}),
		person("Mateo Salinas", parish, "Tutor", line{"Talents": items("Spanish", "Guitar"), "OK to thank publicly": yes, "Clearance until": cleared(320)}),
		person("Carmen Ortiz", parish, "Tutor", line{"Talents": items("Spanish"), "OK to thank publicly": no, "Clearance until": cleared(320)}),
		person("Walter Nygaard", riverbend, "Helper", line{"Talents": items("Reading aloud", "Norwegian"), "OK to thank publicly": yes, "Clearance until": cleared(210)}),
		person("Iris Campbell", townshelf, "Speaker", line{"Talents": items("Storytelling", "Puppets"), "OK to thank publicly": yes, "Clearance until": cleared(500)}),
		person("Rosa Delgado", bakery, "Helper", line{"OK to thank publicly": yes, "Talents": items("Baking", "Spanish"), "Clearance until": cleared(75)}),
		// People who come on their own account.
		person("Olive Sandoval", "", "Mentor", line{"Talents": items("Chess", "Knitting"), "OK to thank publicly": yes, "Clearance until": cleared(140)}),
		person("Frank DeLuca", "", "Mentor", line{"Talents": items("Chess"), "OK to thank publicly": yes, "Hours before": number(12), "Clearance until": cleared(140), "Notes": text("Chess at lunch rests on him alone.")}),
		person("Ruth Abernathy", "", "Helper", line{"Talents": items("Mending books"), "OK to thank publicly": yes, "Also known as": items("Ruthie Abernathy"), "Hours before": number(85), "Clearance until": cleared(265)}),
		person("George Papadakis", "", "Helper", line{"Talents": items("Greek", "Shelving"), "Clearance until": cleared(265)}),
		person("Sofia Lindgren", "", "Helper", line{"Talents": items("Photography"), "OK to thank publicly": yes, "Clearance until": cleared(55)}),
		person("Hassan Karimi", "", "Maker", line{"Talents": items("Electronics", "Coding"), "OK to thank publicly": yes, "Clearance until": cleared(-10), "Notes": text("Clearance ran out; he has the new form.")}),
		person("Amara Diallo", "", "Maker", line{"Talents": items("coding", "French"), "OK to thank publicly": yes, "Clearance until": cleared(190)}),
		person("Tomasz Wójcik", "", "Helper", line{"Talents": items("Carpentry"), "Started": date(t.ago(50))}),
		person("Nina Feldman", "", "Mentor", line{"Talents": items("Violin", "Reading aloud"), "OK to thank publicly": no, "Clearance until": cleared(175)}),
		person(maria, "", "Helper", line{"Email": text("maria.garcia.parent@example.org"), "Notes": text("Parent in second grade; not the Maria from the YMCA."), "Clearance until": cleared(175)}),
		person("Leo Park", "", "Helper", line{"Under 18": yes, "Email": blank, "Phone": blank, "Talents": items("Coding", "Games"), "Notes": text("High-school service hours.")}),
		person("Zoe Hartmann", "", "Helper", line{"Under 18": yes, "Email": blank, "Phone": blank, "Talents": items("Drawing")}),
		person("Patrick Doyle", club, "Tutor", line{"Status": text("Left"), "Notes": text("Moved to the coast; left with a good word.")}),
		person("Ellen Voss", "", "Mentor", line{"Status": text("Paused"), "Talents": items("Storytelling"), "Notes": text("Back after her operation.")}),
		person("Ibrahim Sesay", "", "Speaker", line{"Status": text("Invited"), "Talents": items("Drumming"), "Introduced by": text("Amara Diallo")}),
	}
}
