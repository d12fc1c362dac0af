package surveys

// The reports that are exported as workbooks.
const (
	ReportResponses    = "responses"
	ReportSatisfaction = "satisfaction"
	ReportChecklist    = "checklist"
	ReportBenchmark    = "benchmark"
)

// ExportRequest says which workbook is wanted. Responses and satisfaction name an instrument, checklist a wave,
// benchmark an assessment; the other fields narrow it.
type ExportRequest struct {
	Report       string `json:"report" enum:"responses,satisfaction,checklist,benchmark"`
	InstrumentID ID     `json:"instrument_id,omitempty"`
	WaveID       ID     `json:"wave_id,omitempty"`
	AssessmentID ID     `json:"assessment_id,omitempty"`
	UnitID       ID     `json:"unit_id,omitempty" doc:"This unit and everything below it"`
	LocationID   ID     `json:"location_id,omitempty"`
	Lang         string `json:"lang" enum:"zh,en"`
}

// ExportFile is what a finished export left: its name for the reader, and the stored file.
type ExportFile struct {
	Name  string `json:"name"`
	SHA   string `json:"sha"`
	Bytes int64  `json:"bytes"`
}
