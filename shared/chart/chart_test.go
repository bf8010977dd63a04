package chart

import (
	"html/template"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestBars(t *testing.T) {
	bars := Bars{
		ID: "hours", Title: "Volunteer hours by month", Axis: "Month", Series: []string{"Service"}, Open: true,
		Points: []Point{
			{Label: "Aug", Name: "August", Parts: []float64{40}, Texts: []string{"40"}, Top: "40"},
			{Label: "Sep", Name: "September"},
			{Label: "Oct", Name: "October", Parts: []float64{0}, Texts: []string{"0"}, Top: "0"},
			{Label: "Nov", Name: "November", Parts: []float64{20}, Texts: []string{"20"}, Top: "20", Link: "/hours"},
		},
	}
	d := bars.Draw()

	t.Run("a bar's height is its share of the scale, from zero", func(t *testing.T) {
		full := d.Base - barsTop
		if got := d.Columns[0].Boxes[0].Height; got != full {
			t.Errorf("the bar of 40 on a scale to %v is %d high, want all of %d", Ceiling(40), got, full)
		}
		if got := d.Columns[3].Boxes[0].Height; got != full/2 {
			t.Errorf("the bar of 20 is %d high, want %d", got, full/2)
		}
	})
	t.Run("a month without data is a gap, a month of nothing is a zero", func(t *testing.T) {
		if !d.Columns[1].Gap || d.Columns[2].Gap {
			t.Errorf("gaps: September %v, October %v; want true, false", d.Columns[1].Gap, d.Columns[2].Gap)
		}
	})
	t.Run("only the last value is marked", func(t *testing.T) {
		for i, c := range d.Columns {
			if c.Marked != (i == 3) {
				t.Errorf("column %s: marked is %v", c.Name, c.Marked)
			}
		}
	})
	t.Run("the parts of a bar stand on one another", func(t *testing.T) {
		stacked := Bars{Series: []string{"a", "b"}, Points: []Point{{Parts: []float64{3, 5}}}}.Draw()
		low, high := stacked.Columns[0].Boxes[0], stacked.Columns[0].Boxes[1]
		if high.Y+high.Height != low.Y || low.Y+low.Height != stacked.Base {
			t.Errorf("boxes %+v and %+v do not stand on one another and on %d", low, high, stacked.Base)
		}
	})
	t.Run("the page shows every number again in a table", func(t *testing.T) {
		page := print(t, "chart.bars", d)
		for _, want := range []string{`role="img"`, "<title", "<desc", "<table", ">40</td>", ">no data</td>", `href="/hours"`, "url(#hours-hatch)"} {
			if !strings.Contains(page, want) {
				t.Errorf("the figure lacks %q:\n%s", want, page)
			}
		}
		if strings.Contains(page, "style=") {
			t.Error("the figure has an inline style")
		}
	})
	t.Run("without any data there is a table and no drawing", func(t *testing.T) {
		page := print(t, "chart.bars", Bars{ID: "none", Title: "Hours", Series: []string{"Service"}, Points: []Point{{Name: "August"}}}.Draw())
		if strings.Contains(page, "<svg") || !strings.Contains(page, "no data") {
			t.Errorf("got %s", page)
		}
	})
	t.Run("names with markup in them stay names", func(t *testing.T) {
		page := print(t, "chart.bars", Bars{ID: "x", Title: "<script>", Series: []string{"<b>"}, Points: []Point{{Name: "<i>", Label: "</svg>", Parts: []float64{1}, Texts: []string{"1"}}}}.Draw())
		for _, bad := range []string{"<script>", "<b>", "<i>"} {
			if strings.Contains(page, bad) {
				t.Errorf("the figure holds %q unescaped", bad)
			}
		}
	})
	t.Run("labels that would collide give way, but not the highest and the last", func(t *testing.T) {
		var many Bars
		many.Series = []string{"Service"}
		for i := range 12 {
			many.Points = append(many.Points, Point{Parts: []float64{float64(i % 7)}, Top: "1,204 h"})
		}
		var left []int
		for i, c := range many.Draw().Columns {
			if c.Top != "" {
				left = append(left, i)
			}
		}
		if len(left) != 2 || left[0] != 6 || left[1] != 11 {
			t.Errorf("labels stay at %v, want at 6 and 11", left)
		}
	})
}

func TestBarsStayInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		series := rapid.IntRange(1, MaxSeries).Draw(t, "series")
		bars := Bars{Series: make([]string, series)}
		for range rapid.IntRange(0, 14).Draw(t, "points") {
			bars.Points = append(bars.Points, Point{Parts: rapid.SliceOfN(rapid.Float64Range(0, 1e7), series, series).Draw(t, "parts")})
		}
		d := bars.Draw()
		for _, c := range d.Columns {
			for _, box := range c.Boxes {
				if box.Y < barsTop-1 || box.Height < 1 || box.Y+box.Height > d.Base+MaxSeries {
					t.Fatalf("box %+v leaves the plot between %d and %d", box, barsTop, d.Base)
				}
			}
		}
	})
}

func TestCeiling(t *testing.T) {
	for _, c := range []struct{ highest, want float64 }{
		{0, 1}, {-3, 1}, {math.NaN(), 1}, {math.Inf(1), 1}, {0.3, 0.4}, {1, 1}, {3, 4}, {4.2, 5}, {7, 8}, {9, 10}, {41, 50}, {612, 800}, {950, 1000},
	} {
		if got := Ceiling(c.highest); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("Ceiling(%v) = %v, want %v", c.highest, got, c.want)
		}
	}
}

func TestMeter(t *testing.T) {
	for _, c := range []struct {
		name        string
		value, most float64
		want        string
	}{
		{"nothing is no bar", 0, 10, "0%"},
		{"half", 5, 10, "50.00%"},
		{"very little still shows", 0.001, 10, "1.00%"},
		{"more than the most ends at the edge", 20, 10, "100.00%"},
		{"no scale is no bar", 5, 0, "0%"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := MeterOf(c.value, c.most).Width; got != c.want {
				t.Errorf("MeterOf(%v, %v) = %s, want %s", c.value, c.most, got, c.want)
			}
		})
	}
}

func TestSpark(t *testing.T) {
	s := SparkOf([]float64{4, math.NaN(), 0, 2})
	if want := "M0 0h6v24h-6z"; s.Path != want {
		t.Errorf("path is %q, want %q: the gap and the zero draw nothing", s.Path, want)
	}
	if want := "M24 12h6v12h-6z"; s.Last != want {
		t.Errorf("last bar is %q, want %q", s.Last, want)
	}
	if got := print(t, "chart.spark", s); !strings.Contains(got, s.Path) {
		t.Errorf("the spark lacks its path: %s", got)
	}
}

func print(t *testing.T, name string, data any) string {
	t.Helper()
	var page strings.Builder
	if err := template.Must(template.ParseFS(Templates(), "*.html")).ExecuteTemplate(&page, name, data); err != nil {
		t.Fatalf("print %s: %v", name, err)
	}
	return page.String()
}
