package match

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
)

// A rank says how good a claim a record has to a name: the lower the better.
type rank int

const (
	presentName rank = iota
	otherName        // Also known as
	formerName
	removedName // of a tombstone, by any of its names
)

// A claim is one record's claim to one name.
type claim struct {
	kind partnership.Kind
	id   partnership.ID
	rank rank
}

// A bearer is a record that can be named.
type bearer struct {
	kind    partnership.Kind
	name    string
	live    bool
	gone    time.Time // when it was removed
	into    partnership.ID
	partner string          // folded, of a volunteer: what tells two of one name apart
	email   string          // folded: likewise, where rows do not say it
	days    schoolyear.Span // of a program, likewise
	one     bool            // of a partner who is one person
}

// Names knows every name of every record that a cell can refer to. It is built
// from the records as they will be after this sync, and not changed after.
type Names struct {
	claims  map[string][]claim // by folded name
	bearers map[partnership.ID]bearer
	heads   map[string]bool // what may stand before a comma, semicolon or newline within a folded name
	longest int             // bytes of the longest folded name
	remove  unnamed         // whom staff asked to be removed

	// Students are those at the school, by Settings; 0 where it does not say.
	// Numbers of students in rows are held against it.
	Students int64
}

// NewNames returns Names that know nobody yet.
func NewNames() *Names {
	return &Names{claims: map[string][]claim{}, bearers: map[partnership.ID]bearer{}, heads: map[string]bool{}, longest: len("2026-11-24")}
}

// Add indexes the records of one tab; a tab without a name column adds nothing.
func (n *Names) Add(t *sheet.TabSchema, records []Stored) {
	name := NameColumn(t)
	if name < 0 {
		return
	}
	also, partner, email := t.Column(alsoKnownAs), t.Column("Partner"), t.Column("Email")
	starts, ends := t.Column("Starts"), t.Column("Ends")
	for i := range records {
		s := &records[i]
		b := bearer{kind: t.Kind, name: s.Values[name].Text, live: s.Live(), gone: s.Deleted, into: s.Into}
		if t.Kind == partnership.Partners {
			b.one = s.Values[t.Column("Kind")].Text == "Individual"
		}
		if email >= 0 {
			b.email = partnership.Fold(s.Values[email].Text)
		}
		if t.Kind == partnership.Volunteers && partner >= 0 {
			b.partner = partnership.Fold(s.Values[partner].Text)
			n.longest = max(n.longest, len(b.partner))
		}
		if starts >= 0 && ends >= 0 {
			b.days = schoolyear.Span{First: schoolyear.Day(s.Values[starts].Num), Last: schoolyear.Day(s.Values[ends].Num)}
		}
		n.bearers[s.ID] = b
		for _, name := range toRemove(t, s, name) {
			n.remove.add(name)
		}
		n.claim(b.name, claim{t.Kind, s.ID, presentName}, b.live)
		for _, former := range s.Former {
			n.claim(former, claim{t.Kind, s.ID, formerName}, b.live)
		}
		if also >= 0 {
			for _, other := range s.Values[also].Items() {
				n.claim(other, claim{t.Kind, s.ID, otherName}, b.live)
			}
		}
	}
}

func (n *Names) claim(name string, c claim, live bool) {
	if name = partnership.Fold(name); name == "" {
		return
	}
	n.longest = max(n.longest, len(name))
	for i := range len(name) {
		if strings.IndexByte(",; ", name[i]) >= 0 {
			n.heads[strings.TrimRight(name[:i], " ")] = true
		}
	}
	if !live {
		c.rank = removedName
	}
	n.claims[name] = append(n.claims[name], c)
}

// Follow returns the record that stands for id: itself, or, when it was merged
// away, the record that has its history now.
func (n *Names) Follow(id partnership.ID) partnership.ID {
	for range 10 { // merges of merges; a ring cannot hold us
		b, ok := n.bearers[id]
		if !ok || b.live || b.into == "" {
			return id
		}
		id = b.into
	}
	return id
}

// Name returns the present name of a record, "" when it has none.
func (n *Names) Name(id partnership.ID) string { return n.bearers[n.Follow(id)].name }

// A context is what a cell's row says about which of two is meant.
type context struct {
	kinds []partnership.Kind // that the column may name, in order of preference
	day   schoolyear.Day     // of the row; zero when it has none
	began time.Time          // when the reading began
}

// find returns the record that a name means. With several of equal claim it
// returns them all in others, and no record.
func (n *Names) find(text string, in context) (id partnership.ID, kind partnership.Kind, others []partnership.ID) {
	found := n.best(partnership.Fold(text), in)
	if len(found) == 0 {
		base, qualifier, ok := qualified(text)
		if !ok {
			return "", "", nil
		}
		for _, c := range n.allOf(partnership.Fold(base), in) {
			if n.qualifies(c, qualifier) {
				found = append(found, c)
			}
		}
		found = bestRank(found)
	}
	if len(found) > 1 && found[0].kind == partnership.Programs && in.day != 0 {
		found = n.onDay(found, in.day)
	}
	if len(found) == 1 {
		return n.Follow(found[0].id), found[0].kind, nil
	}
	for _, c := range found {
		others = append(others, c.id)
	}
	slices.Sort(others)
	return "", "", others
}

