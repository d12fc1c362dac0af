package server

import (
	"html/template"
	"slices"
	"strconv"

	"touchstone/locales"
	"touchstone/surveys"
	"touchstone/surveys/logic"
	"touchstone/surveys/service"
)

// visitInput is what an auditor's page is made from.
type visitInput struct {
	Task     *service.VisitTask
	Lang     string // content language, one of the document's
	Action   string // where the form posts to
	Home     string // list of the own visits; "" for who came by a link
	Page     string // code of the section to show, or reviewPage; anything else means the first
	Answers  surveys.Answers
	Sequence int64
	Day      int // of the visit, yyyymmdd; 0 = not said yet
	Problems []*surveys.Error
	Trouble  string
	Saved    bool
	Fix      bool // show what is missing at its place
	Script   string
	Accept   string // as in formInput
}

// visitView is an auditor's page ready for its template. It holds no points and no score.
type visitView struct {
	words
	visitInput
	Template                      string // visit.html, briefing.html or standing.html
	HTMLLang, Dir, Title, Intro   string
	Client, Initial, Place, Brand string
	Window                        string
	Reason, Until                 string // of a returned report
	Standing                      standingView
	Languages                     []languageView
	Sections                      []*visitSectionView
	Review                        bool
	Missing                       []visitMissing
	First                         bool
	Number, Pages                 int
	Filled, Total                 int
	Errors                        []problemView
	DayValue, DayMin, DayMax      string
	DayError                      string
	Model                         *visitModel
	Style                         template.CSS
}

type visitSectionView struct {
	sectionView
	Filled, Total int
	Hidden        bool // nothing in it is shown
}

// visitMissing is one thing that a report still lacks.
type visitMissing struct{ Section, SectionTitle, Item, Label, Message string }

// standingView says where a report stands.
type standingView struct {
	Title, Text, Reason string
	Good                bool
}

func newVisitView(in visitInput) (*visitView, error) {
	t, d := in.Task, in.Task.Document
	v := &visitView{words: words{wordsLang(&d, in.Lang, in.Accept)}, visitInput: in, HTMLLang: htmlLang(in.Lang), Dir: htmlDir(in.Lang), Title: d.Title.In(in.Lang),
		Intro: d.Intro.In(in.Lang), Client: t.Client.In(in.Lang), Place: t.Location.Name.In(in.Lang), Brand: t.Brand.In(in.Lang),
		Style: template.CSS(visitStyle)} //nolint:gosec // our own file
	v.Initial = initial(v.Client)
	v.Window = isoDay(t.Visit.FromDay) + " – " + isoDay(t.Visit.ToDay)
	for _, l := range d.Languages {
		if l != in.Lang {
			v.Languages = append(v.Languages, languageView{l, locales.OwnName(l), htmlLang(l)})
		}
	}
	switch {
	case !t.Editable:
		v.Template, v.Standing = "standing.html", standingOf(v.words, t)
		return v, nil
	case t.Visit.State == surveys.VisitAssigned:
		v.Template = "briefing.html"
		return v, nil
	}
	v.Template = "visit.html"
	if t.Visit.Report == surveys.ReportReturned {
		v.Reason, v.Until = t.Reason, isoDay(t.Visit.ToDay)
	}
	v.addDay()
	return v, v.addSections()
}

func (v *visitView) addDay() {
	t := v.Task
	latest := min(t.Today, max(t.Visit.ToDay, t.Today))
	day := v.Day
	if day == 0 {
		day = max(latest, t.Visit.FromDay)
	}
	v.DayValue, v.DayMin, v.DayMax = isoDay(day), isoDay(t.Visit.FromDay), isoDay(latest)
	for _, p := range v.Problems {
		if p.Field == "visited_day" {
			v.DayError = locales.T(v.lang, p.Key, p.Params)
		}
	}
}

