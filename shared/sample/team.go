package sample

// The people at the school. Other tabs name them, so the names stand once.
const (
	librarian = "Hannah Whitcombe"
	assistant = "Theo Marsh"
	principal = "Dr. Angela Reyes"
	deputy    = "Marcus Bell"
	grade1    = "Kavita Rao"
	grade2    = "Joan Petrie"
	grade3    = "Rafael Ortega"
	grade4    = "Susan Cheng"
	grade5    = "Dale Hutchins"
)

// team is the Team tab: whoever sees something, gets something, or is named in
// a program or a meeting.
func team() []line {
	teacher := func(name string) line {
		return line{"Name": text(name), "Email": schoolMail(name), "Role": text("Teacher"), "Access": text("None")}
	}
	return []line{
		{
			"Name": text(librarian), "Email": schoolMail(librarian), "Role": text("Librarian"), "Access": text("Staff"),
			"Weekly digest": text("Yes"), "Monthly report": text("Yes"),
		},
		{
			"Name": text(assistant), "Email": schoolMail(assistant), "Role": text("Coordinator"), "Access": text("Staff"),
			"Weekly digest": text("Yes"), "Monthly report": text("No"),
		},
		{
			"Name": text(principal), "Email": schoolMail("Angela Reyes"), "Role": text("Principal"), "Access": text("Administrator"),
			"Weekly digest": text("No"), "Monthly report": text("Yes"),
		},
		{
			"Name": text(deputy), "Email": schoolMail(deputy), "Role": text("Other"), "Access": text("Administrator"),
			"Monthly report": text("Yes"),
		},
		teacher(grade1),
		teacher(grade2),
		teacher(grade3),
		teacher(grade4).and(line{"Monthly report": text("Yes")}),
		teacher(grade5),
	}
}
