package sheet

import "testing"

func TestMoney(t *testing.T) {
	tests := []struct {
		name string
		cell Cell
		want string
		code Code
		fix  string
	}{
		{"a number", num(600), "600.00", "", ""},
		{"cents are not lost to binary fractions", num(1.1), "1.10", "", ""},
		{"a formula's third is rounded half up", num(33.335), "33.34", "", ""},
		{"text of a number", text("36.14"), "36.14", "", ""},
		{"a dollar sign and commas at thousands", text("$1,250.00"), "1250.00", "", ""},
		{"USD before or after", text("40 USD"), "40.00", "", ""},
		{"nothing is an amount", num(0), "0.00", "", ""},
		{"a comma for the point is flagged", text("12,50"), "unread", MoneyUnread, "12.50"},
		{"both the other way round too", text("1.250,00"), "unread", MoneyUnread, "1250.00"},
		{"about is flagged", text("about $40"), "unread", MoneyUnread, "40"},
		{"another currency is not dollars", text("€40"), "unread", MoneyUnread, ""},
		{"nor is a price for each the whole", text("$40 each"), "unread", MoneyUnread, ""},
		{"nor a count of things a price", text("5 boxes"), "unread", MoneyUnread, ""},
		{"nor 40k forty", text("40k"), "unread", MoneyUnread, ""},
		{"tenths of a cent too", text("1.234"), "unread", MoneyUnread, ""},
		{"a range offers nothing", text("40-50"), "unread", MoneyUnread, ""},
		{"less than nothing is out of range", num(-5), "unread", NumberRange, ""},
		{"as text too", text("-$5"), "unread", MoneyUnread, ""},
		{"and with the sign at the number", text("-5"), "unread", NumberRange, ""},
		{"a date is no amount", date(sept5), "unread", MoneyUnread, ""},
		{"a hundred million is the most", num(100_000_001), "unread", NumberRange, ""},
		{"so are a million millions", num(1e12), "unread", NumberRange, ""},
		{"however they are typed", text("1,000,000,000,000,000,000,000.00"), "unread", NumberRange, ""},
		{"and what no sheet can show", num(1e300), "unread", NumberRange, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			value, code, fix := typed("Donations", "Value", test.cell)
			if value != test.want || code != test.code || fix != test.fix {
				t.Errorf("%+v: got %q, %q, fix %q; want %q, %q, fix %q", test.cell, value, code, fix, test.want, test.code, test.fix)
			}
		})
	}
}

func TestWholeNumbers(t *testing.T) {
	tests := []struct {
		name string
		cell Cell
		want string
		code Code
		fix  string
	}{
		{"a number", num(14), "14", "", ""},
		{"nobody came", num(0), "0", "", ""},
		{"text of a number", text(" 14 "), "14", "", ""},
		{"commas at thousands", text("1,200"), "1200", "", ""},
		{"a fraction is flagged", num(12.5), "unread", NumberUnread, ""},
		{"words beside it too", text("14 kids"), "unread", NumberUnread, "14"},
		{"a number in words too", text("twelve"), "unread", NumberUnread, "12"},
		{"a number that counts something else is not offered", text("grade 5"), "unread", NumberUnread, ""},
		{"nor one that is only the least", text("20+"), "unread", NumberUnread, ""},
		{"less than nothing is out of range", num(-3), "unread", NumberRange, ""},
		{"more than a million too", num(1e9), "unread", NumberRange, ""},
		{"however long", text("99999999999999999999"), "unread", NumberRange, ""},
		{"a date is none", date(sept5), "unread", NumberUnread, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			value, code, fix := typed("Hours", "Students", test.cell)
			if value != test.want || code != test.code || fix != test.fix {
				t.Errorf("%+v: got %q, %q, fix %q; want %q, %q, fix %q", test.cell, value, code, fix, test.want, test.code, test.fix)
			}
		})
	}
	t.Run("the column's unit may follow", func(t *testing.T) {
		for said, want := range map[string]string{"8 weeks": "8 weeks", "1 week": "1 week", "6": "6 weeks", "2 months": "unread"} {
			if value, _, _ := typed("Partners", "Talk every", text(said)); value != want {
				t.Errorf("%q: got %q, want %q", said, value, want)
			}
		}
	})
	t.Run("another unit is not taken for the column's", func(t *testing.T) {
		for said, want := range map[string]string{"2 months": "", "every 8 weeks": "8", "about 8 wks": ""} {
			if value, code, fix := typed("Partners", "Talk every", text(said)); value != "unread" || code != NumberUnread || fix != want {
				t.Errorf("%q: got %q, %q, fix %q, want fix %q", said, value, code, fix, want)
			}
		}
	})
	t.Run("hours before may have a fraction", func(t *testing.T) {
		for _, c := range []Cell{num(35.5), text("35.5"), text("35.5 hours"), lasting(35.5 / 24)} {
			if value, code, _ := typed("Volunteers", "Hours before", c); value != "35.5" {
				t.Errorf("%+v: got %q, %q", c, value, code)
			}
		}
	})
}
