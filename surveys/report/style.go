package report

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"touchstone/surveys"
)

// Style is how a cell looks. Equal styles are one style in the file. The zero value is plain text.
type Style struct {
	Kind   string // "" body, "title", "heading", "header", "note", "big"
	Format string // number format; "" = general
	Tone   string // good, watch, bad, step1…step4 (heat map), input (may be edited), level (reached); "" = no fill
	Border bool
	Sides  string // parts of a border, when it has not all: any of "lrtb"
	Bold   bool
	Faint  bool // low base: grey and slanted, so that it shows in print too
	Wrap   bool
	Link   bool
	Right  bool
	Centre bool
	Left   bool // a number that stands like a word
	Indent int
}

// Tones of cells. A tone always comes with a sign (signs), because colour alone is lost in black and white.
const (
	ToneGood  = "good"
	ToneWatch = "watch"
	ToneBad   = "bad"
)

// Arrows say which way something moved, never whether that is good: that is what signs and colours say.
const (
	up   = "↑ "
	down = "↓ "
)

// Dash stands where there is no value. It is never 0.
const Dash = "—"

var (
	signs = map[string]string{ToneGood: "● ", ToneWatch: "▲ ", ToneBad: "▼ "}
	fills = map[string]string{ToneGood: "C6EFCE", ToneWatch: "FFEB9C", ToneBad: "FFC7CE",
		"step1": "F4B183", "step2": "FBE5D6", "step3": "DDEBF7", "step4": "9DC3E6", "tile": "F2F6FA",
		"input": "FFF9E5", "level": headFill}
	inks = map[string]string{ToneGood: "006100", ToneWatch: "7F6000", ToneBad: "9C0006", "level": "FFFFFF"}
)

const (
	headFill = "1F4E79"
	lineInk  = "BFBFBF"
	faintInk = "7F7F7F"
	textInk  = "262626"
)

var borders = map[rune]string{'l': "left", 'r': "right", 't': "top", 'b': "bottom"}

func fontOf(lang string) string {
	if lang == "en" {
		return "Calibri"
	}
	return "微软雅黑"
}

func sizeOf(lang string) float64 {
	if lang == "en" {
		return 11
	}
	return 10.5
}

func (b *Book) style(s Style) int {
	if id, ok := b.styles[s]; ok {
		return id
	}
	out := &excelize.Style{Font: b.font(s), Alignment: &excelize.Alignment{Vertical: "center", WrapText: s.Wrap, Indent: s.Indent}}
	switch {
	case s.Centre || s.Kind == "header":
		out.Alignment.Horizontal = "center"
	case s.Right:
		out.Alignment.Horizontal = "right"
	case s.Left || s.Indent > 0:
		out.Alignment.Horizontal = "left"
	}
	if s.Kind == "header" {
		out.Alignment.WrapText = true
	}
	if s.Format != "" {
		out.CustomNumFmt = &s.Format
	}
	fill := fills[s.Tone]
	if s.Kind == "header" {
		fill = headFill
	}
	if fill != "" {
		out.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}
	}
	sides := s.Sides
	if s.Border || s.Kind == "header" {
		sides = "lrtb"
	}
	for _, side := range sides {
		out.Border = append(out.Border, excelize.Border{Type: borders[side], Color: lineInk, Style: 1})
	}
	id, err := b.file.NewStyle(out)
	b.fail(err)
	b.styles[s] = id
	return id
}

func (b *Book) font(s Style) *excelize.Font {
	f := &excelize.Font{Family: fontOf(b.info.Lang), Size: sizeOf(b.info.Lang), Color: textInk, Bold: s.Bold}
	switch s.Kind {
	case "title":
		f.Size, f.Bold, f.Color = 18, true, headFill
	case "heading":
		f.Size, f.Bold, f.Color = 12, true, headFill
	case "header":
		f.Bold, f.Color = true, "FFFFFF"
	case "note", "code":
		f.Size, f.Color = 9, faintInk
	case "big":
		f.Size, f.Bold, f.Color = 16, true, headFill
	}
	if ink := inks[s.Tone]; ink != "" {
		f.Color = ink
	}
	if s.Faint {
		f.Italic = true
		if !strings.HasPrefix(s.Tone, "step") { // grey on the colours of a heat map could not be read
			f.Color = faintInk
		}
	}
	if s.Link {
		f.Color, f.Underline = "0563C1", "single"
	}
	return f
}

// Number formats by unit of a figure. The value in the cell is the very value of the API; nothing is rescaled.
var unitFormats = map[string]string{
	UnitScore: "0.00", UnitPercent: `0.0"%"`, UnitNPS: "0.0", UnitScale: "0.00", UnitNumber: "#,##0.00",
}

// Format returns the number format of a unit.
func Format(unit string) string { return unitFormats[unit] }