// allOf returns the claims to a folded name of the kinds that may be named.
func (n *Names) allOf(name string, in context) []claim {
	var found []claim
	seen := map[partnership.ID]bool{}
	for _, c := range n.claims[name] {
		to := n.Follow(c.id)
		if slices.Contains(in.kinds, c.kind) && (!seen[to] || c.rank == presentName) {
			seen[to] = true
			found = append(found, c)
		}
	}
	return found
}

// best returns the claims of the best rank, and among those the kind that the
// column prefers.
func (n *Names) best(name string, in context) []claim {
	found := bestRank(n.allOf(name, in))
	if len(found) < 2 {
		return found
	}
	slices.SortStableFunc(found, func(a, b claim) int {
		return cmp.Compare(slices.Index(in.kinds, a.kind), slices.Index(in.kinds, b.kind))
	})
	first := found[0].kind
	return distinct(slices.DeleteFunc(found, func(c claim) bool { return c.kind != first }), n)
}

func bestRank(claims []claim) []claim {
	top := removedName + 1
	for _, c := range claims {
		top = min(top, c.rank)
	}
	var found []claim
	for _, c := range claims {
		if c.rank == top {
			found = append(found, c)
		}
	}
	return found
}

// distinct leaves one claim of each record.
func distinct(claims []claim, n *Names) []claim {
	seen := map[partnership.ID]bool{}
	return slices.DeleteFunc(claims, func(c claim) bool {
		to := n.Follow(c.id)
		again := seen[to]
		seen[to] = true
		return again
	})
}

// qualified splits "Maria Garcia (YMCA)" into the name and what tells it apart.
func qualified(text string) (base, qualifier string, ok bool) {
	text = strings.TrimSpace(text)
	open := strings.LastIndexByte(text, '(')
	if open <= 0 || !strings.HasSuffix(text, ")") {
		return "", "", false
	}
	return text[:open], partnership.Fold(text[open+1 : len(text)-1]), true
}

func (n *Names) qualifies(c claim, qualifier string) bool {
	b := n.bearers[c.id]
	if b.kind == partnership.Programs {
		return b.days.First != 0 && strings.HasPrefix(b.days.First.String(), qualifier)
	}
	if b.partner == qualifier {
		return true
	}
	// The partner may be written by any of its names.
	id, _, _ := n.find(b.partner, context{kinds: []partnership.Kind{partnership.Partners}})
	other, _, _ := n.find(qualifier, context{kinds: []partnership.Kind{partnership.Partners}})
	return id != "" && id == other
}

// Qualified returns how a record is written so that nobody else is meant.
func (n *Names) Qualified(id partnership.ID) string {
	b := n.bearers[id]
	switch {
	case b.kind == partnership.Programs && b.days.First != 0:
		return b.name + " (" + b.days.First.String()[:4] + ")"
	case b.partner != "":
		if p, _, _ := n.find(b.partner, context{kinds: []partnership.Kind{partnership.Partners}}); p != "" {
			return b.name + " (" + n.Name(p) + ")"
		}
	}
	return b.name
}

// onDay returns the programs that ran on the day, or, when none did, all.
func (n *Names) onDay(claims []claim, day schoolyear.Day) []claim {
	var found []claim
	for _, c := range claims {
		days := n.bearers[c.id].days
		if (days.First == 0 || day >= days.First) && (days.Last == 0 || day <= days.Last) {
			found = append(found, c)
		}
	}
	if len(found) == 0 {
		return claims
	}
	return found
}

// known reports whether a column that names these kinds knows the text as one
// name, with what tells it apart behind it or without.
func (n *Names) known(text string, in context) bool {
	means := func(c claim) bool { return slices.Contains(in.kinds, c.kind) }
	if slices.ContainsFunc(n.claims[partnership.Fold(text)], means) {
		return true
	}
	base, qualifier, ok := qualified(text)
	return ok && slices.ContainsFunc(n.claims[partnership.Fold(base)], func(c claim) bool { return means(c) && n.qualifies(c, qualifier) })
}

// Print returns the print of all names that columns of these kinds can mean, and
// of all else that rows are held against: while it is the same, the same row
// means the same.
func (n *Names) Print(kinds []partnership.Kind) sheet.Print {
	var sum sheet.Print
	for _, name := range n.remove.names {
		sum = sum.Plus(sheet.PrintOf([]byte("remove\x00" + name)))
	}
	if n.Students > 0 {
		sum = sum.Plus(sheet.PrintOf(fmt.Append(nil, "students\x00", n.Students)))
	}
	for name, claims := range n.claims {
		for _, c := range claims {
			if !slices.Contains(kinds, c.kind) {
				continue
			}
			b := n.bearers[c.id]
			key := name + "\x00" + string(c.id) + "\x00" + string(c.kind) + string(rune('0'+c.rank)) + string(n.Follow(c.id)) +
				"\x00" + b.partner + "\x00" + b.days.First.String() + b.days.Last.String()
			sum = sum.Plus(sheet.PrintOf([]byte(key)))
		}
	}
	return sum
}

// closest returns the known name nearest to text, "" when none is near.
func (n *Names) closest(text string, in context) string {
	var all []string
	for _, b := range n.bearers {
		if b.live && slices.Contains(in.kinds, b.kind) {
			all = append(all, b.name)
		}
	}
	slices.Sort(all)
	return sheet.Closest(text, all)
}
