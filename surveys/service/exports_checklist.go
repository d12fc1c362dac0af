package service

import (
	"context"
	"io"

	"touchstone/surveys"
	"touchstone/surveys/report"
	"touchstone/surveys/store"
)

var _ = registerExporter(surveys.ReportChecklist, (*Service).exportChecklist)

// exportChecklist writes the workbook 神秘顾客检测报告.
func (s *Service) exportChecklist(ctx context.Context, a surveys.Actor, req surveys.ExportRequest, w io.Writer) (string, error) {
	f := ChecklistFilter{WaveID: req.WaveID, UnitID: req.UnitID, LocationID: req.LocationID}
	r, err := s.checklist(ctx, a, surveys.ResultExport, f)
	if err != nil {
		return "", err
	}
	org, err := store.FindOrg(ctx, s.store.Read(), a.OrgID)
	if err != nil {
		return "", err
	}
	say := report.Translator(s.texts(req.Lang))
	info := report.ChecklistInfo(r, s.bookInfo(*org, req.Lang), say)
	book := report.ChecklistBook{Report: r, VisitURL: s.baseURL + "/app/visits/"}
	return report.FileName(info), report.WriteChecklist(w, book, info, say)
}
