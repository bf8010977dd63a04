package chart

import (
	"math"
	"strconv"
)

// MaxSeries is how many series one chart may stack: more hues than that can
// no longer be told apart.
const MaxSeries = 3

// A Point is one bar.
type Point struct {
	Label string    // under the bar, a few letters: "Oct"
	Name  string    // in the table: "October 2026"
	Parts []float64 // one for each series, from the bottom up; nil is a gap
	Texts []string  // the parts as people read them, for the table
	Top   string    // over the bar, a few letters: "41"
	Link  string    // where the rows behind it are; "" when there are none
}

// Bars are values over time as upright bars.
type Bars struct {
	ID      string // unique on its page
	Title   string // what is drawn: "Volunteer hours by month"
	Caption string // what it shows, as a sentence
	Axis    string // head of the table's first column: "Month"
	Series  []string
	Points  []Point
	Open    bool // the last bar's time is not over: it is drawn with texture
}

// Sizes of a drawing in CSS pixels.
const (
	barsHeight = 208
	barsTop    = 28 // room for the label over the highest bar
	barsFoot   = 28 // room for the labels under the bars
)

// A Drawing is what the template "chart.bars" prints.
type Drawing struct {
	Bars
	Height   int
	Base     int // y of the zero line
	Lines    []Line
	Columns  []Column
	Drawable bool // there is a value at all
}

// A Line is a level with its value, printed at the left.
type Line struct {
	Y    int
	Text string
}

// A Column is one bar with its labels.
type Column struct {
	Point
	Middle  string // x of its labels
	Boxes   []Box
	TopY    int
	Marked  bool // the last value
	Gap     bool // no data
	Partial bool // its time is not over
	Between bool // its label gives way on a phone
	LabelY  int
}

// A Box is one rectangle of a bar.
type Box struct {
	X, Width  string // percentages
	Y, Height int
	Class     string
}

// Draw lays the bars out. It panics when there are more than MaxSeries
// series, which is a bug of its caller.
func (b Bars) Draw() Drawing {
	if len(b.Series) > MaxSeries {
		panic("chart: more than three series")
	}
	d := Drawing{Bars: b, Height: barsHeight, Base: barsHeight - barsFoot}
	highest, last := 0.0, -1
	for i, p := range b.Points {
		if p.Parts != nil {
			highest, last = max(highest, sum(p.Parts)), i
		}
	}
	d.Drawable = last >= 0
	ceiling := Ceiling(highest)
	span := float64(d.Base - barsTop)
	for _, share := range []float64{1, 0.5} {
		d.Lines = append(d.Lines, Line{Y: d.Base - int(span*share), Text: number(ceiling * share)})
	}
	slot := 100 / float64(max(1, len(b.Points)))
	for i, p := range b.Points {
		c := Column{
			Point: p, Middle: percent(slot * (float64(i) + 0.5)), Gap: p.Parts == nil,
			Marked: i == last, Partial: b.Open && i == len(b.Points)-1, LabelY: barsHeight - 8,
			Between: len(b.Points) > 8 && (len(b.Points)-1-i)%2 == 1,
		}
		top := float64(d.Base)
		for series, v := range p.Parts {
			height := v / ceiling * span
			if v <= 0 {
				continue
			}
			box := Box{
				X: percent(slot * (float64(i) + 0.16)), Width: percent(slot * 0.68),
				Y: int(math.Round(top - height)), Class: "series-" + strconv.Itoa(series+1),
			}
			box.Height = max(1, int(math.Round(top))-box.Y)
			c.Boxes = append(c.Boxes, box)
			top -= height
		}
		c.TopY = int(math.Round(top)) - 6
		d.Columns = append(d.Columns, c)
	}
	d.thin()
	return d
}

// thin leaves out labels over bars where there is no room for all of them,
// but keeps the highest and the last one's.
func (d *Drawing) thin() {
	longest := 0
	for _, c := range d.Columns {
		longest = max(longest, len([]rune(c.Top)))
	}
	const room = 45 // letters that fit side by side on a phone
	if longest*len(d.Columns) <= room {
		return
	}
	highest := 0
	for i, c := range d.Columns {
		if sum(c.Parts) > sum(d.Columns[highest].Parts) {
			highest = i
		}
	}
	for i := range d.Columns {
		if i != highest && !d.Columns[i].Marked {
			d.Columns[i].Top = ""
		}
	}
}

// Ceiling returns the round number, 1, 2, 4, 5, 6 or 8 times a power of ten,
// that is the top of a scale for values up to highest. Its half is round as
// well. It is 1 for nothing.
func Ceiling(highest float64) float64 {
	if highest <= 0 || math.IsNaN(highest) || math.IsInf(highest, 0) {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(highest)))
	for _, step := range []float64{1, 2, 4, 5, 6, 8} {
		if highest <= step*power {
			return step * power
		}
	}
	return 10 * power
}

func sum(parts []float64) float64 {
	total := 0.0
	for _, v := range parts {
		total += v
	}
	return total
}

func percent(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) + "%" }

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
