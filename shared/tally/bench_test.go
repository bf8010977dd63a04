package tally_test

import (
	"fmt"
	"testing"

	"shelfmates/shared/partnership"
	"shelfmates/shared/partnership/schooltest"
	"shelfmates/shared/schoolyear"
	"shelfmates/shared/tally"
)

// large is a school of 10,000 hours rows over three years: 2,000 volunteers of
// 60 partners in 40 programs.
func large() *schooltest.School {
	s := schooltest.New()
	var partners, volunteers, programs []partnership.Ref
	for i := range 60 {
		partners = append(partners, s.Partner(fmt.Sprint("Partner ", i)))
	}
	for i := range 2000 {
		volunteers = append(volunteers, s.Volunteer(fmt.Sprint("Volunteer ", i), partners[i%60], func(v *partnership.Volunteer) {
			v.Email = fmt.Sprintf("v%d@example.org", i)
		}))
	}
	for i := range 40 {
		programs = append(programs, s.Program(fmt.Sprint("Program ", i), func(p *partnership.Program) {
			p.Partners, p.Starts = schooltest.Who(partners[i], partners[i+20]), schooltest.Day("2024-09-02")
		}))
	}
	first := schooltest.Day("2023-12-01")
	for i := range 10000 {
		date := first + schoolyear.Day(i*1089/10000)
		s.Hours(date.String(), 30+i%90, schooltest.Who(volunteers[i*7%2000], volunteers[i*13%2000]), func(h *partnership.Hours) {
			h.Program, h.Students = programs[i%40], i%12
		})
	}
	for i := range 300 {
		s.Gift((first + schoolyear.Day(i*3)).String(), partners[i%60], "Books")
	}
	return s
}

func BenchmarkIndex(b *testing.B) {
	s := large()
	for b.Loop() {
		s.Index()
	}
}

func BenchmarkAllFigures(b *testing.B) {
	x := large().Index()
	for b.Loop() {
		tally.OfYear(x, nil, 2026, today).All()
	}
}

func BenchmarkLines(b *testing.B) {
	y := tally.OfYear(large().Index(), nil, 2025, today)
	for b.Loop() {
		y.ByPartner()
		y.ByProgram()
		y.ByVolunteer()
		y.ByMonth()
	}
}

func BenchmarkStandings(b *testing.B) {
	s := large()
	x := s.Index()
	for b.Loop() {
		for i := range s.Partners {
			x.Standing(&s.Partners[i], today)
		}
	}
}

func BenchmarkStory(b *testing.B) {
	s := large()
	x := s.Index()
	for b.Loop() {
		x.Story(&s.Partners[0], today)
	}
}
