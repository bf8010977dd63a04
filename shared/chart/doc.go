// Package chart turns numbers into drawings that a page shows as inline SVG,
// with the same numbers in a table beside them.
//
//	numbers --Draw--> Drawing (ready strings) --template "chart.bars"--> SVG + table
//
// A drawing holds no colours and no styles, only classes, so that one sheet of
// CSS serves light, dark and print, and a strict content security policy
// holds. Widths are percentages and heights are pixels: a drawing is as wide
// as its column, and its letters keep their size on a phone. Bars start at
// zero, a month without data is a gap and not a zero, the last value is
// marked, and at most three hues and one texture are used.
package chart
