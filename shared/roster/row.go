package roster

import (
	"cmp"
	"strings"

	"shelfmates/shared/match"
	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// A builder makes the nouns from the records of all tabs.
type builder struct {
	tabs  map[partnership.Kind][]match.Stored
	names *match.Names
}

func newBuilder(tabs map[partnership.Kind][]match.Stored) *builder {
	b := &builder{tabs: tabs, names: match.NewNames()}
	for _, t := range sheet.Tabs() {
		b.names.Add(t, tabs[t.Kind])
	}
	return b
}

// A row reads one record by the names of its columns. A column that the schema
// does not have reads as blank.
type row struct {
	*builder
	t      *sheet.TabSchema
	record *match.Stored
}

func (b *builder) row(t *sheet.TabSchema, record *match.Stored) row { return row{b, t, record} }

func (r row) source() partnership.Source {
	s := partnership.Source{Kind: r.t.Kind, ID: r.record.ID}
	if r.t.Column("Date") >= 0 {
		s.Day = r.day("Date")
	}
	return s
}

func (r row) value(column string) sheet.Value {
	if i := r.t.Column(column); i >= 0 {
		return r.record.Values[i]
	}
	return sheet.Value{}
}

func (r row) has(column string) bool       { return r.value(column).State == sheet.Good }
func (r row) text(column string) string    { return r.value(column).Text }
func (r row) number(column string) int     { return int(r.value(column).Num) }
func (r row) yes(column string) bool       { return r.value(column).Num == 1 }
func (r row) items(column string) []string { return r.value(column).Items() }

func (r row) day(column string) schoolyear.Day { return schoolyear.Day(r.value(column).Num) }

// answer returns what a cell answers. One that cannot be read, and is about what
// may be shown, is taken for the answer that shows least.
func (r row) answer(column string) partnership.Answer {
	if i := r.t.Column(column); i >= 0 && r.t.Columns[i].Careful != "" {
		if _, unread := r.record.Typed[i]; unread {
			return map[string]partnership.Answer{"Yes": partnership.Yes, "No": partnership.No}[r.t.Columns[i].Careful]
		}
	}
	switch v := r.value(column); {
	case v.State != sheet.Good:
		return partnership.Unanswered
	case v.Num == 1:
		return partnership.Yes
	default:
		return partnership.No
	}
}

// minutes reads a Number of hours, kept in ten-thousandths, as whole minutes.
func (r row) minutes(column string) int { return int((r.value(column).Num*60 + 5_000) / 10_000) }

func (r row) channels(column string) []partnership.Channel {
	var list []partnership.Channel
	for _, item := range r.items(column) {
		list = append(list, partnership.Channel(item))
	}
	return list
}

// refs returns what the names in a column mean: the present name of the record
// that has the history now, or the text typed where no record was found.
func (r row) refs(column string) []partnership.Ref {
	i := r.t.Column(column)
	if i < 0 || len(r.record.Refs[i]) == 0 {
		return nil
	}
	refs := make([]partnership.Ref, 0, len(r.record.Refs[i]))
	for _, n := range r.record.Refs[i] {
		refs = append(refs, r.resolve(n))
	}
	return refs
}

// ref returns the first of refs, or the zero Ref.
func (r row) ref(column string) partnership.Ref {
	i := r.t.Column(column)
	if i < 0 || len(r.record.Refs[i]) == 0 {
		return partnership.Ref{}
	}
	return r.resolve(r.record.Refs[i][0])
}

func (r row) resolve(n sheet.Named) partnership.Ref {
	if n.ID == "" {
		return partnership.Ref{Name: n.Text}
	}
	id := r.names.Follow(n.ID)
	name := r.names.Name(id)
	if name == "" { // forgotten by now, even its tombstone
		return partnership.Ref{Name: n.Text}
	}
	return partnership.Ref{Kind: n.Kind, ID: id, Name: name}
}

// called returns what people call the record: its name, or its natural key.
func (r row) called() string {
	if i := match.NameColumn(r.t); i >= 0 {
		return cmp.Or(r.record.Values[i].Text, string(r.record.ID))
	}
	var parts []string
	for _, column := range r.t.NaturalKey {
		part := r.text(column)
		if r.t.Columns[r.t.Column(column)].Type == sheet.Date {
			part = r.day(column).String()
		}
		if part != "" {
			parts = append(parts, part)
		}
	}
	return cmp.Or(strings.Join(parts, ", "), string(r.record.ID))
}
