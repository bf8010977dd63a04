package partnership

import (
	"cmp"
	"iter"
	"slices"

	"shelfmates/shared/schoolyear"
)

// An Entry is one row of the Hours tab, worked out: who gave time in it and
// for whom it counts.
type Entry struct {
	*Hours
	ProgramKey Key     // empty: library help
	Named      []Key   // the people named, each once
	Others     int     // people without a name of their own: a group, or People above the names
	Shares     []Share // for whom it counts; their People and Minutes add up to the whole
}

// A Share is the part of an Entry that counts for one partner.
type Share struct {
	Partner Key // empty: it counts for nobody
	People  int
	Minutes int // People times the minutes each gave
}

// Headcount is the number of people who gave time in e.
func (e *Entry) Headcount() int { return len(e.Named) + e.Others }

// Total is the minutes that all of them gave together.
func (e *Entry) Total() int { return e.Minutes * e.Headcount() }

// Entries returns all entries in order of date, those dated ahead included.
func (x *Index) Entries() []Entry { return x.entries }

// EntriesIn returns the entries of the days of span, in order of date.
func (x *Index) EntriesIn(span schoolyear.Span) []Entry {
	from, _ := slices.BinarySearchFunc(x.entries, span.First, byDate)
	to, _ := slices.BinarySearchFunc(x.entries, max(span.First, span.Last)+1, byDate)
	return x.entries[from:to]
}

func byDate(e Entry, d schoolyear.Day) int { return cmp.Compare(e.Date, d) }

// HoursOf yields the entries that name a person, in order of date up to today.
func (x *Index) HoursOf(person Key, today schoolyear.Day) iter.Seq[*Entry] {
	return x.until(x.byPerson[person], today)
}

// HoursFor yields the entries that count, in part at least, for a partner, in
// order of date up to today.
func (x *Index) HoursFor(partner Key, today schoolyear.Day) iter.Seq[*Entry] {
	return x.until(x.byPartner[partner], today)
}

// HoursIn yields the entries of a program, the empty Key being library help,
// in order of date up to today.
func (x *Index) HoursIn(program Key, today schoolyear.Day) iter.Seq[*Entry] {
	return x.until(x.byProgram[program], today)
}

func (x *Index) until(positions []int32, today schoolyear.Day) iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		for _, i := range positions {
			if e := &x.entries[i]; e.Date > today || !yield(e) {
				return
			}
		}
	}
}

// HoursByPartner yields each partner with its entries in the days of span, as
// HoursFor does; the empty Key stands for nobody. In no order.
func (x *Index) HoursByPartner(span schoolyear.Span) iter.Seq2[Key, iter.Seq[*Entry]] {
	return x.cut(x.byPartner, span)
}

// HoursByPerson yields each person with the entries in the days of span that
// name the person. In no order.
func (x *Index) HoursByPerson(span schoolyear.Span) iter.Seq2[Key, iter.Seq[*Entry]] {
	return x.cut(x.byPerson, span)
}

// HoursByProgram yields each program with its entries in the days of span; the
// empty Key stands for library help. In no order.
func (x *Index) HoursByProgram(span schoolyear.Span) iter.Seq2[Key, iter.Seq[*Entry]] {
	return x.cut(x.byProgram, span)
}

// cut leaves out whoever has no entry in span.
func (x *Index) cut(by map[Key][]int32, span schoolyear.Span) iter.Seq2[Key, iter.Seq[*Entry]] {
	return func(yield func(Key, iter.Seq[*Entry]) bool) {
		for k, positions := range by {
			from, _ := slices.BinarySearchFunc(positions, span.First, func(i int32, d schoolyear.Day) int {
				return cmp.Compare(x.entries[i].Date, d)
			})
			last := max(span.First, span.Last)
			if from == len(positions) || x.entries[positions[from]].Date > last {
				continue
			}
			if !yield(k, x.until(positions[from:], last)) {
				return
			}
		}
	}
}

// For returns the part of e that counts for partner; zero when none does.
func (e *Entry) For(partner Key) Share {
	for _, s := range e.Shares {
		if s.Partner == partner {
			return s
		}
	}
	return Share{Partner: partner}
}

// indexEntries works out all entries. The slabs are as large as they can
// become, so that slices of them stay where they are.
func (x *Index) indexEntries() {
	hours := x.School.Hours
	refs := 0
	order := make([]*Hours, len(hours))
	for i := range hours {
		order[i] = &hours[i]
		refs += len(hours[i].Volunteers)
	}
	byDay := func(a, b *Hours) int { return cmp.Compare(a.Date, b.Date) }
	if !slices.IsSortedFunc(order, byDay) {
		slices.SortStableFunc(order, byDay)
	}
	x.entries = make([]Entry, 0, len(hours))
	x.byPerson, x.byPartner, x.byProgram = map[Key][]int32{}, map[Key][]int32{}, map[Key][]int32{}
	names := make([]Key, 0, refs)
	shares := make([]Share, 0, refs+len(hours))
	for i, h := range order {
		e := Entry{Hours: h, ProgramKey: x.learn(h.Program)}
		firstName, firstShare := len(names), len(shares)
		names, shares = x.credit(&e, names, shares)
		e.Named = names[firstName:len(names):len(names)]
		e.Shares = shares[firstShare:len(shares):len(shares)]
		x.entries = append(x.entries, e)
		x.byProgram[e.ProgramKey] = append(x.byProgram[e.ProgramKey], int32(i))
		for _, k := range e.Named {
			x.byPerson[k] = append(x.byPerson[k], int32(i))
		}
		for _, s := range e.Shares {
			x.byPartner[s.Partner] = append(x.byPartner[s.Partner], int32(i))
		}
	}
}

// credit appends the people whom e names and the shares of e, and sets Others.
//
// A name counts for On behalf of, else for its own partner; a partner named in
// place of a volunteer is a group, one person without a name of its own. Where
// People is above the names, the others count for On behalf of, else for the
// partner that all the names share, else for nobody.
func (x *Index) credit(e *Entry, names []Key, shares []Share) ([]Key, []Share) {
	firstName, firstShare := len(names), len(shares)
	behalf, decided := Key(""), e.Self
	if k := x.learn(e.OnBehalfOf); k != "" && !e.Self {
		behalf, decided = k, true
	}
	count := func(partner Key, people int) {
		for i := firstShare; i < len(shares); i++ {
			if shares[i].Partner == partner {
				shares[i].People += people
				shares[i].Minutes += people * e.Minutes
				return
			}
		}
		shares = append(shares, Share{Partner: partner, People: people, Minutes: people * e.Minutes})
	}
	var groups [4]Key
	seen := groups[:0]
	for _, r := range e.Volunteers {
		k := x.Key(r)
		if k == "" || slices.Contains(names[firstName:], k) || slices.Contains(seen, k) {
			continue
		}
		own := k
		if r.Kind == Partners {
			x.learn(r)
			seen = append(seen, k)
			e.Others++
		} else {
			names = append(names, k)
			own = ""
			if v := x.volunteers[r.ID]; v != nil {
				own = x.Key(v.Partner)
			} else {
				x.learn(r)
			}
		}
		if decided {
			own = behalf
		}
		count(own, 1)
	}
	named := len(names) - firstName + e.Others
	if others := e.People - named; others > 0 {
		partner := behalf
		if !decided && len(shares) == firstShare+1 {
			partner = shares[firstShare].Partner
		}
		e.Others += others
		count(partner, others)
	}
	return names, shares
}
