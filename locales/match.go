package locales

import "golang.org/x/text/language"

// maxWish bounds what a stranger can make us parse: an honest Accept-Language is far below it.
const maxWish = 1024

var (
	offered = []language.Tag{language.Chinese, language.English} // in the order of Languages
	matcher = language.NewMatcher(offered)
)

// Match returns the interface language for a reader's wishes, the strongest first: typically a query parameter, a
// cookie, then the Accept-Language header. Each may be a tag or a whole header; what is empty, over 1 KB, malformed or
// speaks of neither language is passed over. Nobody's wish means the default.
func Match(candidates ...string) string {
	for _, wish := range candidates {
		if wish == "" || len(wish) > maxWish {
			continue
		}
		tags, _, err := language.ParseAcceptLanguage(wish)
		if err != nil || len(tags) == 0 {
			continue
		}
		if _, i, confidence := matcher.Match(tags...); confidence > language.No {
			return Languages()[i]
		}
	}
	return Default
}
