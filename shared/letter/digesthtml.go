package letter

import (
	"embed"
	"html/template"
	"strings"

	"shelfmates/shared/words"
)

//go:embed template/*.html
var templates embed.FS

var digestPage = template.Must(template.New("digest.html").Funcs(template.FuncMap{
	"lines":   func(s string) []string { return strings.Split(s, "\n") },
	"head":    headings,
	"capital": words.UpperFirst,
}).ParseFS(templates, "template/*.html"))

// headings gives templates the sentences that do not depend on facts.
func headings(name string) string {
	switch name {
	case "thank":
		return words.HeadThank
	case "glance":
		return words.HeadGlance
	case "in full":
		return words.InFull
	case "meet":
		return words.HeadMeet
	case "read once":
		return words.ReadOnce
	case "why":
		return words.WhyDigest
	case "stop in team":
		return words.StopInTeam
	}
	return ""
}

// html writes the digest as a document. The template takes no HTML from facts,
// and has been run with every sort of them: an error is a fault in it.
func (v digestView) html() string {
	var b strings.Builder
	if err := digestPage.Execute(&b, v); err != nil {
		panic("letter: write digest: " + err.Error())
	}
	return words.Clean(b.String())
}
