package googlefake

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"shelfmates/shared/sheet"
)

//go:embed page
var pageFiles embed.FS

var pageTemplate = template.Must(template.ParseFS(pageFiles, "page/page.html"))

const pagePolicy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// rowsAtOnce is how many rows the page shows of a tab.
const rowsAtOnce = 100

// page answers for the small page on which a newcomer of the demo edits the
// sheets: "/" and "/sheet/ID". It reports whether the path is one of these.
func (f *Fake) page(w http.ResponseWriter, r *http.Request) bool {
	id, ofSheet := strings.CutPrefix(r.URL.Path, "/sheet/")
	switch {
	case r.URL.Path == "/page.css":
		http.ServeFileFS(w, r, pageFiles, "page/page.css")
		return true
	case r.URL.Path == "/" || ofSheet:
	default:
		return false
	}
	w.Header().Set("Content-Security-Policy", pagePolicy)
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "no-store")
	if err := http.NewCrossOriginProtection().Check(r); err != nil {
		http.Error(w, "This form was sent by another page.", http.StatusForbidden)
		return true
	}
	if !ofSheet {
		f.index(w, r)
		return true
	}
	s := f.Sheet(id)
	if s == nil {
		http.Error(w, "There is no such sheet here.", http.StatusNotFound)
		return true
	}
	if r.Method != http.MethodPost {
		s.show(w, r.URL.Query(), "")
		return true
	}
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	if err := r.ParseForm(); err != nil {
		http.Error(w, "The form cannot be read.", http.StatusBadRequest)
		return true
	}
	if err := s.submit(r.PostForm); err != nil {
		s.show(w, r.PostForm, err.Error())
		return true
	}
	back := url.Values{"tab": {r.PostForm.Get("tab")}, "from": {r.PostForm.Get("from")}}
	if r.PostForm.Get("all") != "" {
		back.Set("all", "1")
	}
	http.Redirect(w, r, s.path()+"?"+back.Encode(), http.StatusSeeOther)
	return true
}

// PageURL is the address of the page on which people edit the sheet.
func (s *Spreadsheet) PageURL() string { return s.fake.base + s.path() }

func (s *Spreadsheet) path() string { return "/sheet/" + url.PathEscape(s.id) }

// index leads to the only sheet, or lists them.
func (f *Fake) index(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	var v view
	for _, s := range f.files {
		if !s.deleted {
			v.Sheets = append(v.Sheets, link{Title: s.name, Path: s.path()})
		}
	}
	f.mu.Unlock()
	if len(v.Sheets) == 1 {
		http.Redirect(w, r, v.Sheets[0].Path, http.StatusSeeOther)
		return
	}
	render(w, v)
}

// submit does what a form asks for. Its errors are sentences for the person.
func (s *Spreadsheet) submit(form url.Values) error {
	row, _ := strconv.Atoi(form.Get("row"))
	column, _ := strconv.Atoi(form.Get("column"))
	switch form.Get("do") {
	case "undo":
		if s.Undo() != nil {
			return advise("Nothing was edited yet.")
		}
		return nil
	case "delete":
		return s.edit(form.Get("tab"), func(t *tab) error {
			if row < 1 || row > t.rows || t.rows == 1 {
				return advise("There is no row %d.", row)
			}
			t.remove(rowsDimension, row-1, 1)
			return nil
		})
	case "add":
		return s.edit(form.Get("tab"), func(t *tab) error {
			r := t.lastRow()
			for name, values := range form {
				c, err := strconv.Atoi(strings.TrimPrefix(name, "cell"))
				if !strings.HasPrefix(name, "cell") || err != nil || c < 0 || c >= t.cols {
					continue
				}
				typed, err := s.typed(lineEnds(values[0]), cell{format: t.at(max(r-1, 0), c).format})
				if err != nil {
					return err
				}
				if !typed.blank() {
					t.grow(r, c)
					t.put(r, c, t.at(r, c).with(typed))
				}
			}
			return nil
		})
	}
	return s.edit(form.Get("tab"), func(t *tab) error {
		if row < 1 || row > t.rows || column < 0 || column >= t.cols {
			return advise("There is no such cell.")
		}
		old := t.at(row-1, column)
		typed, err := s.typed(lineEnds(form.Get("text")), old)
		if err != nil {
			return err
		}
		t.put(row-1, column, old.with(typed))
		return nil
	})
}

// lineEnds undoes what forms make of line ends.
func lineEnds(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }

