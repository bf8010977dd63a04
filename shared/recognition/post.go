package recognition

import (
	"net/url"
	"regexp"
	"strings"

	"shelfmates/shared/partnership"
)

// A Post is one text as one network counts it.
type Post struct {
	Network string // "Bluesky"
	Text    string
	Count   int
	Limit   int
	Compose string // address that opens the network's composer; "" where it has none
	Fills   bool   // Compose carries the text; otherwise it is to be pasted
}

// Fits reports whether the network takes the text whole.
func (p Post) Fits() bool { return p.Count <= p.Limit }

// network is one place where a school posts: how long a post may be, how that
// is counted, and the address of its composer.
type network struct {
	name    string
	aliases []string
	limit   int
	count   func(text string) int
	compose func(text string, s partnership.Settings) (address string, fills bool)
}

// networks lists what is known of each, read in the networks' own developer
// pages in 2026.
var networks = []network{
	{"Facebook", nil, 63206, characters, sharePage("https://www.facebook.com/sharer/sharer.php?u=")},
	{"Instagram", nil, 2200, characters, noComposer},
	{"X", []string{"twitter", "x (twitter)"}, 280, weighted, openWith("https://twitter.com/intent/tweet?text=")},
	{"Bluesky", []string{"bsky"}, 300, graphemes, openWith("https://bsky.app/intent/compose?text=")},
	{"Threads", nil, 500, threads, openWith("https://www.threads.com/intent/post?text=")},
	{"Mastodon", nil, 500, mastodon, openMastodon},
	{"LinkedIn", nil, 3000, characters, sharePage("https://www.linkedin.com/sharing/share-offsite/?url=")},
}

// Posts counts text for each of the school's networks, in the order in which
// Settings name them. A network that is not known, or named twice, is left out.
func Posts(text string, s partnership.Settings) []Post {
	var posts []Post
	seen := map[string]bool{}
	for _, wanted := range s.Networks {
		n, known := networkNamed(wanted)
		if !known || seen[n.name] {
			continue
		}
		seen[n.name] = true
		address, fills := n.compose(text, s)
		posts = append(posts, Post{
			Network: n.name, Text: text, Count: n.count(text), Limit: n.limit,
			Compose: address, Fills: fills,
		})
	}
	return posts
}

// fitting returns the first of forms, longest first, that fits every network
// of the school, and its posts. When none does it is the last: a person must
// shorten it, and the posts show by how much.
func fitting(forms []string, s partnership.Settings) (string, []Post) {
	for _, text := range forms {
		posts := Posts(text, s)
		fits := true
		for _, p := range posts {
			fits = fits && p.Fits()
		}
		if fits {
			return text, posts
		}
	}
	last := forms[len(forms)-1]
	return last, Posts(last, s)
}

func networkNamed(name string) (network, bool) {
	name = strings.ToLower(strings.TrimSpace(name))
	for _, n := range networks {
		if strings.ToLower(n.name) == name {
			return n, true
		}
		for _, a := range n.aliases {
			if a == name {
				return n, true
			}
		}
	}
	return network{}, false
}

func openWith(prefix string) func(string, partnership.Settings) (string, bool) {
	return func(text string, _ partnership.Settings) (string, bool) { return prefix + escape(text), true }
}

// sharePage is for networks whose composer takes an address and no text: the
// school's website is shared, and the text is pasted.
func sharePage(prefix string) func(string, partnership.Settings) (string, bool) {
	return func(_ string, s partnership.Settings) (string, bool) {
		site, err := url.Parse(s.SchoolWebsite)
		if err != nil || site.Host == "" || (site.Scheme != "https" && site.Scheme != "http") {
			return "", false
		}
		return prefix + escape(site.String()), false
	}
}

func noComposer(string, partnership.Settings) (string, bool) { return "", false }

// serverName is what can be the host of a Mastodon server.
var serverName = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$`)

func openMastodon(text string, s partnership.Settings) (string, bool) {
	server := strings.ToLower(strings.TrimSpace(s.MastodonServer))
	server = strings.TrimPrefix(strings.TrimPrefix(server, "https://"), "http://")
	server, _, _ = strings.Cut(server, "/")
	if !serverName.MatchString(server) {
		return "", false
	}
	return "https://" + server + "/share?text=" + escape(text), true
}

// escape is url.QueryEscape with %20 for a space: not every composer reads a +
// as one.
func escape(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }
