package dashboard

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"shelfmates/shared/partnership"
	"shelfmates/shared/words"
)

// Tables gives whole tabs as files, as "csv" or "xlsx". Nothing in them may be
// taken for a formula. It may be called by any number of goroutines at once.
type Tables interface {
	WriteTable(ctx context.Context, w io.Writer, tab partnership.Kind, format string) error
}

// downloads leads from a list to the files of its tab.
type downloads struct {
	Says  string // "Download the tab Hours:"
	Links []link
}

// tabFiles are the names of the files by tab, without their ending.
var tabFiles = map[partnership.Kind]string{
	partnership.Partners: "partners", partnership.Volunteers: "volunteers", partnership.HoursTab: "hours",
	partnership.Donations: "donations", partnership.Recognitions: "recognition", partnership.Programs: "programs",
	partnership.Meetings: "meetings", partnership.Ideas: "ideas",
}

// formats are what a tab can be downloaded as: the ending of the file, which
// names the format, and its media type.
var formats = []struct{ ending, media string }{
	{"csv", "text/csv; charset=utf-8; header=present"},
	{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
}

// downloads returns the files of a tab; nil for who may not have them.
func (p *pages) downloads(r *request, tab partnership.Kind) *downloads {
	name := tabFiles[tab]
	if p.Tables == nil || r.viewer != Staff || name == "" {
		return nil
	}
	d := &downloads{Says: words.DownloadTab(string(tab))}
	for _, f := range formats {
		d.Links = append(d.Links, link{words.FileFormat(f.ending), r.links.to("tables/" + name + "." + f.ending)})
	}
	return d
}

// table sends one tab as a file, for staff: it holds addresses and private
// notes. Browsers keep none of it, and run nothing of it.
func (p *pages) table(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("file")
	tab, media, ok := tableOf(name)
	if !ok || p.viewer(r) != Staff {
		p.fail(w, r, errNotFound)
		return
	}
	var body bytes.Buffer
	_, format, _ := strings.Cut(name, ".")
	if err := p.Tables.WriteTable(r.Context(), &body, tab, format); err != nil {
		p.fail(w, r, fmt.Errorf("write table %s: %w", tab, err))
		return
	}
	h := w.Header()
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
	h.Set("Content-Type", media)
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	h.Set("Content-Length", strconv.Itoa(body.Len()))
	h.Set("Cache-Control", "private, no-store")
	w.Write(body.Bytes())
}

// tableOf says which tab a file name means, and the media type of the file.
func tableOf(file string) (partnership.Kind, string, bool) {
	name, ending, _ := strings.Cut(file, ".")
	for tab, known := range tabFiles {
		if known != name {
			continue
		}
		for _, f := range formats {
			if f.ending == ending {
				return tab, f.media, true
			}
		}
	}
	return "", "", false
}