func (v *visitView) addSections() error {
	d := v.Task.Document
	shown, err := logic.Visible(d, v.Answers)
	if err != nil {
		return err
	}
	pages := shownPages(d, shown)
	v.Review = v.Page == reviewPage || len(pages) == 0
	at := len(pages)
	if !v.Review {
		at = max(slices.Index(pages, v.Page), 0)
		v.Page = pages[at]
	}
	v.Number, v.Pages, v.First = at+1, len(pages)+1, at == 0
	missing := missingOf(d, v.Answers)
	messages := v.messages(missing)
	for _, s := range d.Sections {
		view := &visitSectionView{sectionView: sectionView{words: v.words, Code: s.Code, Title: s.Name().In(v.Lang), Intro: s.Intro.In(v.Lang),
			Current: !v.Review && s.Code == v.Page}, Hidden: !slices.Contains(pages, s.Code)}
		for _, it := range s.Items {
			item := v.item(it)
			item.show(shown)
			item.Error = messages[it.Code]
			if item.Error != "" && view.Current && !item.Hidden {
				v.Errors = append(v.Errors, problemView{it.Code, item.Label, item.Error})
			}
			if !item.Hidden && it.TakesAnswer() {
				view.Total++
				if v.Answers[it.Code].Given() {
					view.Filled++
				}
			}
			view.Items = append(view.Items, item)
		}
		v.Filled, v.Total = v.Filled+view.Filled, v.Total+view.Total
		v.Sections = append(v.Sections, view)
	}
	v.addMissing(missing)
	if v.Script != "" {
		v.Model = newVisitModel(v)
	}
	return nil
}

// messages says what stands at items: what cannot be kept, and, when asked to fix the report, what it lacks.
func (v *visitView) messages(missing []*surveys.Error) map[string]string {
	found := v.Problems
	if v.Fix {
		found = append(slices.Clone(found), missing...)
	}
	out := map[string]string{}
	for _, p := range found {
		if out[p.Field] == "" {
			out[p.Field] = locales.T(v.lang, p.Key, p.Params)
		}
	}
	return out
}

// addMissing lists what the report lacks, and what the server said about it besides.
func (v *visitView) addMissing(missing []*surveys.Error) {
	seen := map[string]bool{}
	for _, p := range append(slices.Clone(missing), v.Problems...) {
		it, s, ok := v.Task.Document.Item(p.Field)
		if !ok || seen[p.Field] {
			continue
		}
		seen[p.Field] = true
		v.Missing = append(v.Missing, visitMissing{s.Code, s.Name().In(v.Lang), it.Code, it.Label.In(v.Lang), locales.T(v.lang, p.Key, p.Params)})
	}
}

// Heading is the title of the browser's tab.
func (v *visitView) Heading() string {
	if len(v.Errors) > 0 {
		return v.T("survey.error_title", "title", v.Title)
	}
	return v.Place + " · " + v.Title
}

// FixAddress leads to what is missing.
func (v *visitView) FixAddress(m visitMissing) string {
	return v.Action + "?lang=" + v.Lang + "&s=" + m.Section + "&fix=1&day=" + v.DayValue + "#i-" + m.Item
}

// LangAddress is this page in another language.
func (v *visitView) LangAddress(tag string) string { return v.Action + "?lang=" + tag }

// isoDay writes a day as forms and readers take it.
func isoDay(day int) string {
	s := strconv.Itoa(day)
	if len(s) != 8 {
		return ""
	}
	return s[:4] + "-" + s[4:6] + "-" + s[6:]
}

// standingOf says where a report stands that its auditor cannot change.
func standingOf(w words, t *service.VisitTask) standingView {
	say := func(good bool, title, text string) standingView {
		return standingView{Title: w.T(title), Text: w.T(text), Good: good}
	}
	var out standingView
	switch t.Visit.Report {
	case surveys.ReportSubmitted:
		return say(true, "visit.stands_submitted_title", "visit.stands_submitted")
	case surveys.ReportInReview, surveys.ReportOnHold:
		return say(true, "visit.stands_review_title", "visit.stands_review")
	case surveys.ReportApproved, surveys.ReportSecondApproved:
		return say(true, "visit.stands_approved_title", "visit.stands_approved")
	case surveys.ReportPublished, surveys.ReportAmended:
		return say(true, "visit.stands_published_title", "visit.stands_published")
	case surveys.ReportReturned:
		out = say(false, "visit.stands_late_title", "visit.stands_late")
	case surveys.ReportRejected:
		out = say(false, "visit.stands_rejected_title", "visit.stands_rejected")
	default:
		return say(false, "visit.page_gone_title", "visit.page_gone")
	}
	out.Reason = t.Reason
	return out
}
