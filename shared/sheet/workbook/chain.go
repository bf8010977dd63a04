package workbook

import "strconv"

// patchChain takes cells out of a calculation chain. An entry without a sheet
// of its own counts for that of the entry before it, which is therefore
// written out where the entry before goes. It reports whether anything is left.
func patchChain(part []byte, gone map[int]map[string]bool) (out []byte, left bool, err error) {
	s := scanBytes(part)
	var splices []splice
	current, told := 0, 0 // sheet of this entry; sheet as the entries that stay tell it
	for s.next() {
		if s.kind != startTag || string(local(s.name)) != "c" {
			continue
		}
		at, own := span{s.from, s.to}, s.number("i")
		if own > 0 {
			current = own
		}
		goes, name := gone[current][string(s.attr("r"))], len("<")+len(s.name)
		s.skip()
		at.to = s.to
		if goes {
			splices = append(splices, splice{at, nil})
			continue
		}
		left = true
		if own <= 0 && told != current {
			name := at.from + name
			splices = append(splices, splice{span{name, name}, []byte(` i="` + strconv.Itoa(current) + `"`)})
		}
		told = current
	}
	return apply(part, splices), left, s.err
}

// removeElements takes the elements out of a part for which leave says so.
func removeElements(part []byte, leave func(s *scanner) bool) ([]byte, error) {
	s := scanBytes(part)
	var splices []splice
	for s.next() {
		if s.kind != startTag || s.depth() == 1 && !s.empty || !leave(s) {
			continue
		}
		from := s.from
		s.skip()
		splices = append(splices, splice{span{from, s.to}, nil})
	}
	return apply(part, splices), s.err
}
