package surveys

import (
	"regexp"
	"slices"
)

// checkType is one observation of a checklist: yes or no, or options with points, of which one or several are ticked; "not
// applicable" when offered.
type checkType struct{}

var _ = register(TypeCheck, checkType{})

// Limits of what an auditor adds to a check.
const (
	MaxNoteLength = 2000 // characters
	MaxPhotos     = 8
)

var photoHash = regexp.MustCompile(`^[0-9a-f]{64}$`)

func (checkType) kinds() []InstrumentKind { return []InstrumentKind{Checklist} }
func (checkType) fields() []string {
	return []string{"required", "options", "weight", "critical", "bonus", "deduction", "na", "benchmark", "photos", "max_choices"}
}
func (checkType) operand() operand { return operandCode }

func (checkType) columns(it Item) []Column {
	c := []Column{{Item: it.Code, Kind: ColumnCode}}
	if it.Several() {
		c = nil
		for _, o := range it.AllOptions(nil) {
			c = append(c, Column{Item: it.Code, Suffix: o.Code, Kind: ColumnFlag})
		}
	}
	c = append(c, Column{Item: it.Code, Suffix: suffixNote, Kind: ColumnText})
	if it.Photos != nil {
		c = append(c, Column{Item: it.Code, Suffix: suffixPhotos, Kind: ColumnCount})
	}
	return c
}

// builtIn gives yes one point of one, no none, and fails it; "not applicable" has no points. Where several options may be
// ticked, "none of these" is the answer without points, and fails like no.
func (checkType) builtIn(it Item) []builtInOption {
	var b []builtInOption
	if len(it.Options) == 0 {
		one, none := 1.0, 0.0
		b = append(b, builtInOption{Option{Code: CheckYes, Points: &one}, "option.yes"},
			builtInOption{Option{Code: CheckNo, Points: &none, Fail: true}, "option.no"})
	}
	if it.Several() {
		none := 0.0
		b = append(b, builtInOption{Option{Code: CheckNone, Points: &none, Fail: true}, "option.none"})
	}
	if it.NA {
		b = append(b, builtInOption{Option{Code: CheckNA, NA: true}, "option.na"})
	}
	return b
}

// Failed reports whether the answer fails the check: no, or an option marked so. What follows from it, a critical
// effect, a deduction, a photo, is up to the item.
func (it Item) Failed(a Answer) bool { return it.chose(a, func(o Option) bool { return o.Fail }) }

// NotApplicable reports whether the answer says that the check does not apply.
func (it Item) NotApplicable(a Answer) bool { return it.chose(a, func(o Option) bool { return o.NA }) }

func (it Item) chose(a Answer, is func(Option) bool) bool {
	return it.Type == TypeCheck && slices.ContainsFunc(a.Codes, func(code string) bool {
		o, ok := it.Option(code)
		return ok && is(o)
	})
}

// PhotosNeeded returns how many photos the check must have given this answer.
func (it Item) PhotosNeeded(a Answer) int {
	if it.Photos == nil || !a.Given() || it.NotApplicable(a) || it.Photos.When == PhotosOnFail && !it.Failed(a) {
		return 0
	}
	return it.Photos.Min
}

// When a photo is needed; the empty word means always.
const (
	PhotosAlways = "always"
	PhotosOnFail = "fail"
)

func (checkType) checkAnswer(it Item, a Answer, complete bool, p *Problems) {
	if !checkCarries(it, a, carries{codes: true, remarks: true}, p) {
		return
	}
	if !checkTicks(it, a, complete, p) {
		return
	}
	checkCodes(it, a, complete, p)
	checkWords(it, a.Note, MaxNoteLength, true, p)
	checkPhotos(it, a, complete, p)
}

// checkTicks refuses more options than the check takes. What stands alone, "none of these" and "not applicable", may stand
// beside others in a draft: a browser without scripts cannot take the other ticks back.
func checkTicks(it Item, a Answer, complete bool, p *Problems) bool {
	if !it.Several() {
		if len(a.Codes) > 1 {
			p.Add(it.Code, "answer.one_choice")
		}
		return len(a.Codes) <= 1
	}
	if len(a.Codes) > len(it.Options)+2 {
		p.Add(it.Code, "answer.unknown_code")
		return false
	}
	for i, c := range a.Codes {
		if slices.Contains(a.Codes[:i], c) {
			p.Add(it.Code, "answer.code_twice")
			return false
		}
		if o, ok := it.Option(c); ok && complete && len(a.Codes) > 1 && (c == CheckNone || o.NA) {
			p.Add(it.Code, "answer.alone")
			return false
		}
	}
	if complete && len(a.Codes) > it.MaxChoices {
		p.Add(it.Code, "answer.max_choices", "count", it.MaxChoices)
	}
	return true
}

