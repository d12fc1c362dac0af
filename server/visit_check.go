package server

import (
	"slices"
	"strings"

	"touchstone/surveys"
)

// checkView is what a check has besides its options: the auditor's remark and photos.
type checkView struct {
	Buttons  bool // few short options: buttons side by side, else a list
	Note     string
	Photos   bool
	Wanted   string // how many photos
	Required bool   // with the present answer
	Shots    []shotView
	More     bool // another photo fits
}

// shotView is a photo that is there.
type shotView struct {
	SHA, Address, Name string
	Number             int
}

// item makes the view of one item with what was answered.
func (v *visitView) item(it surveys.Item) itemView {
	a := v.Answers[it.Code]
	field := formField{values: a.Codes}
	switch {
	case a.Number != nil:
		field.values = []string{plain(*a.Number)}
	case a.Text != "" && len(a.Codes) > 0:
		field.other = a.Text
	case a.Text != "":
		field.values = []string{a.Text}
	}
	view := newItemView(v.words, v.Lang, it, field)
	if it.Type != surveys.TypeCheck {
		return view
	}
	c := &checkView{Note: a.Note, Buttons: !it.Several() && len(view.Options) <= 3 && !slices.ContainsFunc(view.Options, func(o optionView) bool { return len([]rune(o.Label)) > 16 || longZh(o.Label) })}
	if it.Photos != nil {
		c.Photos, c.More = true, len(a.Photos) < it.Photos.Max
		c.Wanted = v.photosWanted(it)
		c.Required = it.PhotosNeeded(a) > 0
		for i, sha := range a.Photos {
			c.Shots = append(c.Shots, shotView{SHA: sha, Address: v.Action + "/photos/" + sha, Number: i + 1})
		}
	}
	view.Check = c
	return view
}

// longZh reports whether a Chinese label is too long for a button beside two others.
func longZh(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0x2e80 }) && len([]rune(s)) > 5
}

// photosWanted says how many photos a check takes, and when.
func (v *visitView) photosWanted(it surveys.Item) string {
	p := it.Photos
	switch {
	case p.Min == 0:
		return v.T("visit.photos_up_to", "count", p.Max)
	case p.When == surveys.PhotosOnFail:
		return v.T("visit.photos_on_fail", "min", p.Min, "max", p.Max)
	}
	return v.T("visit.photos_at_least", "min", p.Min, "max", p.Max)
}

// visitModel is what the script knows about the checklist. The script holds no words of its own.
type visitModel struct {
	Sections []visitModelSection `json:"sections"`
	Texts    map[string]string   `json:"texts"`
	Visit    surveys.ID          `json:"visit"`
	Revision int                 `json:"revision"` // of the report to be sent
	Review   string              `json:"review"`   // code of the last page
	MaxBytes int                 `json:"max_bytes"`
}

type visitModelSection struct {
	Code  string           `json:"code"`
	Title string           `json:"title"`
	Show  *surveys.Rule    `json:"show,omitempty"`
	Items []visitModelItem `json:"items"`
}

// visitModelItem is a form item with what its photos depend on. Few is the message for a photo that is missing.
type visitModelItem struct {
	modelItem
	Label  string   `json:"label"`
	Photos *shots   `json:"photos,omitempty"`
	Fail   []string `json:"fail,omitempty"` // answers that need a photo
	NA     []string `json:"na,omitempty"`   // answers that need none
	Few    string   `json:"few,omitempty"`
}

type shots struct {
	Min    int  `json:"min"`
	Max    int  `json:"max"`
	OnFail bool `json:"on_fail,omitempty"`
}

// visitTexts are the texts the script may show, by the name it knows them under.
var visitTexts = map[string]string{"saved": "survey.saved", "kept": "visit.kept", "stored": "visit.saved", "offline": "visit.offline",
	"sending": "survey.sending", "queued": "visit.queued", "photo_sending": "visit.photo_sending", "photo_waiting": "visit.photo_waiting",
	"photo_failed": "visit.photo_failed", "remove": "visit.photo_remove", "required": "answer.required", "ready": "visit.ready",
	"next": "survey.next", "submit": "visit.submit", "review": "visit.review", "photo": "visit.photo_number", "retry": "survey.retry",
	"restored": "survey.restored", "stale": "visit.stale", "refused": "visit.refused_kept", "standing": "visit.see_standing",
	"photo_refused": "visit.photo_refused"}

func newVisitModel(v *visitView) *visitModel {
	m := &visitModel{Texts: map[string]string{}, Visit: v.Task.Visit.ID, Revision: v.Task.NextRevision(), Review: reviewPage, MaxBytes: maxPhoto}
	for name, key := range visitTexts {
		m.Texts[name] = v.T(key, "count", "{count}", "number", "{number}", "reason", "{reason}")
	}
	m.Texts["missing_1"], m.Texts["missing_2"] = v.T("visit.missing", "count", 1), v.T("visit.missing", "count", 2)
	m.Texts["large"] = v.T("photo.bytes", "max", maxPhoto>>20)
	for _, s := range v.Task.Document.Sections {
		section := visitModelSection{Code: s.Code, Title: s.Name().In(v.Lang), Show: s.Show, Items: []visitModelItem{}}
		for _, it := range s.Items {
			section.Items = append(section.Items, v.modelItem(it))
		}
		m.Sections = append(m.Sections, section)
	}
	return m
}

func (v *visitView) modelItem(it surveys.Item) visitModelItem {
	m := visitModelItem{modelItem: newModelItem(v.words, it), Label: it.Label.In(v.Lang)}
	if it.Photos == nil {
		return m
	}
	m.Photos = &shots{Min: it.Photos.Min, Max: it.Photos.Max, OnFail: it.Photos.When == surveys.PhotosOnFail}
	m.Few = v.T("answer.photos_few", "count", it.Photos.Min)
	for _, o := range it.AllOptions(nil) {
		switch {
		case o.NA:
			m.NA = append(m.NA, o.Code)
		case o.Fail && m.Photos.OnFail:
			m.Fail = append(m.Fail, o.Code)
		}
	}
	return m
}
