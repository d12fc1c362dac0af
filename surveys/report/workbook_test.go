package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"touchstone/surveys"
)

// say reads the texts of a language from the locale file, as plain as the real thing does it.
func say(t *testing.T, lang string) Translator {
	t.Helper()
	raw, err := os.ReadFile("../../locales/" + lang + ".json")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]any{}
	if err := json.Unmarshal(raw, &texts); err != nil {
		t.Fatal(err)
	}
	return func(key string, args ...any) string {
		text, ok := texts[key].(string)
		if forms, plural := texts[key].(map[string]any); plural {
			text, ok = forms["other"].(string)
		}
		if !ok {
			t.Errorf("no text %s", key)
		}
		for i := 0; i+1 < len(args); i += 2 {
			text = strings.ReplaceAll(text, fmt.Sprintf("{{.%v}}", args[i]), fmt.Sprint(args[i+1]))
		}
		if strings.Contains(text, "{{") {
			t.Errorf("%s lacks a value: %s", key, text)
		}
		return text
	}
}

func info(lang string) Info {
	return Info{Lang: lang, Title: "标题 & <b>", Subject: "主题", Period: "2026年第3期", Author: "机构", Version: "1.2.3",
		Generated: time.Date(2026, 11, 24, 9, 30, 0, 0, time.UTC)}
}

// reopen reads a workbook back.
func reopen(t *testing.T, write func(w io.Writer) error) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func TestWorkbookFrame(t *testing.T) {
	data := ChartData{Categories: []string{"一 & 二", "三"}, Series: []ChartSeries{{Name: "<值>", Values: []*float64{number(1.5), nil}}}}
	f := reopen(t, func(w io.Writer) error {
		return WriteBook(w, info("zh"), say(t, "zh"), []Page{
			{Name: "图[1]", About: "画", Write: func(s *Sheet) {
				s.Chart(1, 3, Chart{Kind: RadarChart, Title: "雷达", Data: data, Width: 300, Height: 200})
			}},
			{Name: "目录"},
			{Name: "表", Early: true, Write: func(s *Sheet) {
				s.Title("表")
				s.Freeze(1)
				s.Table(Column{Head: "名称"}, Column{Head: "值"})
				s.Row(Words("=SUM(A1)"), Cell{Value: 1.25, Style: Style{Format: "0.00"}}.Toned(ToneBad))
				s.Row(Words("＝1"), Absent())
				s.Data(&data)
			}},
		})
	})
	if got := f.GetSheetList(); got[0] != "图 1" || got[1] != "目录" || got[2] != "表" {
		t.Fatalf("sheets %q", got)
	}
	for cell, want := range map[string]string{"A3": "'=SUM(A1)", "B3": "▼ 1.25", "A4": "'＝1", "B4": Dash} {
		if got, err := f.GetCellValue("表", cell); err != nil || got != want {
			t.Errorf("%s is %q, want %q (%v)", cell, got, want, err)
		}
		if formula, err := f.GetCellFormula("表", cell); err != nil || formula != "" {
			t.Errorf("%s has a formula %q (%v)", cell, formula, err)
		}
	}
	panes, err := f.GetPanes("表")
	if err != nil || !panes.Freeze || panes.YSplit != 2 || panes.XSplit != 1 {
		t.Errorf("panes %+v, %v", panes, err)
	}
	linked, where, err := f.GetCellHyperLink("目录", "B5")
	if err != nil || !linked || where != "'图 1'!A1" {
		t.Errorf("link %v %q, %v", linked, where, err)
	}
	layout, err := f.GetPageLayout("表")
	if err != nil || *layout.Size != 9 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 {
		t.Errorf("layout %+v, %v", layout, err)
	}
	foot, err := f.GetHeaderFooter("表")
	if err != nil || !strings.Contains(foot.OddHeader, "标题 && <b>") || !strings.Contains(foot.OddHeader, "内部资料") ||
		foot.OddFooter != "&L2026年第3期&C第 &P 页 / 共 &N 页&R2026-11-24 09:30  Touchstone 1.2.3" {
		t.Errorf("header and footer %+v, %v", foot, err)
	}
	titles := ""
	for _, n := range f.GetDefinedName() {
		titles += n.Name + " " + n.RefersTo + ";"
	}
	if !strings.Contains(titles, "_xlnm.Print_Titles '表'!$2:$2") || !strings.Contains(titles, "_xlnm._FilterDatabase '表'!$A$2:$B$4") {
		t.Errorf("names %s", titles)
	}
	props, err := f.GetDocProps()
	if err != nil || props.Title != "标题 & <b>" || props.Creator != "机构" || props.Language != "zh" {
		t.Errorf("properties %+v, %v", props, err)
	}
	chart, _ := f.Pkg.Load("xl/charts/chart1.xml")
	for _, part := range []string{`<v>一 &amp; 二</v>`, `<v>&lt;值&gt;</v>`, `<ptCount val="2"/><pt idx="0"><v>1.5</v></pt></numCache>`, `radarChart`} {
		if !bytes.Contains(chart.([]byte), []byte(part)) {
			t.Errorf("the chart lacks %s: %s", part, chart)
		}
	}
}

