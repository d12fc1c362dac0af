package service

import (
	"maps"
	"slices"
	"strings"

	"touchstone/surveys"
)

// What a column may be besides an item.
const (
	columnLang      = "lang"
	columnLocation  = "location"
	columnDate      = "date"
	columnFrequency = "frequency"
)

// columnNames are the headers we know, in lower case.
var columnNames = map[string]string{
	"lang": columnLang, "language": columnLang, "语言": columnLang, "答题语言": columnLang,
	"location": columnLocation, "location_code": columnLocation, "门店": columnLocation, "门店编码": columnLocation, "网点": columnLocation,
	"date": columnDate, "received": columnDate, "received_at": columnDate, "日期": columnDate, "提交时间": columnDate, "答题时间": columnDate,
	"freq": columnFrequency, "frequency": columnFrequency, "频数": columnFrequency,
}

// importColumn is what one column of the file is read as.
type importColumn struct {
	header string
	item   *surveys.Item // nil for the special ones
	suffix string        // of a column of the responses workbook: an option's code, or other.text
	as     string        // special; "" with item nil = left out
}

// target is the code of what the column is read as; "" when it is left out.
func (c importColumn) target() string {
	if c.item != nil {
		return surveys.Column{Item: c.item.Code, Suffix: c.suffix}.Code()
	}
	return c.as
}

// readHeader recognises the columns: by the mapping, else by item code, else by label in any language, else by the names
// above. Case does not matter.
func (im *importer) readHeader() ([]importColumn, error) {
	var p surveys.Problems
	targets := importTargets(im.entry.Version.Document)
	mapping := map[string]string{}
	for from, to := range im.in.Mapping {
		mapping[fold(from)] = fold(to)
	}
	columns := make([]importColumn, len(im.in.Rows[0]))
	taken, items := map[string]bool{}, 0
	for i, header := range im.in.Rows[0] {
		c, found := findColumn(header, targets, mapping, fold(im.in.FrequencyColumn))
		c.header = header
		columns[i] = c
		as := c.target()
		if c.item != nil {
			items++
		}
		switch {
		case as == "" && !found && mapping[fold(header)] != "":
			p.Add("row 1, column "+header, "import.mapping", "code", mapping[fold(header)])
		case as == "":
			if surveys.TrimBlank(header) != "" && !found { // found: the mapping says to leave it out
				im.report.Ignored = append(im.report.Ignored, header)
			}
		case taken[as]:
			p.Add("row 1, column "+header, "import.column_twice", "code", as)
		}
		if as != "" {
			taken[as] = true
			im.report.Columns[header] = as
		}
	}
	if im.in.FrequencyColumn != "" && !taken[columnFrequency] {
		p.Add("row 1", "import.no_frequency", "column", im.in.FrequencyColumn)
	}
	im.checkMapped(&p)
	if items == 0 {
		p.Add("row 1", "import.no_columns")
	} else {
		im.checkComplete(columns, &p)
	}
	return columns, p.Err()
}

// checkMapped notes headers that the mapping names and the file does not have.
func (im *importer) checkMapped(p *surveys.Problems) {
	for _, from := range slices.Sorted(maps.Keys(im.in.Mapping)) {
		if !slices.ContainsFunc(im.in.Rows[0], func(header string) bool { return fold(header) == fold(from) }) {
			p.Add("row 1", "import.mapping_header", "column", from)
		}
	}
}

// checkComplete notes items that every response must answer and no column is read as: every row would be refused for
// them, and a misspelt header is the usual reason.
func (im *importer) checkComplete(columns []importColumn, p *surveys.Problems) {
	given := p.Len()
	for _, section := range im.entry.Version.Document.Sections {
		for _, it := range section.Items {
			read := slices.ContainsFunc(columns, func(c importColumn) bool { return c.item != nil && c.item.Code == it.Code })
			if it.Required && it.Show == nil && section.Show == nil && !read {
				p.Add("row 1", "import.item_missing", "code", it.Code)
			}
		}
	}
	if p.Len() > given && len(im.report.Ignored) > 0 {
		p.Add("row 1", "import.unread", "columns", strings.Join(im.report.Ignored, ", "))
	}
}

func findColumn(header string, targets map[string]importColumn, mapping map[string]string, frequency string) (importColumn, bool) {
	key := fold(header)
	if key != "" && key == frequency {
		return importColumn{as: columnFrequency}, true
	}
	if to, mapped := mapping[key]; mapped {
		if to == "" {
			return importColumn{}, true
		}
		key = to
	}
	if c, ok := targets[key]; ok {
		return c, true
	}
	if as, ok := columnNames[key]; ok && (as != columnFrequency || frequency == "") {
		return importColumn{as: as}, true
	}
	return importColumn{}, false
}

// importTargets maps what a header may say, in lower case, to an item. Codes win over labels; a label that two items
// share names none.
func importTargets(d surveys.Document) map[string]importColumn {
	targets := map[string]importColumn{}
	shared := map[string]bool{}
	for _, it := range d.Items() {
		for _, text := range it.Label {
			key := fold(text)
			if other, taken := targets[key]; taken && other.item.Code != it.Code {
				shared[key] = true
			}
			targets[key] = importColumn{item: &it}
		}
	}
	for key := range shared {
		delete(targets, key)
	}
	for _, it := range d.Items() {
		if !it.TakesAnswer() {
			continue
		}
		for _, c := range it.Columns() {
			targets[fold(c.Code())] = importColumn{item: &it, suffix: c.Suffix}
		}
		targets[fold(it.Code)] = importColumn{item: &it}
	}
	return targets
}

// fold brings what people type into one form for comparison.
func fold(s string) string {
	return strings.ToLower(surveys.TrimBlank(strings.TrimPrefix(s, "\ufeff")))
}