// signed writes a difference with its sign: points of a percentage are not percent.
func signed(unit string) string {
	if unit == UnitPercent || unit == UnitNPS {
		return `+0.0;-0.0;0.0`
	}
	return `+0.00;-0.00;0.00`
}

// Cell is one cell of a row. A string is written as text whatever it begins with.
type Cell struct {
	Value any // string, int64, float64, bool, nil
	Style Style
	Link  string // name of a sheet, or address of a page, to jump to

	// Formula, without its =, keeps a number live; Value is its result, for viewers that do not calculate.
	Formula string
}

// Words is a text cell of a table.
func Words(s string) Cell { return Cell{Value: s, Style: Style{Border: true, Indent: 1}} }

// Across lays a text over several columns in one frame. Cells of tables are not merged, so that they can be sorted and
// filtered.
func Across(text string, columns int, look Style) []Cell {
	out := make([]Cell, columns)
	for i := range out {
		out[i].Style = look
		out[i].Style.Sides = "tb"
	}
	out[0].Value, out[0].Style.Indent, out[0].Style.Sides = text, 1, "ltb"
	out[columns-1].Style.Sides += "r"
	return out
}

// Int is a count.
func Int(n int64) Cell { return Cell{Value: n, Style: Style{Border: true, Format: "#,##0"}} }

// Number is a plain number of a table, such as a weight; a nil value is a dash.
func Number(v *float64, format string) Cell {
	if v == nil {
		return Absent()
	}
	return Cell{Value: *v, Style: Style{Border: true, Format: format}}
}

// Absent is the cell of what does not exist.
func Absent() Cell { return Cell{Value: Dash, Style: Style{Border: true, Centre: true}} }

// FigureCell shows a figure's value; a dash when it is not available or suppressed. A low base is grey, slanted and
// starred; the sheets say what the star means.
func FigureCell(f surveys.Figure, unit string) Cell {
	if f.Value == nil {
		return Absent()
	}
	c := Cell{Value: *f.Value, Style: Style{Border: true, Format: Format(unit)}}
	if f.Status == surveys.FigureLowBase {
		c.Style.Faint, c.Style.Format = true, starred(Format(unit))
	}
	return c
}

// starred puts a star behind every section of a number format.
func starred(format string) string { return strings.ReplaceAll(format, ";", `"*";`) + `"*"` }

// FigureCells shows a figure with its n: two cells.
func FigureCells(f surveys.Figure, unit string) []Cell { return []Cell{FigureCell(f, unit), Int(f.N)} }

// IntervalCells shows the ends of a 95 % interval: two cells.
func IntervalCells(f surveys.Figure, unit string) []Cell {
	if f.Interval == nil {
		return []Cell{Absent(), Absent()}
	}
	style := Style{Border: true, Format: Format(unit)}
	return []Cell{{Value: f.Interval.Low, Style: style}, {Value: f.Interval.High, Style: style}}
}

// Toned returns the cell in a tone, with the tone's sign before the number or text. Dashes stay as they are.
func (c Cell) Toned(tone string) Cell {
	if tone == "" || c.Value == Dash {
		return c
	}
	c.Style.Tone, c.Style.Faint = tone, false
	if text, ok := c.Value.(string); ok {
		c.Value = signs[tone] + text
	} else if c.Style.Format != "" {
		c.Style.Format = signedBy(signs[tone], c.Style.Format)
	}
	return c
}

// ChangeCell shows a change between two periods: ↑ up and ↓ down where it is significant, plain where it is not.
func (b *Book) ChangeCell(ch *Change, unit string) Cell {
	if ch == nil {
		return Absent()
	}
	c := Cell{Value: ch.Value, Style: Style{Border: true, Format: signed(unit)}}
	if ch.Direction == 0 {
		return c
	}
	arrow, tone := up, ch.Tone
	if ch.Direction < 0 {
		arrow = down
	}
	if b.info.ArrowStyle == "red_up" { // 红涨绿跌: red is what rose, whether that is good or not
		tone = ToneBad
		if ch.Direction < 0 {
			tone = ToneGood
		}
	}
	c.Style.Tone, c.Style.Format = tone, signedBy(arrow, c.Style.Format)
	return c
}

// TargetCells shows a target and the gap to it: two cells.
func TargetCells(t *TargetGap, unit string) []Cell {
	if t == nil {
		return []Cell{Absent(), Absent()}
	}
	return []Cell{Number(&t.Value, Format(unit)), Number(t.Gap, signed(unit)).Toned(t.Tone)}
}

// signedBy puts a sign before every section of a number format.
func signedBy(sign, format string) string {
	out, quoted := `"`+sign+`"`, false
	for _, r := range format {
		if r == '"' {
			quoted = !quoted
		}
		out += string(r)
		if r == ';' && !quoted {
			out += `"` + sign + `"`
		}
	}
	return out
}