// A view is all that the page shows.
type view struct {
	Title, Path, Trouble string
	Sheets               []link // of the list
	Tabs                 []link
	Tab                  string
	All                  bool // folded columns too
	Folded               int  // columns that are folded away
	Columns              []viewColumn
	Rows                 []viewRow
	From, AddTo          int    // the first row shown, the row that "add" fills
	Next, Previous       string // addresses, "" where there are no more rows
	ShowAll              string
}

type link struct {
	Title, Path string
	Here        bool
}

type viewColumn struct {
	Letter, Header string
	At             int
}

type viewRow struct {
	Number int
	Header bool
	Cells  []viewCell
}

type viewCell struct {
	Text, Entered, Edit, Note string
	Column                    int
	Number, Editing           bool
}

// show draws one tab.
func (s *Spreadsheet) show(w http.ResponseWriter, query url.Values, trouble string) {
	s.fake.mu.Lock()
	v := view{Title: s.name, Path: s.path(), Trouble: trouble, All: query.Get("all") != ""}
	var here *tab
	for _, t := range s.tabs {
		if t.kind == gridTab && (here == nil || t.title == query.Get("tab")) {
			here = t
		}
	}
	for _, t := range s.tabs {
		if t.kind == gridTab && !t.hidden {
			v.Tabs = append(v.Tabs, link{t.title, v.Path + "?" + url.Values{"tab": {t.title}}.Encode(), t == here})
		}
	}
	if here != nil {
		s.fill(&v, here, query)
	}
	s.fake.mu.Unlock()
	if trouble != "" {
		w.WriteHeader(http.StatusUnprocessableEntity)
	}
	render(w, v)
}

func (s *Spreadsheet) fill(v *view, t *tab, query url.Values) {
	v.Tab = t.title
	width, last := 0, t.lastRow()
	for r := range t.row {
		for c := range t.row[r].cells {
			if !t.row[r].cells[c].blank() {
				width = max(width, c+1)
			}
		}
	}
	head := header(t)
	for c := range max(width, 3) {
		if fields(t.columns[c]).flag("hiddenByUser") && !v.All {
			v.Folded++
			continue
		}
		one := t.at(head, c)
		v.Columns = append(v.Columns, viewColumn{sheet.ColumnName(c), s.formatted(&one), c})
	}
	editRow, _ := strconv.Atoi(query.Get("row"))
	editColumn, err := strconv.Atoi(query.Get("column"))
	if err != nil {
		editColumn = -1
	}
	v.From, _ = strconv.Atoi(query.Get("from"))
	v.From = min(max(v.From, 1), max(last, 1))
	base := url.Values{"tab": {t.title}, "from": {strconv.Itoa(v.From)}}
	if v.All {
		base.Set("all", "1")
	}
	if v.Folded > 0 {
		v.ShowAll = v.Path + "?" + base.Encode() + "&all=1"
	}
	for r := v.From - 1; r < min(last, v.From-1+rowsAtOnce); r++ {
		row := viewRow{Number: r + 1, Header: r == head}
		for _, column := range v.Columns {
			c := t.at(r, column.At)
			note, _ := c.rest["note"].(string)
			row.Cells = append(row.Cells, viewCell{
				Text: s.formatted(&c), Entered: s.entry(&c), Note: note, Column: column.At, Number: c.shown().kind == numberValue,
				Editing: r+1 == editRow && column.At == editColumn,
				Edit:    v.Path + "?" + base.Encode() + "&row=" + strconv.Itoa(r+1) + "&column=" + strconv.Itoa(column.At) + "#edit",
			})
		}
		v.Rows = append(v.Rows, row)
	}
	from := func(row int) string {
		base.Set("from", strconv.Itoa(row))
		return v.Path + "?" + base.Encode()
	}
	if v.From+rowsAtOnce <= last {
		v.Next = from(v.From + rowsAtOnce)
	}
	if v.From > 1 {
		v.Previous = from(max(v.From-rowsAtOnce, 1))
	}
	v.AddTo = last + 1
}

// header is the row with the most texts of the first twenty, from 0.
func header(t *tab) int {
	best, most := 0, 0
	for r := range min(20, len(t.row)) {
		n := 0
		for c := range t.row[r].cells {
			if t.row[r].cells[c].value.kind == textValue {
				n++
			}
		}
		if n > most {
			best, most = r, n
		}
	}
	return best
}

func render(w http.ResponseWriter, v view) {
	var b bytes.Buffer
	if err := pageTemplate.Execute(&b, v); err != nil {
		http.Error(w, "The page cannot be drawn.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Write(b.Bytes()) //nolint:errcheck // the reader may be gone
}
