package partnership

import (
	"cmp"
	"slices"
)

// A Key names one partner, person or program wherever they are counted: the
// ID of the record, or "?" and the folded name where no record has it. Two
// rows of the Volunteers tab that mean one person share the Key of the first.
// The empty Key is nobody.
type Key string

// An Index finds what belongs together in one School. It is built once for a
// School, in one pass over its rows, and is then only read: any number of
// goroutines may share it.
type Index struct {
	*School
	entries []Entry // in order of date

	partners   map[ID]*Partner
	volunteers map[ID]*Volunteer
	programs   map[ID]*Program
	members    map[ID]*Member
	twins      map[ID]Key           // of a second row for one person: the first row's Key
	doubles    map[Key][]*Volunteer // the further rows of one person
	removed    map[ID]bool          // in Removed alone
	names      map[Key]string
	no         map[string][]Source // folded names that said No to public thanks, and where
	minors     map[string][]Source // folded names of people under 18

	byPerson  map[Key][]int32 // positions in entries, in order of date
	byPartner map[Key][]int32
	byProgram map[Key][]int32

	gifts     map[Key][]*Donation // in order of date
	meetings  map[Key][]*Meeting  // in order of date
	runs      map[Key][]*Program  // programs with a partner, in the order of the sheet
	people    map[Key][]*Volunteer
	brought   map[Key][]*Partner // partners that somebody introduced, as EveryPartner has them
	thanks    map[Key][]*Recognition
	ideasFrom map[Key][]*Idea
	ideasTo   map[Key][]*Idea
	talents   []Talent
}

// NewIndex builds the Index of s.
func NewIndex(s *School) *Index {
	x := &Index{School: s, names: map[Key]string{}}
	x.indexRecords()
	x.indexIdentity()
	x.learnNames()
	x.indexEntries()
	x.indexRelations()
	x.indexTalents()
	return x
}

func (x *Index) indexRecords() {
	s := x.School
	x.partners = byID(s.Partners, s.Removed.Partners, func(p *Partner) ID { return p.ID })
	x.volunteers = byID(s.Volunteers, s.Removed.Volunteers, func(v *Volunteer) ID { return v.ID })
	x.programs = byID(s.Programs, s.Removed.Programs, func(p *Program) ID { return p.ID })
	x.members = byID(s.Team, nil, func(m *Member) ID { return m.ID })
	x.removed = map[ID]bool{}
	for i := range s.Removed.Partners {
		p := &s.Removed.Partners[i]
		x.removed[p.ID] = x.partners[p.ID] == p
	}
	for i := range s.Removed.Volunteers {
		v := &s.Removed.Volunteers[i]
		x.removed[v.ID] = x.volunteers[v.ID] == v
	}
}

// byID maps the records of both lists; what stands in the sheet wins.
func byID[T any](present, removed []T, id func(*T) ID) map[ID]*T {
	m := make(map[ID]*T, len(present)+len(removed))
	for i := range removed {
		m[id(&removed[i])] = &removed[i]
	}
	for i := range present {
		m[id(&present[i])] = &present[i]
	}
	return m
}

// Partner returns the partner of that ID, removed ones included, or nil.
func (x *Index) Partner(id ID) *Partner { return x.partners[id] }

// Volunteer returns the volunteer of that ID, removed ones included, or nil.
func (x *Index) Volunteer(id ID) *Volunteer { return x.volunteers[id] }

// Program returns the program of that ID, removed ones included, or nil.
func (x *Index) Program(id ID) *Program { return x.programs[id] }

// Member returns the member of the team of that ID, or nil.
func (x *Index) Member(id ID) *Member { return x.members[id] }

// Key returns the Key of what r means; the empty Key for the zero Ref.
func (x *Index) Key(r Ref) Key {
	if r.ID == "" {
		if r.Name == "" {
			return ""
		}
		return "?" + Key(Fold(r.Name))
	}
	if k, ok := x.twins[r.ID]; ok {
		return k
	}
	return Key(r.ID)
}

// Name returns what people call the partner, person, program or member of that
// Key: the record's name, or the name as typed first where no record has it.
// A volunteer who asked to be removed is "a volunteer", nobody is "".
func (x *Index) Name(k Key) string {
	id := ID(k)
	if v := x.volunteers[id]; v != nil {
		if v.Status == VolunteerRemove {
			return SomeVolunteer
		}
		return v.Name
	}
	if p := x.partners[id]; p != nil {
		return p.Name
	}
	if p := x.programs[id]; p != nil {
		return p.Name
	}
	if m := x.members[id]; m != nil {
		return m.Name
	}
	return x.names[k]
}

// SomeVolunteer is how the hours of somebody who asked to be removed stay.
const SomeVolunteer = "a volunteer"

