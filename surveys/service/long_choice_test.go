package service_test

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"touchstone/surveys"
	"touchstone/surveys/report"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// longSurvey asks a choice of thirteen options scored 0…12, two more than a histogram has columns.
func longSurvey() surveys.Document {
	score := surveys.Item{Code: "score", Type: surveys.TypeSingle, Label: both("得分", "Score given")}
	for i := range 13 {
		v := float64(i)
		score.Options = append(score.Options, surveys.Option{Code: fmt.Sprint("o", i), Label: both(fmt.Sprint("第", i), fmt.Sprint("no. ", i)), Score: &v})
	}
	place := surveys.Item{Code: "side", Type: surveys.TypeSingle, Group: true, Label: both("方位", "Side"), Options: []surveys.Option{
		{Code: "east", Label: both("东", "East")}, {Code: "west", Label: both("西", "West")}}}
	return surveys.Document{Schema: 1, Kind: surveys.Survey, Title: both("长题", "Long"), Languages: []string{"zh", "en"},
		Tree:     []surveys.Indicator{{Code: "all", Label: both("总", "All"), Weight: 1, Item: "score"}},
		Sections: []surveys.Section{{Code: "main", Title: both("全部", "All"), Items: []surveys.Item{score, place}}}}
}

// Means, indices and cross tables count every option, wherever it stands.
func TestOptionsBeyondTheEleventhCount(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		d.live = d.Cast.Publish(t, d.A.One, "parks", longSurvey())
		_, err := d.importRows([][]string{{"score", "side", "date"}, {"o0", "east", "2026-10-05"}, {"o12", "east", "2026-10-05"},
			{"o12", "west", "2026-11-05"}, {"o11", "west", "2026-11-05"}}, "long")
		must(t, err)
		r := d.results("alice")
		item := r.Items[0]
		if h := item.Headline; item.N != 4 || h == nil || !is(h.Current, 8.75, 4) || item.Counts[12].Count != 2 || !is(item.Counts[11].Share, 25, 4) {
			t.Errorf("item %+v", item)
		}
		if top := tile(r, report.MeasureIndex); !is(top.Current, 100*8.75/12, 4) {
			t.Errorf("index %+v", top.Current)
		}
		if len(r.Trend) != 2 || !is(r.Trend[0].Figures[0].Figure, 50, 2) || !is(r.Trend[1].Figures[0].Figure, 100*11.5/12, 2) {
			t.Errorf("trend %+v", r.Trend)
		}
		g, err := d.Groups(context.Background(), d.Actor("alice"), service.ResultFilter{InstrumentID: d.live.Instrument.ID})
		must(t, err)
		table := g.Tables[0]
		if west := table.Rows[1]; !is(table.Total.Figures[0].Figure, 8.75, 4) || !is(west.Figures[0].Figure, 11.5, 2) || west.Cells[12].Count != 1 {
			t.Errorf("cross table %+v", table)
		}
		d.checkLongBook()
	})
}

// checkLongBook looks for the mean and the index in the workbook.
func (d *desk) checkLongBook() {
	d.t.Helper()
	var out bytes.Buffer
	_, err := d.RunExport(context.Background(), d.Actor("alice"), surveys.ExportRequest{Report: "satisfaction", Lang: "en", InstrumentID: d.live.Instrument.ID}, &out)
	must(d.t, err)
	f, err := excelize.OpenReader(&out)
	must(d.t, err)
	defer f.Close()
	means, indices := 0, 0
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		must(d.t, err)
		for _, row := range rows {
			for _, cell := range row {
				v, err := strconv.ParseFloat(cell, 64)
				if err == nil && math.Abs(v-8.75) < 1e-6 {
					means++
				}
				if err == nil && math.Abs(v-100*8.75/12) < 1e-6 {
					indices++
				}
			}
		}
	}
	if means == 0 || indices == 0 {
		d.t.Errorf("the workbook shows the mean %d times and the index %d times", means, indices)
	}
}
