package surveys

import "iter"

// Item returns the item with that code and the section it stands in.
func (d Document) Item(code string) (Item, Section, bool) {
	for s, it := range d.Items() {
		if it.Code == code {
			return it, s, true
		}
	}
	return Item{}, Section{}, false
}

// Items goes through all items in the order of the document, each with its section.
func (d Document) Items() iter.Seq2[Section, Item] {
	return func(yield func(Section, Item) bool) {
		for _, s := range d.Sections {
			for _, it := range s.Items {
				if !yield(s, it) {
					return
				}
			}
		}
	}
}

// ItemTouchpoint returns the touchpoint code of the item with that code: its own, else its section's; "" when neither
// names one, or when there is no such item.
func (d Document) ItemTouchpoint(code string) string {
	it, s, _ := d.Item(code)
	if it.Touchpoint != "" {
		return it.Touchpoint
	}
	return s.Touchpoint
}

// DefaultLanguage returns the language the document was written in first; "" when it names none.
func (d Document) DefaultLanguage() string {
	if len(d.Languages) == 0 {
		return ""
	}
	return d.Languages[0]
}