// learnNames keeps the names of everything that rows refer to.
func (x *Index) learnNames() {
	s := x.School
	each := func(lists ...[]Ref) {
		for _, refs := range lists {
			for _, r := range refs {
				x.learn(r)
			}
		}
	}
	for i := range s.Partners {
		x.learn(s.Partners[i].IntroducedBy)
	}
	for i := range s.Volunteers {
		x.learn(s.Volunteers[i].Partner)
		x.learn(s.Volunteers[i].IntroducedBy)
	}
	for i := range s.Donations {
		x.learn(s.Donations[i].Partner)
	}
	for i := range s.Recognitions {
		x.learn(s.Recognitions[i].For)
	}
	for i := range s.Programs {
		each(s.Programs[i].Partners, s.Programs[i].GrewFrom)
	}
	for i := range s.Meetings {
		each(s.Meetings[i].Partners, s.Meetings[i].WhoCame)
	}
	for i := range s.Ideas {
		x.learn(s.Ideas[i].From)
		each(s.Ideas[i].LedTo)
	}
}

// learn keeps the name of what r means for Name where no record will have it,
// and returns its Key. It is for building the Index only.
func (x *Index) learn(r Ref) Key {
	k := x.Key(r)
	if k != "" && r.Name != "" {
		if _, known := x.names[k]; !known {
			x.names[k] = r.Name
		}
	}
	return k
}

func (x *Index) indexRelations() {
	s := x.School
	x.gifts = map[Key][]*Donation{}
	for i := range s.Donations {
		d := &s.Donations[i]
		add(x.gifts, x.Key(d.Partner), d)
	}
	x.meetings = map[Key][]*Meeting{}
	for i := range s.Meetings {
		m := &s.Meetings[i]
		for _, k := range x.MeetingPartners(m) {
			add(x.meetings, k, m)
		}
	}
	for k := range x.gifts {
		slices.SortStableFunc(x.gifts[k], func(a, b *Donation) int { return cmp.Compare(a.Date, b.Date) })
	}
	for k := range x.meetings {
		slices.SortStableFunc(x.meetings[k], func(a, b *Meeting) int { return cmp.Compare(a.Date, b.Date) })
	}
	x.runs = map[Key][]*Program{}
	for i := range s.Programs {
		p := &s.Programs[i]
		for _, k := range x.keys(p.Partners) {
			add(x.runs, k, p)
		}
	}
	x.people = map[Key][]*Volunteer{}
	for i := range s.Volunteers {
		v := &s.Volunteers[i]
		add(x.people, x.Key(v.Partner), v)
	}
	x.brought = map[Key][]*Partner{}
	for p := range x.EveryPartner() {
		add(x.brought, x.Key(p.IntroducedBy), p)
	}
	x.thanks = map[Key][]*Recognition{}
	for i := range s.Recognitions {
		r := &s.Recognitions[i]
		add(x.thanks, x.Key(r.For), r)
	}
	x.ideasFrom, x.ideasTo = map[Key][]*Idea{}, map[Key][]*Idea{}
	for i := range s.Ideas {
		idea := &s.Ideas[i]
		add(x.ideasFrom, x.Key(idea.From), idea)
		for _, k := range x.keys(idea.LedTo) {
			add(x.ideasTo, k, idea)
		}
	}
}

func add[T any](m map[Key][]T, k Key, v T) {
	if k != "" {
		m[k] = append(m[k], v)
	}
}

// keys returns the Keys of refs, each once.
func (x *Index) keys(refs []Ref) []Key {
	keys := make([]Key, 0, len(refs))
	for _, r := range refs {
		if k := x.Key(r); k != "" && !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	return keys
}

// MeetingPartners returns the partners that m is or was with: those it names,
// then those who came besides, each once.
func (x *Index) MeetingPartners(m *Meeting) []Key {
	keys := x.keys(m.Partners)
	for _, r := range m.WhoCame {
		if k := x.Key(r); r.Kind == Partners && !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	return keys
}

// GiftsOf returns the donations of a partner or volunteer in order of date,
// those dated ahead included.
func (x *Index) GiftsOf(k Key) []*Donation { return x.gifts[k] }

// MeetingsWith returns the meetings with a partner in order of date, of
// whatever status.
func (x *Index) MeetingsWith(k Key) []*Meeting { return x.meetings[k] }

// ProgramsWith returns a partner's programs in the order of the sheet.
func (x *Index) ProgramsWith(k Key) []*Program { return x.runs[k] }

// VolunteersFrom returns the volunteers whose partner k is, in the order of
// the sheet.
func (x *Index) VolunteersFrom(k Key) []*Volunteer { return x.people[k] }

// ThanksFor returns the rows of the Recognition tab for a partner or
// volunteer, in the order of the sheet.
func (x *Index) ThanksFor(k Key) []*Recognition { return x.thanks[k] }

// IdeasFrom returns the ideas of somebody, in the order of the sheet.
func (x *Index) IdeasFrom(k Key) []*Idea { return x.ideasFrom[k] }

// IdeasThatLedTo returns the ideas from which a program or partner came.
func (x *Index) IdeasThatLedTo(k Key) []*Idea { return x.ideasTo[k] }
