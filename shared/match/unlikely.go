package match

import (
	"strconv"

	"shelfmates/shared/partnership"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/sheet"
	"shelfmates/shared/words"
)

// How far from today a date may be before somebody is asked about it, in days:
// the day of an entry or a meeting, and any other, such as the end of an
// agreement.
const (
	entryAhead  = 2 * 366
	entryBehind = 30 * 366
	otherAhead  = 10 * 366
)

// unlikely finds values that count as they stand and can hardly be meant: the
// year 2062, and more students than the school has. An entry dated ahead is no
// slip, but nobody finds it in a number before its day.
func (s *Settled) unlikely(found map[int][]sheet.Problem, students int64) {
	p := s.pairing
	day, most := dayColumn(p.schema), studentsColumn(p.schema)
	for row := range s.rowAt {
		if s.rowAt[row] == none {
			continue
		}
		for c, v := range p.rows()[row].Values {
			col := &p.schema.Columns[c]
			one := sheet.Problem{
				Level: sheet.Note, Tab: p.schema.Kind, Row: p.rows()[row].Number, At: p.tab.Reading.Columns[c], Column: col.Name,
			}
			switch {
			case v.State != sheet.Good:
				continue
			case col.Type == sheet.Date:
				away := int(schoolyear.Day(v.Num) - p.clock.Today)
				switch {
				case far(away, c == day):
					one.Code, one.Args = sheet.DateFar, []string{strconv.Itoa(max(away, -away) * 4 / 1461), "ahead"}
					if away < 0 {
						one.Args[1] = "past"
					}
				case c == day && away > 0 && entries(p.schema):
					one.Code, one.Args = sheet.DateAhead, []string{schoolyear.Day(v.Num).String()}
				default:
					continue
				}
			case c == most && students > 0 && v.Num > students:
				one.Code, one.Args = sheet.StudentsMany, []string{words.Number(int(students))}
			default:
				continue
			}
			one.Value = sheet.FormatValue(col, v)
			found[row] = append(found[row], one)
		}
	}
}

// entries reports whether the tab's rows are counted from their day on.
func entries(t *sheet.TabSchema) bool {
	return t.Kind == partnership.HoursTab || t.Kind == partnership.Donations
}

// far reports whether a date so many days ahead is nothing that happens.
func far(days int, entry bool) bool {
	return days > otherAhead || entry && (days > entryAhead || days < -entryBehind)
}

// studentsColumn returns the column that counts students, or -1.
func studentsColumn(t *sheet.TabSchema) int {
	if t.Kind == partnership.Programs {
		return t.Column("Students served")
	}
	return t.Column("Students")
}
