package dashboard

import (
	"embed"
	"html/template"
	"io/fs"
	"path"
	"strings"

	"shelfmates/shared/chart"
	"shelfmates/shared/words"
)

//go:embed page
var pageFiles embed.FS

// parseTemplates returns the template of each page, by the name of its file.
// Each is the layout with all parts, and the page as "main" in it.
func parseTemplates() map[string]*template.Template {
	shared := template.New("").Option("missingkey=error")
	template.Must(shared.ParseFS(chart.Templates(), "*.html"))
	template.Must(shared.ParseFS(pageFiles, "page/part/*.html"))
	template.Must(shared.ParseFS(pageFiles, "page/layout.html"))
	names, err := fs.Glob(pageFiles, "page/*.html")
	if err != nil {
		panic("dashboard: list templates: " + err.Error())
	}
	all := map[string]*template.Template{}
	for _, file := range names {
		if name := path.Base(file); name != "layout.html" {
			one := template.Must(shared.Clone())
			all[name] = template.Must(one.ParseFS(pageFiles, file))
		}
	}
	return all
}

// A frame is what stands around every page.
type frame struct {
	Title  string // of the place; the page's own title goes before it
	School string
	Home   string
	Assets struct{ Style, Script, Icon string }
	Every  int64 // milliseconds between two looks; 0 = no script
	Say    string
	Places []place
	// Waiting sums up what waits in all places; "" when nothing does.
	Waiting     string
	WaitingSays string // the same for screen readers
	AsOf        string
	Day         string // for print
	Try         []string
	Notes       []notice
	Year        string
}

// A place is one entry of the menu.
type place struct {
	Text, Link string
	Here       bool
	Count      string // what waits there; "" when nothing does
	CountSays  string // the same for screen readers
}

// A notice is something that is true of the whole sheet and that readers need
// to know on every page.
type notice struct {
	Text, Link, LinkText string
	Urgent               bool // a person has to act
}

// bare is the frame of a page that needs no records.
func (p *pages) bare(title string) frame {
	f := frame{Title: title, School: "Shelfmates", Home: p.Base + "/", Say: words.PageIsNew()}
	f.Assets.Style = p.Base + "/assets/" + p.assets.style
	f.Assets.Script = p.Base + "/assets/" + p.assets.script
	f.Assets.Icon = p.Base + "/assets/" + p.assets.icon
	f.Every = p.Poll.Milliseconds()
	return f
}

// frame is what stands around a page with records on it. Here is the path of
// the place that the page belongs to: "/partners".
func (p *pages) frame(d *desk, viewer Viewer, here string) frame {
	f := p.bare("")
	if d.Settings.SchoolName != "" {
		f.School = d.Settings.SchoolName
	}
	f.AsOf = words.ReadAt(onDate(d.dayOf(d.AsOf)), d.date, d.clockOf(d.AsOf), p.SheetName)
	f.Day = d.date.Full()
	f.Try = p.Try
	f.Notes = d.notices(p.links())
	if viewer != Staff {
		for i := range f.Notes {
			f.Notes[i].Link = "" // the page behind it is for staff
		}
	}
	waiting := d.waiting
	if viewer == Staff {
		waiting += len(d.fixes)
	}
	f.Waiting, f.WaitingSays = count(waiting), words.NumberWaiting(waiting)
	for _, one := range []place{
		{Text: words.LabelOverview, Link: "/"},
		{Text: words.LabelPartners, Link: "/partners"},
		{Text: words.LabelThanks, Link: "/thanks", Count: count(d.waiting), CountSays: words.NumberWaiting(d.waiting)},
		{Text: words.LabelMeetings, Link: "/meetings"},
		{Text: words.LabelPrograms, Link: "/programs"},
		{Text: words.LabelVolunteers, Link: "/volunteers"},
		{Text: words.LabelIdeas, Link: "/ideas"},
		{Text: words.LabelCellsToFix, Link: "/fix", Count: count(len(d.fixes)), CountSays: words.NumberWaiting(len(d.fixes))},
		{Text: words.LabelMail, Link: "/mail"},
	} {
		if one.Link == "/mail" && p.Outbox == nil {
			continue
		}
		if viewer != Staff && (one.Link == "/fix" || one.Link == "/mail") {
			continue
		}
		one.Here = one.Link == here
		one.Link = p.Base + one.Link
		f.Places = append(f.Places, one)
	}
	return f
}

func count(n int) string {
	if n == 0 {
		return ""
	}
	return strings.TrimSpace(words.Number(n))
}
