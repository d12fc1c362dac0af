package service

import (
	"context"
	"io"

	"touchstone/surveys"
	"touchstone/surveys/report"
	"touchstone/surveys/store"
)

var _ = registerExporter(surveys.ReportBenchmark, (*Service).exportBenchmark)

// exportBenchmark writes the workbook 客户管理能力成熟度测评报告. Besides result.export it needs assessment.read: the workbook
// prints single scores and their evidence.
func (s *Service) exportBenchmark(ctx context.Context, a surveys.Actor, req surveys.ExportRequest, w io.Writer) (string, error) {
	r, err := s.Benchmark(ctx, a, req.AssessmentID)
	if err != nil {
		return "", err
	}
	org, err := store.FindOrg(ctx, s.store.Read(), a.OrgID)
	if err != nil {
		return "", err
	}
	say := report.Translator(s.texts(req.Lang))
	info := report.BenchmarkInfo(r, s.bookInfo(*org, req.Lang), say)
	return report.FileName(info), report.WriteBenchmark(w, r, info, say)
}