func checkPhotos(it Item, a Answer, complete bool, p *Problems) {
	if it.Photos == nil {
		if len(a.Photos) > 0 {
			p.Add(it.Code, "answer.wrong_kind")
		}
		return
	}
	if len(a.Photos) > it.Photos.Max {
		p.Add(it.Code, "answer.photos_many", "count", it.Photos.Max)
		return
	}
	seen := map[string]bool{}
	for _, h := range a.Photos {
		if !photoHash.MatchString(h) || seen[h] {
			p.Add(it.Code, "answer.photo_name")
			return
		}
		seen[h] = true
	}
	if need := it.PhotosNeeded(a); complete && len(a.Photos) < need {
		p.Add(it.Code, "answer.photos_few", "count", need)
	}
}

func (checkType) checkDefinition(it Item, d *Document, p *Problems, path string) {
	checkOptions(it.Options, reservedCodes(it), optionParts{points: true}, d, p, path+".options")
	if len(it.Options) == 1 {
		p.Add(path+".options", "document.options_few")
	}
	if !within(it.Weight, 0, maxWeight) {
		p.Add(path+".weight", "document.weight")
	}
	checkPoints(it, p, path)
	checkTickAll(it, p, path)
	if it.Critical != nil {
		checkCritical(it, p, path)
	}
	if f := it.Photos; f != nil {
		if f.Max < 1 || f.Max > MaxPhotos || f.Min < 0 || f.Min > f.Max {
			p.Add(path+".photos", "document.photos", "max", MaxPhotos)
		}
		if f.When != "" && f.When != PhotosAlways && f.When != PhotosOnFail {
			p.Add(path+".photos.when", "document.photos_when")
		}
	}
}

// checkPoints refuses points that could never be earned or taken.
func checkPoints(it Item, p *Problems, path string) {
	best := 0.0
	for _, o := range it.AllOptions(nil) {
		if o.Points != nil {
			best = max(best, *o.Points)
		}
	}
	if it.Weight > 0 && best == 0 {
		p.Add(path+".options", "document.points_none")
	}
	if !within(it.Bonus, 0, maxPoints) {
		p.Add(path+".bonus", "document.points")
	}
	if it.Bonus > 0 && (it.Weight > 0 || len(it.Options) > 0) {
		p.Add(path+".bonus", "document.bonus")
	}
	if !within(it.Deduction, 0, 100) {
		p.Add(path+".deduction", "document.percent")
	}
	if (it.Deduction > 0 || it.Photos != nil && it.Photos.When == PhotosOnFail) && !it.canFail() {
		p.Add(path+".options", "document.fail_none")
	}
}

// checkTickAll refuses a limit that is no choice of several, or under which points could never be earned.
func checkTickAll(it Item, p *Problems, path string) {
	if it.MaxChoices == 0 {
		return
	}
	worth := 0
	for _, o := range it.Options {
		if o.Points != nil && *o.Points > 0 {
			worth++
		}
	}
	if it.MaxChoices < max(2, worth) || it.MaxChoices > len(it.Options) {
		p.Add(path+".max_choices", "document.tick_all", "max", len(it.Options))
	}
}

func (it Item) canFail() bool {
	for _, o := range it.AllOptions(nil) {
		if o.Fail {
			return true
		}
	}
	return false
}

func checkCritical(it Item, p *Problems, path string) {
	if !it.canFail() {
		p.Add(path+".options", "document.fail_none")
	}
	v := it.Critical.Value
	switch it.Critical.Effect {
	case FailVerdict, ZeroSection, ZeroTotal:
		if v != 0 {
			p.Add(path+".critical.value", "document.critical_value")
		}
	case CapTotal, Deduct:
		if !within(v, 0, 100) || it.Critical.Effect == Deduct && v == 0 {
			p.Add(path+".critical.value", "document.percent")
		}
	default:
		p.Add(path+".critical.effect", "document.critical_effect")
	}
}