func TestNamesOfSheetsAndFiles(t *testing.T) {
	taken := map[string]bool{}
	long := strings.Repeat("很", 40)
	for _, c := range []struct{ in, want string }{
		{"a/b:c", "a b c"}, {"A/B:C", "A B C (2)"}, {"'x'", "x"}, {"", "Sheet "}, {"History", "Sheet History"},
		{long, long[:31*3]}, {long, long[:27*3] + " (2)"}, {strings.Repeat("😀", 20), strings.Repeat("😀", 15)},
	} {
		if got := sheetName(c.in, taken); got != c.want {
			t.Errorf("%q became %q, want %q", c.in, got, c.want)
		}
	}
	name := FileName(Info{Period: "2026年第3期", Subject: "到店满意度 · 华东/上海", Title: "客户满意度报告"})
	if name != "2026年第3期_到店满意度_华东-上海_客户满意度报告.xlsx" {
		t.Error(name)
	}
}

func TestLongNotesBreakIntoLines(t *testing.T) {
	for text, want := range map[string][]string{
		"short":               {"short"},
		"one two three four":  {"one two", "three", "four"},
		"没有数据，不是零。":           {"没有数", "据，不", "是零。"},
		"unbreakablelongword": {"unbreakablelongword"},
	} {
		if got := broken(text, 8); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := broken("as long as it likes", 0); len(got) != 1 {
		t.Errorf("%q", got)
	}
}

func TestGuard(t *testing.T) {
	for _, s := range []string{"=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1"} {
		if Guard(s) != "'"+s {
			t.Errorf("%q passed", s)
		}
	}
	for _, s := range []string{"", "a=1", "很好", "'x", Dash} {
		if Guard(s) != s {
			t.Errorf("%q was changed", s)
		}
	}
}

func TestChangesAndTargets(t *testing.T) {
	b := newBook(info("zh"), say(t, "zh"))
	defer b.file.Close()
	up := &Change{Tone: ToneGood}
	up.Value, up.Direction = 2, 1
	if c := b.ChangeCell(up, UnitNPS); c.Style.Tone != ToneGood || !strings.HasPrefix(c.Style.Format, `"↑ "+0.0;"↑ "-0.0`) {
		t.Errorf("%+v", c)
	}
	b.info.ArrowStyle = "red_up"
	if c := b.ChangeCell(up, UnitNPS); c.Style.Tone != ToneBad {
		t.Errorf("红涨绿跌: %+v", c)
	}
	up.Direction = 0
	if c := b.ChangeCell(up, UnitNPS); c.Style.Tone != "" || strings.Contains(c.Style.Format, "↑") {
		t.Errorf("not significant: %+v", c)
	}
	if c := b.ChangeCell(nil, UnitNPS); c.Value != Dash {
		t.Errorf("%+v", c)
	}
	low := surveys.Figure{Value: number(1), N: 3, Status: surveys.FigureLowBase}
	if c := FigureCell(low, UnitPercent); !c.Style.Faint || c.Style.Format != `0.0"%""*"` {
		t.Errorf("%+v", c)
	}
	if c := FigureCell(surveys.NotAvailable("x", 4), UnitPercent); c.Value != Dash {
		t.Errorf("%+v", c)
	}
}

// responses yields n responses to the tree survey.
func responses(n int) iter.Seq2[*surveys.Response, error] {
	return func(yield func(*surveys.Response, error) bool) {
		for i := range n {
			five := float64(i%5 + 1)
			r := &surveys.Response{ID: id(byte(i)), VersionID: id(50), LocationID: id(20), Lang: "zh", Source: surveys.SourcePage, State: surveys.Completed,
				Valid: i != 3, LocalDay: 20261101, DurationMS: 1500, Answers: surveys.Answers{"overall": {Number: &five}, "pick": {Codes: []string{"b"}}}}
			if !yield(r, nil) {
				return
			}
		}
	}
}

func TestResponsesSplitWhereTheSheetEnds(t *testing.T) {
	in := fixture()
	book := ResponsesBook{Versions: in.Versions, Locations: map[surveys.ID]surveys.Location{id(20): in.Locations[0]}, Count: 120, Rows: responses(120), Limit: 50}
	f := reopen(t, func(w io.Writer) error { return WriteResponses(w, book, info("zh"), say(t, "zh")) })
	var total int
	for i, want := range []int{48, 48, 24} {
		rows, err := f.GetRows(fmt.Sprintf("数据 %d", i+1), excelize.Options{RawCellValue: true})
		if err != nil || len(rows)-headRows != want {
			t.Fatalf("sheet %d has %d rows, %v", i+1, len(rows)-headRows, err)
		}
		codes := strings.Join(rows[1], " ")
		if !strings.HasPrefix(codes, "response_id day wave ") || !strings.HasSuffix(codes, "pick pick.label") {
			t.Fatalf("codes %s", codes)
		}
		for _, row := range rows[headRows:] {
			at := func(code string) string {
				for k, c := range rows[1] {
					if c == code && k < len(row) {
						return row[k]
					}
				}
				return ""
			}
			if at("response_id") != id(byte(total)).String() || at("overall") != fmt.Sprint(total%5+1) || at("pick") != "b" || at("pick.label") != "b" ||
				at("location_code") != "l1" || at("day") != "46327" || at("duration_s") != "1.5" || (at("valid") == "1") == (total == 3) || at("range") != "" {
				t.Fatalf("row %d: %q", total, row)
			}
			total++
		}
	}
	if sheets := f.GetSheetList(); len(sheets) != 6 || sheets[4] != "编码表" || sheets[5] != "口径说明" {
		t.Errorf("sheets %q", sheets)
	}
	one := ResponsesBook{Versions: in.Versions, Rows: responses(0)}
	f = reopen(t, func(w io.Writer) error { return WriteResponses(w, one, info("en"), say(t, "en")) })
	if rows, err := f.GetRows("Data"); err != nil || len(rows) != headRows {
		t.Errorf("no responses: %d rows, %v", len(rows), err)
	}
}

func TestAFailingSourceFailsTheWorkbook(t *testing.T) {
	broken := fmt.Errorf("the database went away")
	rows := func(yield func(*surveys.Response, error) bool) { yield(nil, broken) }
	err := WriteResponses(io.Discard, ResponsesBook{Versions: fixture().Versions, Count: 5, Rows: rows}, info("zh"), say(t, "zh"))
	if err == nil || !strings.Contains(err.Error(), "went away") {
		t.Errorf("%v", err)
	}
	words := func(yield func(Verbatim, error) bool) { yield(Verbatim{}, broken) }
	answered := fixture()
	answered.give(3, 20, 1, map[string]int{"range": 4})
	err = WriteSatisfaction(io.Discard, SatisfactionBook{Report: BuildSatisfaction(answered), Words: words}, info("zh"), say(t, "zh"))
	if err == nil || !strings.Contains(err.Error(), "went away") {
		t.Errorf("%v", err)
	}
}
