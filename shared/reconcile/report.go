package reconcile

import (
	"strconv"
	"time"

	"shelfmates/shared/sheet"
	"shelfmates/shared/store"
	"shelfmates/shared/words"
)

// A Report says what one sync found and did. Its JSON is a contract: the keys
// stay.
type Report struct {
	School      string          `json:"school"`
	Tabs        []TabReport     `json:"tabs"`
	Problems    []ProblemReport `json:"problems"`    // all that stand, one a cell
	Reads       int             `json:"reads"`       // requests that read the spreadsheet
	Writes      int             `json:"writes"`      // requests that wrote it
	StoreReads  int             `json:"storeReads"`  // calls that read the store
	StoreWrites int             `json:"storeWrites"` // calls that wrote it

	Changed bool            `json:"-"` // there was something to do
	Due     time.Time       `json:"-"` // when there is something to do though nothing is edited; zero when never
	Epoch   int64           `json:"-"` // of the last commit, this run's where it made one
	Zone    string          `json:"-"` // the school's; "" where an unchanged spreadsheet does not say it
	Waiting string          `json:"-"` // why the spreadsheet could not be written; "" when it was, or need not be
	Stands  []sheet.Problem `json:"-"` // the problems themselves
}

// A TabReport is what became of one tab.
type TabReport struct {
	Tab       string `json:"tab"`
	Rows      int    `json:"rows"` // with content
	Created   int    `json:"created"`
	Updated   int    `json:"updated"`
	Removed   int    `json:"removed"`
	Revived   int    `json:"revived"`
	Unchanged int    `json:"unchanged"`
	Frozen    string `json:"frozen"` // why it is on pause; "" when it is not
	Held      int    `json:"held"`   // rows whose removal waits for a person
}

// A ProblemReport is one cell to put right.
type ProblemReport struct {
	Tab     string      `json:"tab"`
	Cell    string      `json:"cell"`
	Column  string      `json:"column"`
	Value   string      `json:"value"`
	Level   sheet.Level `json:"level"`
	Message string      `json:"message"`
	Kept    string      `json:"kept"`
	Fix     string      `json:"fix"`
}

// report fills in what stands, the tabs as STATE has them.
func (r *run) report(state store.State, problems []sheet.Problem, survey *sheet.Survey) {
	r.result.Stands, r.result.Due = problems, state.NextDue
	r.result.Problems = reportProblems(problems, survey)
	r.result.Tabs = []TabReport{}
	for _, schema := range sheet.Tabs() {
		t, there := state.Tabs[string(schema.Kind)]
		if !there {
			continue
		}
		tab := TabReport{Tab: string(schema.Kind), Rows: t.Rows, Unchanged: t.Live, Held: t.Held}
		if t.Paused != "" {
			tab.Frozen = reason(schema, t.Paused, problems)
		}
		r.counts[schema.Kind].into(&tab)
		r.result.Tabs = append(r.result.Tabs, tab)
	}
}

// zoneSaid returns the school's zone as an unchanged spreadsheet says it: in the
// Settings tab, else as a whole. It is "" where what it says now need not be
// what is in force.
func zoneSaid(survey *sheet.Survey, state store.State, sheetZone string) string {
	p := settingsPlan{values: survey.Settings.Values}
	_, had := state.Tabs[string(sheet.SettingsTab)]
	lost := had && (survey.Settings.Title == "" || survey.Settings.Paused != nil)
	if lost || p.value(timeZone).State == sheet.Bad {
		return ""
	}
	zone := p.calendar(sheetZone).Zone
	if zone == nil {
		zone = time.UTC
	}
	return zone.String()
}

// counts are what the rounds of a run did to one tab.
type counts struct {
	created, updated, removed, revived int
	same                               int // in the last round that matched the tab
	matched                            bool
}

// count adds what a draft does to each tab.
func (r *run) count(d *draft) {
	for _, t := range d.tabs {
		if t.plan == nil {
			continue
		}
		c := r.counts[t.layout.Schema.Kind]
		c.same, c.matched = t.plan.Same-c.touched(), true // rows of earlier rounds are not unchanged
		c.created += t.plan.Created
		c.updated += t.plan.Updated
		c.removed += t.plan.Removed
		c.revived += t.plan.Revived
		r.counts[t.layout.Schema.Kind] = c
	}
}

func (c counts) touched() int { return c.created + c.updated + c.revived }

// into puts the counts into the tab's report.
func (c counts) into(tab *TabReport) {
	if c.matched {
		tab.Created, tab.Updated, tab.Removed, tab.Revived, tab.Unchanged = c.created, c.updated, c.removed, c.revived, max(0, c.same)
	}
}

// reason says in words why a tab is on pause.
func reason(schema *sheet.TabSchema, code string, problems []sheet.Problem) string {
	for _, p := range problems {
		if p.Tab == schema.Kind && string(p.Code) == code {
			return words.PauseReason(p.Text().What)
		}
	}
	return code
}

func reportProblems(problems []sheet.Problem, survey *sheet.Survey) []ProblemReport {
	list := []ProblemReport{}
	at := map[string]int{}
	for _, p := range problems {
		text := p.Text()
		one := ProblemReport{
			Tab: string(p.Tab), Cell: address(headed(p, survey)), Column: p.Column, Value: p.Value, Level: p.Level,
			Message: text.Message(), Kept: p.Kept, Fix: text.Todo,
		}
		key := one.Tab + "\x00" + one.Cell
		if i, again := at[key]; again && one.Cell != "" {
			list[i].Message += " " + one.Message
			if one.Level == sheet.Fix && list[i].Level != sheet.Fix {
				list[i].Level, list[i].Fix = one.Level, one.Fix
			}
			continue
		}
		at[key] = len(list)
		list = append(list, one)
	}
	return list
}

// headed returns a problem that puts a whole tab on pause at the header of its
// column, where staff look for it.
func headed(p sheet.Problem, survey *sheet.Survey) sheet.Problem {
	l := survey.Tab(p.Tab)
	if p.Code != sheet.Scrambled || l == nil || l.Header == 0 {
		return p
	}
	p.Row, p.At = l.Header, 0
	if len(p.Args) > 0 {
		p.Column = p.Args[0]
		p.At = max(0, l.Columns[l.Schema.Column(p.Column)])
	}
	return p
}

// address is the cell that a problem is shown at: the first of its row where it
// is about a whole row.
func address(p sheet.Problem) string {
	if p.Row > 0 && p.At < 0 {
		return "A" + strconv.Itoa(p.Row)
	}
	return p.Cell()
}
