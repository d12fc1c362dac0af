package surveys

import (
	"fmt"
	"regexp"
	"slices"
)

// Limits of a document. They keep a page readable and every walk over a document short.
const (
	MaxSections     = 60
	MaxItems        = 500
	MaxOptions      = 200
	MaxLanguages    = 12
	MaxAuthoredText = 4000  // characters of any one text
	MaxRuleBytes    = 65536 // JSON of all rules together
	MaxRuleDepth    = 32
	MaxRuleSteps    = 10000 // rule nodes and listed values of the whole document
	maxTreeDepth    = 5
	maxBands        = 20
	maxWeight       = 1000
	maxPoints       = 1000
)

var (
	codePattern     = regexp.MustCompile(`^[a-z0-9_-]{1,40}$`)
	languagePattern = regexp.MustCompile(`^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$`)
)

// CheckDocument returns nil when the document may be published, else one Invalid error with everything that is wrong
// with it; Field is the path of the place, such as "sections[2].items[0].options[1].code".
func CheckDocument(d Document) error {
	var p Problems
	if d.Schema != SchemaVersion {
		p.Add("schema", "document.schema", "version", SchemaVersion)
	}
	if d.Kind != Survey && d.Kind != Checklist && d.Kind != Scorecard {
		p.Add("kind", "document.kind")
		return p.Err() // what is allowed below depends on it
	}
	checkLanguages(d, &p)
	checkText(d.Title, &d, true, &p, "title")
	checkText(d.Intro, &d, false, &p, "intro")
	checkText(d.Notice, &d, false, &p, "notice")
	checkText(d.Thanks, &d, false, &p, "thanks")
	checkText(d.Source, &d, false, &p, "source")
	checkSections(&d, &p)
	checkRules(&d, &p)
	checkTree(&d, &p)
	checkScoring(&d, &p)
	checkMaturity(&d, &p)
	return p.Err()
}

func checkLanguages(d Document, p *Problems) {
	if len(d.Languages) < 1 || len(d.Languages) > MaxLanguages {
		p.Add("languages", "document.languages", "max", MaxLanguages)
	}
	for i, tag := range d.Languages {
		path := fmt.Sprintf("languages[%d]", i)
		switch {
		case !languagePattern.MatchString(tag):
			p.Add(path, "document.language")
		case slices.Contains(d.Languages[:i], tag):
			p.Add(path, "document.language_twice")
		}
	}
}

// checkText refuses a text without the default language when it is required or when it has another language. Further
// languages than the document's do no harm: an author may take a language off and put it on again.
func checkText(t Text, d *Document, required bool, p *Problems, path string) {
	if lang := d.DefaultLanguage(); lang != "" && (required || !t.Empty()) && t[lang] == "" {
		p.Add(path, "document.text_missing", "language", lang)
	}
	for _, tag := range sortedKeys(t) {
		switch s := t[tag]; {
		case !languagePattern.MatchString(tag):
			p.Add(path, "document.language")
		case !cleanText(s, true):
			p.Add(path+"."+tag, "document.characters")
		case len([]rune(s)) > MaxAuthoredText:
			p.Add(path+"."+tag, "document.text_long", "count", MaxAuthoredText)
		}
	}
}

func sortedKeys(t Text) []string {
	keys := make([]string, 0, len(t))
	for k := range t {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// checkCode refuses a malformed code and one that is already in seen, to which it is added.
func checkCode(code string, seen map[string]bool, p *Problems, path string) {
	switch {
	case !codePattern.MatchString(code):
		p.Add(path, "document.code")
	case seen[code]:
		p.Add(path, "document.code_twice", "code", code)
	}
	seen[code] = true
}

func checkSections(d *Document, p *Problems) {
	if len(d.Sections) < 1 || len(d.Sections) > MaxSections {
		p.Add("sections", "document.sections", "max", MaxSections)
	}
	codes := map[string]bool{}
	items, answers := 0, 0
	for i := range d.Sections {
		s, path := &d.Sections[i], fmt.Sprintf("sections[%d]", i)
		checkCode(s.Code, codes, p, path+".code")
		checkSection(s, d, p, path)
		for j := range s.Items {
			checkItem(s.Items[j], d, codes, p, fmt.Sprintf("%s.items[%d]", path, j))
			if s.Items[j].TakesAnswer() {
				answers++
			}
		}
		items += len(s.Items)
	}
	if items > MaxItems {
		p.Add("sections", "document.items", "max", MaxItems)
	}
	if answers == 0 {
		p.Add("sections", "document.no_answers")
	}
}

func checkSection(s *Section, d *Document, p *Problems, path string) {
	checkText(s.Title, d, false, p, path+".title")
	checkText(s.Intro, d, false, p, path+".intro")
	if s.Touchpoint != "" && !codePattern.MatchString(s.Touchpoint) {
		p.Add(path+".touchpoint", "document.code")
	}
	if len(s.Items) == 0 {
		p.Add(path+".items", "document.section_empty")
	}
	if d.Kind == Survey && s.Weight != 0 {
		p.Add(path+".weight", "document.unused_here")
	} else if !within(s.Weight, 0, maxWeight) {
		p.Add(path+".weight", "document.weight")
	}
}

func checkItem(it Item, d *Document, codes map[string]bool, p *Problems, path string) {
	checkCode(it.Code, codes, p, path+".code")
	t := itemTypes[it.Type]
	if t == nil {
		p.Add(path+".type", "document.type")
		return
	}
	if !slices.Contains(t.kinds(), d.Kind) {
		p.Add(path+".type", "document.type_kind", "type", string(it.Type), "kind", string(d.Kind))
	}
	checkText(it.Label, d, true, p, path+".label")
	checkText(it.Hint, d, false, p, path+".hint")
	checkText(it.Low, d, false, p, path+".low")
	checkText(it.High, d, false, p, path+".high")
	if it.Touchpoint != "" && !codePattern.MatchString(it.Touchpoint) {
		p.Add(path+".touchpoint", "document.code")
	}
	for _, field := range unusedFields(it, t) {
		p.Add(path+"."+field, "document.field_unused", "field", field, "type", string(it.Type))
	}
	t.checkDefinition(it, d, p, path)
}
