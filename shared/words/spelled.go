package words

// small writes numbers up to twelve as words.
func small(n int) string {
	if n >= 0 && n <= 12 {
		return spelled(n)
	}
	return Number(n)
}

// spelled writes a number as words up to a hundred, for the start of a
// sentence: "twenty-five", "a hundred". Above it stays in digits.
func spelled(n int) string {
	ones := []string{
		"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
		"thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
	}
	tens := []string{"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}
	switch {
	case n < 0 || n > 100:
		return Number(n)
	case n < 20:
		return ones[n]
	case n == 100:
		return "a hundred"
	case n%10 == 0:
		return tens[n/10-2]
	}
	return tens[n/10-2] + "-" + ones[n%10]
}

// countSpelled writes n with its noun for the start of a sentence.
func countSpelled(n int, one, many string) string {
	if n == 1 {
		return "One " + one
	}
	if n > 20 && n%25 != 0 && n%10 != 0 {
		return Number(n) + " " + many // "seventy-one students" reads like a riddle
	}
	return UpperFirst(spelled(n)) + " " + many
}
