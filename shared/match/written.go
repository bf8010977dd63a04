package match

import (
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// Written returns how a cell of a record is written that names others: each by
// its present name, with what tells it apart behind it where the name alone
// would mean somebody else or nobody in that column, as in "Maria Garcia
// (YMCA)". What is not matched is as typed.
func (n *Names) Written(t *sheet.TabSchema, r *Stored, column int) []string {
	in := context{kinds: t.Columns[column].Refers}
	if day := dayColumn(t); day >= 0 {
		in.day = schoolyear.Day(r.Values[day].Num)
	}
	texts := make([]string, len(r.Refs[column]))
	for i, named := range r.Refs[column] {
		texts[i] = named.Text
		name, id := n.Name(named.ID), n.Follow(named.ID)
		if name == "" {
			continue
		}
		texts[i] = name
		if means, _, _ := n.find(name, in); means != id {
			texts[i] = n.Qualified(id)
		}
	}
	return texts
}
