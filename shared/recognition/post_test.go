package recognition

import (
	"net/url"
	"strings"
	"testing"

	"shelfmates/shared/partnership"
)

func TestAPostIsCountedAsItsNetworkCounts(t *testing.T) {
	link := "https://library.example.org/news/2026/11/thank-you-second-turn-thrift"
	for _, row := range []struct {
		what, network, text string
		want                int
	}{
		{"a Latin letter is one on X", "X", "Grüße", 5},
		{"a letter and its accent are one after NFC on X", "X", "e\u0301", 1},
		{"Chinese is two each on X", "X", "图书馆", 6},
		{"an emoji is two on X", "X", "📚", 2},
		{"a family of four is two on X", "X", "👨‍👩‍👧‍👦", 2},
		{"a skin tone adds nothing on X", "X", "👍🏽", 2},
		{"a flag is two on X", "X", "🇵🇷", 2},
		{"a heart with its selector is two on X", "X", "❤️", 2},
		{"a key is two on X", "X", "1️⃣", 2},
		{"a digit stays one on X", "X", "12", 2},
		{"curly quotes are one on X", "X", "“a”", 3},
		{"an ellipsis is two on X", "X", "…", 2},
		{"any address is 23 on X", "X", "See " + link, 4 + 23},
		{"a short address is 23 on X too", "X", "http://a.org", 23},
		{"an address without a scheme is 23 on X", "X", "library.example.org", 23},
		{"the full stop after an address counts on X", "X", link + ".", 24},
		{"an abbreviation is no address on X", "X", "e.g. books", 10},
		{"a family of four is one on Bluesky", "Bluesky", "👨‍👩‍👧‍👦", 1},
		{"a letter and its accent are one on Bluesky", "Bluesky", "e\u0301", 1},
		{"an address counts whole on Bluesky", "Bluesky", link, len(link)},
		{"any address is 23 on Mastodon", "Mastodon", "See " + link, 4 + 23},
		{"an address without a scheme counts whole on Mastodon", "Mastodon", "example.org", 11},
		{"the server of a handle is free on Mastodon", "Mastodon", "@lib@example.org", 4},
		{"an emoji counts its bytes on Threads", "Threads", "a📚", 5},
		{"a letter is one on Threads", "Threads", "né", 2},
		{"characters are counted on LinkedIn", "LinkedIn", "naïve 图", 7},
		{"characters are counted on Instagram", "Instagram", "e\u0301a", 2},
		{"nothing is nothing", "Facebook", "", 0},
	} {
		t.Run(row.what, func(t *testing.T) {
			posts := Posts(row.text, partnership.Settings{Networks: []string{row.network}})
			if len(posts) != 1 || posts[0].Count != row.want {
				t.Errorf("Posts(%q) on %s = %+v, want a count of %d", row.text, row.network, posts, row.want)
			}
		})
	}
}

func TestEachNetworkHasItsLimit(t *testing.T) {
	for network, limit := range map[string]int{
		"X": 280, "Bluesky": 300, "Threads": 500, "Mastodon": 500,
		"LinkedIn": 3000, "Instagram": 2200, "Facebook": 63206,
	} {
		settings := partnership.Settings{Networks: []string{network}}
		full := Posts(strings.Repeat("a", limit), settings)[0]
		over := Posts(strings.Repeat("a", limit+1), settings)[0]
		if !full.Fits() || over.Fits() {
			t.Errorf("%s: %d characters fit: %v, %d fit: %v; want yes and no", network, limit, full.Fits(), limit+1, over.Fits())
		}
	}
}

func TestNetworksAreThoseOfTheSchool(t *testing.T) {
	posts := Posts("Thank you.", partnership.Settings{Networks: []string{"bluesky", " Twitter", "Myspace", "X"}})
	if len(posts) != 2 || posts[0].Network != "Bluesky" || posts[1].Network != "X" {
		t.Errorf("got %+v, want Bluesky and X in the order of Settings, once each", posts)
	}
}

func TestComposerLinks(t *testing.T) {
	text := "12 computers & 3 “monitors” for you? #1 a+b\nThank you."
	settings := partnership.Settings{
		Networks:       []string{"X", "Bluesky", "Threads", "Mastodon", "LinkedIn", "Facebook", "Instagram"},
		MastodonServer: "https://Social.Example.org/", SchoolWebsite: "https://school.example.org/?a=b&c=d",
	}
	want := map[string]struct{ prefix, key, value string }{
		"X":        {"https://twitter.com/intent/tweet?", "text", text},
		"Bluesky":  {"https://bsky.app/intent/compose?", "text", text},
		"Threads":  {"https://www.threads.com/intent/post?", "text", text},
		"Mastodon": {"https://social.example.org/share?", "text", text},
		"LinkedIn": {"https://www.linkedin.com/sharing/share-offsite/?", "url", settings.SchoolWebsite},
		"Facebook": {"https://www.facebook.com/sharer/sharer.php?", "u", settings.SchoolWebsite},
	}
	for _, p := range Posts(text, settings) {
		w, has := want[p.Network]
		if !has {
			if p.Compose != "" {
				t.Errorf("%s: composer %q, want none", p.Network, p.Compose)
			}
			continue
		}
		u, err := url.Parse(p.Compose)
		if err != nil || !strings.HasPrefix(p.Compose, w.prefix) || u.Query().Get(w.key) != w.value {
			t.Errorf("%s: composer %q (%v), want %s with %s=%q", p.Network, p.Compose, err, w.prefix, w.key, w.value)
		}
		if p.Fills != (w.key == "text") || strings.Contains(p.Compose, "+") {
			t.Errorf("%s: fills %v, composer %q", p.Network, p.Fills, p.Compose)
		}
	}
}

func TestAComposerNeedsAnAddressOfItsOwn(t *testing.T) {
	for _, settings := range []partnership.Settings{
		{Networks: []string{"Mastodon"}},
		{Networks: []string{"Mastodon"}, MastodonServer: "evil.example/x?y=@z"},
		{Networks: []string{"Mastodon"}, MastodonServer: "a b"},
		{Networks: []string{"Facebook"}},
		{Networks: []string{"Facebook"}, SchoolWebsite: "javascript:alert(1)"},
	} {
		p := Posts("Thank you.", settings)[0]
		if p.Compose != "" && !strings.HasPrefix(p.Compose, "https://evil.example/share?text=") {
			t.Errorf("%+v: composer %q, want none", settings, p.Compose)
		}
	}
}

func FuzzCounting(f *testing.F) {
	for _, s := range []string{"", "a", "👨‍👩‍👧‍👦", "e\u0301", "https://", "http://x.\xff", "@a@b.c", "\u200d\u200d", "🇵", "a.bc"} {
		f.Add(s)
	}
	all := partnership.Settings{Networks: []string{"X", "Bluesky", "Threads", "Mastodon", "LinkedIn", "Facebook", "Instagram"}}
	f.Fuzz(func(t *testing.T, text string) {
		for _, p := range Posts(text, all) {
			if p.Count < 0 || (p.Count == 0) != (text == "") && p.Network == "LinkedIn" {
				t.Errorf("%s counts %q as %d", p.Network, text, p.Count)
			}
			if longer := Posts(text+" and more", partnership.Settings{Networks: []string{p.Network}})[0]; longer.Count <= p.Count && p.Network != "X" && p.Network != "Mastodon" {
				t.Errorf("%s counts %q as %d, and with more text %d", p.Network, text, p.Count, longer.Count)
			}
		}
	})
}
