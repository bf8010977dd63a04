package chart

import (
	"embed"
	"io/fs"
)

//go:embed template
var files embed.FS

// Templates holds the html/template definitions "chart.bars" (of a Drawing),
// "chart.meter" (of a Meter) and "chart.spark" (of a Spark). They need no
// functions.
func Templates() fs.FS {
	sub, err := fs.Sub(files, "template")
	if err != nil {
		panic("chart: embedded templates are missing: " + err.Error())
	}
	return sub
}
