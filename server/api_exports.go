package server

import (
	"context"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"

	"touchstone/surveys"
	"touchstone/surveys/service"
)

type newExportInput struct{ Body surveys.ExportRequest }

func (s *Server) createExport(ctx context.Context, a surveys.Actor, in *newExportInput) (*output[service.ExportView], error) {
	return answer(s.service.RequestExport(ctx, a, in.Body))
}

func (s *Server) listExports(ctx context.Context, a surveys.Actor, in *PageInput) (*listOutput[service.ExportView], error) {
	return listed(*in, func(p surveys.Page) (surveys.List[service.ExportView], error) {
		return s.service.ListExports(ctx, a, p)
	})
}

func (s *Server) getExport(ctx context.Context, a surveys.Actor, in *IDInput) (*output[service.ExportView], error) {
	return answer(s.service.FindExport(ctx, a, in.ID))
}

// workbookType is the media type of an Excel workbook.
const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

type streamOutput struct{ Body func(huma.Context) }

// exportFile streams a finished workbook, which may be larger than memory should hold and slower than an ordinary answer
// may be.
func (s *Server) exportFile(ctx context.Context, a surveys.Actor, in *IDInput) (*streamOutput, error) {
	info, file, err := s.service.OpenExport(ctx, a, in.ID)
	if err != nil {
		return nil, err
	}
	return &streamOutput{Body: func(out huma.Context) {
		defer file.Close()
		out.SetHeader("Content-Type", workbookType)
		out.SetHeader("Content-Disposition", disposition("attachment", info.Name))
		out.SetHeader("Cache-Control", "private, no-store")
		out.SetHeader("Content-Length", strconv.FormatInt(info.Bytes, 10))
		w := humaecho.Unwrap(out).Response()
		if err := http.NewResponseController(w).SetWriteDeadline(time.Now().Add(downloadTime)); err != nil {
			s.log.DebugContext(ctx, "no longer deadline for a download", "err", err)
		}
		out.SetStatus(http.StatusOK)
		io.Copy(w, file) //nolint:errcheck // the reader is gone; there is nobody to tell
	}}, nil
}

// disposition names a file for the browser. Control characters and quotes never reach the header.
func disposition(kind, name string) string {
	name = strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f || strings.ContainsRune(`"\/:*?<>|`, r) {
			return '_'
		}
		return r
	}, name)
	if v := mime.FormatMediaType(kind, map[string]string{"filename": name}); v != "" {
		return v
	}
	return kind
}
