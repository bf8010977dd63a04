package dashboard

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"net/http"
	"path"
	"strings"
)

//go:embed style script
var files embed.FS

// styles are the files of our one style sheet, in the order in which later
// ones may lean on earlier ones.
var styles = []string{"tokens", "base", "frame", "card", "list", "attention", "tile", "chart", "story", "empty", "mail"}

// An asset is a file that pages name under a hash of its content, so that it
// can be kept for a year and is never stale.
type asset struct {
	name, mediaType string
	content         []byte
}

// assets are all of them, and their names.
type assets struct {
	style, script, icon string
	byName              map[string]asset
}

func bundle() assets {
	var css [][]byte
	for _, name := range styles {
		css = append(css, embedded("style/"+name+".css"))
	}
	style := hashed("page.css", "text/css; charset=utf-8", bytes.Join(css, []byte("\n")))
	script := hashed("live.js", "text/javascript; charset=utf-8", embedded("script/live.js"))
	icon := hashed("icon.svg", "image/svg+xml", embedded("style/icon.svg"))
	return assets{
		style: style.name, script: script.name, icon: icon.name,
		byName: map[string]asset{style.name: style, script.name: script, icon.name: icon},
	}
}

func hashed(name, mediaType string, content []byte) asset {
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	return asset{
		name:      strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext,
		mediaType: mediaType, content: content,
	}
}

func embedded(name string) []byte {
	content, err := files.ReadFile(name)
	if err != nil {
		panic("dashboard: embedded file is missing: " + err.Error())
	}
	return content
}

func (p *pages) asset(w http.ResponseWriter, r *http.Request) {
	a, ok := p.assets.byName[r.PathValue("name")]
	if !ok {
		p.fail(w, r, errNotFound)
		return
	}
	w.Header().Set("Content-Type", a.mediaType)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Write(a.content)
}
