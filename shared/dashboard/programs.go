package dashboard

import (
	"slices"

	"shelfmates/shared/partnership"
	"shelfmates/shared/words"
)

// programsPage is everything that partners and the school do together.
type programsPage struct {
	Files    *downloads
	Sentence string
	Running  drawer
	Others   drawer
	HasOther bool
	Gaps     []gap // of the programs that this page shows
	Nothing  *empty
}

// gap is what a program lacks, with one thing to do.
type gap struct {
	Program link
	Text    string
}

var programHeads = []head{{Text: words.LabelProgram}, {Text: words.LabelWith}, {Text: words.LabelAtSchool}, {Text: words.LabelHoursThisYear, Number: true}, {Text: words.LabelStudentVisits, Number: true}}

func (p *pages) programs(d *desk, r *request) (any, error) {
	page := programsPage{
		Running: drawer{Caption: words.LabelRunningPrograms, Heads: programHeads},
		Others:  drawer{Caption: words.LabelOtherPrograms, Heads: programHeads},
	}
	running := 0
	for i := range d.Programs {
		one := &d.Programs[i]
		list := &page.Others
		status := d.index.ProgramStatus(one, d.today)
		if status == partnership.ProgramRunning {
			list = &page.Running
			running++
		}
		sum := d.programSum[partnership.Key(one.ID)]
		hours := cell{Link: link{Text: words.Hours(sum.Minutes)}}
		if sum.Minutes > 0 {
			hours.Link.Href = r.links.program(one.ID) + "#sessions"
		}
		note := one.ProgramKind
		if list == &page.Others {
			note = string(status)
		}
		list.add(link{one.Name, r.links.program(one.ID)}, note,
			text(d.names(one.Partners)), text(d.names(d.schoolSide(one))), hours, text(numberOrNone(sum.Students)))
	}
	page.Files = p.downloads(r, partnership.Programs)
	pagedBoth(&page.Running, &page.Others, pageRows, r)
	page.HasOther = len(page.Others.Rows) > 0
	page.Sentence = words.ProgramsRunning(running)
	shown := map[string]bool{}
	for _, one := range slices.Concat(page.Running.Rows, page.Others.Rows) {
		shown[one.Name.Href] = true
	}
	for _, g := range d.index.ProgramGaps(d.today) {
		if program := (link{g.Program.Name, r.links.program(g.Program.ID)}); shown[program.Href] {
			page.Gaps = append(page.Gaps, gap{program, words.ProgramLacks(g.NoTeacher, g.NoAdministrator)})
		}
	}
	if len(d.Programs) == 0 {
		page.Nothing = &empty{
			Say: words.NoPrograms(), How: words.HowProgramsAppear(),
			Heads: []string{"Program", "Kind", "Partners", "Starts"}, Example: words.ExampleProgram(),
		}
	}
	return page, nil
}

// schoolSide is who of the school belongs to a program.
func (d *desk) schoolSide(p *partnership.Program) []partnership.Ref {
	who := slices.Clone(p.Teachers)
	if p.Administrator != (partnership.Ref{}) && !slices.Contains(who, p.Administrator) {
		who = append(who, p.Administrator)
	}
	return who
}

// names joins the names of refs as a sentence does.
func (d *desk) names(refs []partnership.Ref) string {
	var all []string
	for _, r := range refs {
		if name := d.index.Name(d.index.Key(r)); name != "" {
			all = append(all, name)
		} else if r.Name != "" {
			all = append(all, r.Name)
		}
	}
	return words.List(all)
}

// numberOrNone writes a number, and nothing for none.
func numberOrNone(n int) string {
	if n == 0 {
		return ""
	}
	return words.Number(n)
}

// programPage is one program; of a visit it is the kit to print.
type programPage struct {
	Name, Kind string
	Status     tag
	Facts      []fact
	Outcome    string
	Book       string
	Questions  []string
	Checklist  []check
	Left       string // "2 of 5 are still to do."
	Ideas      []link
	Sessions   drawer
	Sum        string
}

// fact is one line of a card.
type fact struct {
	Name  string
	Texts []link
}

// check is one line of a checklist.
type check struct {
	Text string
	Done bool
}

func (p *pages) program(d *desk, r *request) (any, error) {
	at, ok := d.at[partnership.Programs][partnership.ID(r.PathValue("id"))]
	if !ok {
		return nil, errNotFound
	}
	one := &d.Programs[at]
	key := partnership.Key(one.ID)
	page := programPage{
		Name: one.Name, Kind: one.ProgramKind, Outcome: one.Outcome, Book: one.Book,
		Questions: one.StudentQuestions,
		Status:    statusTag(d.index.ProgramStatus(one, d.today)),
	}
	facts := facts{}
	facts.refs(words.LabelWith, d, r.links, one.Partners)
	facts.refs(words.LabelTeacher, d, r.links, one.Teachers)
	facts.refs(words.LabelAdministrator, d, r.links, []partnership.Ref{one.Administrator})
	facts.text(words.LabelWhen, words.FromTo(onDate(one.Starts), onDate(one.Ends), d.date))
	facts.text(words.LabelMeets, one.Meets)
	facts.text(words.LabelGradeOrGroup, one.Grade)
	facts.text(words.LabelGoal, one.Goal)
	facts.text(words.LabelStudentsServed, numberOrNone(one.StudentsServed))
	facts.refs(words.LabelGrewFrom, d, r.links, one.GrewFrom)
	for _, idea := range d.index.IdeasThatLedTo(key) {
		facts.text(words.LabelSuggestedBy, words.SuggestedBy(d.names([]partnership.Ref{idea.From}), idea.Text))
	}
	page.Facts = facts.all
	done := 0
	for _, line := range one.Checklist {
		page.Checklist = append(page.Checklist, check{line.Text, line.Done})
		if line.Done {
			done++
		}
	}
	page.Left = words.ChecklistLeft(len(one.Checklist)-done, len(one.Checklist))
	page.Sessions = newSessions(words.SessionsOf(one.Name))
	for e := range d.index.HoursIn(key, d.today) {
		page.Sessions.Rows = append(page.Sessions.Rows, d.session(r.links, e, r.viewer))
	}
	page.Sessions.without(words.LabelProgram)
	newestFirst(&page.Sessions, r)
	all := d.index.ServiceIn(key, d.today)
	page.Sum = words.SessionsSum(all.Sessions, all.Service, all.Students)
	return page, nil
}

// statusTag is the word and mark of a program's status.
func statusTag(s partnership.ProgramStatus) tag {
	switch s {
	case partnership.ProgramRunning:
		return tag{string(partnership.ProgramRunning), "is-good"}
	case partnership.ProgramPlanned:
		return tag{string(partnership.ProgramPlanned), "is-news is-hollow"}
	case partnership.ProgramFinished:
		return tag{string(partnership.ProgramFinished), "is-square"}
	}
	return tag{string(s), "is-hollow"}
}

// facts gathers the lines of a card and leaves out what is not known.
type facts struct{ all []fact }

func (f *facts) text(name, value string) {
	if value != "" {
		f.all = append(f.all, fact{name, []link{{Text: value}}})
	}
}

func (f *facts) link(name string, l link) {
	if l.Text != "" {
		f.all = append(f.all, fact{name, []link{l}})
	}
}

func (f *facts) refs(name string, d *desk, l links, refs []partnership.Ref) {
	var all []link
	for _, r := range refs {
		if one := d.who(l, r); one.Text != "" {
			all = append(all, one)
		}
	}
	if len(all) > 0 {
		f.all = append(f.all, fact{name, all})
	}
}
