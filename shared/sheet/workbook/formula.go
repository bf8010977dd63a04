package workbook

import (
	"strconv"
	"strings"

	"shelfmates/shared/sheet"
)

// shiftFormula moves the relative references of a formula, as a spreadsheet
// does when it is copied that many rows down and columns to the right. It
// returns false when a reference would leave the sheet.
//
// Texts, names of sheets and structured references stay as they are (ECMA-376
// part 1, 18.17).
func shiftFormula(formula string, rows, columns int) (string, bool) {
	var out strings.Builder
	for i := 0; i < len(formula); {
		switch c := formula[i]; {
		case c == '"' || c == '\'':
			end := strings.IndexByte(formula[i+1:], c)
			if end < 0 {
				return "", false
			}
			out.WriteString(formula[i : i+end+2])
			i += end + 2
		case c == '[':
			n := bracketed(formula[i:])
			out.WriteString(formula[i : i+n])
			i += n
		case !inWord(c):
			out.WriteByte(c)
			i++
		default:
			n := wordLength(formula[i:])
			word, rest := formula[i:i+n], formula[i+n:]
			if second, ranged := strings.CutPrefix(rest, ":"); ranged && (onlyColumn(word) || onlyRow(word)) {
				// A whole column or row: A:C, $1:5.
				to := second[:wordLength(second)]
				if onlyColumn(word) == onlyColumn(to) && onlyRow(word) == onlyRow(to) {
					word, n = word+":"+to, n+1+len(to)
					first, ok1 := shiftHalf(formula[i:i+len(word)-1-len(to)], rows, columns)
					last, ok2 := shiftHalf(to, rows, columns)
					if !ok1 || !ok2 {
						return "", false
					}
					out.WriteString(first + ":" + last)
					i += n
					continue
				}
			}
			if !strings.HasPrefix(rest, "(") && !strings.HasPrefix(rest, "!") && isReference(word) {
				moved, ok := shiftReference(word, rows, columns)
				if !ok {
					return "", false
				}
				word = moved
			}
			out.WriteString(word)
			i += n
		}
	}
	return out.String(), true
}

// bracketed returns the length of the brackets that text begins with.
func bracketed(text string) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\'': // escapes the next character in a structured reference
			i++
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(text)
}

func inWord(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' ||
		c == '$' || c == '_' || c == '.' || c == '\\' || c == '?' || c >= 0x80
}

func wordLength(text string) int {
	n := 0
	for n < len(text) && inWord(text[n]) {
		n++
	}
	return n
}

// splitReference splits "$D14" into its column and row, each with its $.
func splitReference(word string) (column, row string) {
	i := 0
	if strings.HasPrefix(word, "$") {
		i++
	}
	for i < len(word) && (word[i]|0x20) >= 'a' && (word[i]|0x20) <= 'z' {
		i++
	}
	return word[:i], word[i:]
}

func onlyColumn(word string) bool {
	letters := strings.TrimPrefix(word, "$")
	c, rest := splitReference(word)
	_, _, ok := parseAddress([]byte(letters + "1"))
	return c == word && rest == "" && letters != "" && ok
}

func onlyRow(word string) bool {
	n, ok := parseIndex([]byte(strings.TrimPrefix(word, "$")), maxRow)
	return ok && n > 0
}

func isReference(word string) bool {
	column, row := splitReference(word)
	return onlyColumn(column) && onlyRow(row)
}

func shiftReference(word string, rows, columns int) (string, bool) {
	column, row := splitReference(word)
	movedColumn, ok1 := shiftHalf(column, rows, columns)
	movedRow, ok2 := shiftHalf(row, rows, columns)
	return movedColumn + movedRow, ok1 && ok2
}

// shiftHalf moves a column or a row, unless $ holds it.
func shiftHalf(half string, rows, columns int) (string, bool) {
	if strings.HasPrefix(half, "$") {
		return half, true
	}
	if onlyRow(half) {
		n, err := strconv.Atoi(half)
		n += rows
		return strconv.Itoa(n), err == nil && n >= 1 && n <= maxRow
	}
	column, _, ok := parseAddress([]byte(half + "1"))
	column += columns
	if !ok || column < 0 || column >= maxColumn {
		return "", false
	}
	return sheet.ColumnName(column), true
}
