package service

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/jobs"
	"touchstone/surveys/store"
)

const jobExport = "export"

// exportKeep is how long a finished workbook can be fetched.
const exportKeep = 7 * 24 * time.Hour

// maxOpenExports bounds the unfinished exports of one person.
const maxOpenExports = 10

// Exporter writes one kind of workbook and returns the file's name for the reader.
type Exporter func(s *Service, ctx context.Context, a surveys.Actor, req surveys.ExportRequest, w io.Writer) (fileName string, err error)

// exporters holds the workbooks by the name of their report. Each is registered by the file that builds it.
var exporters = map[string]Exporter{}

func registerExporter(report string, e Exporter) struct{} {
	exporters[report] = e
	return struct{}{}
}

// RunExport writes a workbook to w and returns its file name. It is the one way to a workbook: jobs and the command line
// call it. What was accepted before is derived first, for a bounded time; a workbook says how many responses its figures
// still miss. Needs result.export where the request points.
func (s *Service) RunExport(ctx context.Context, a surveys.Actor, req surveys.ExportRequest, w io.Writer) (fileName string, err error) {
	if err := s.checkExport(ctx, a, req); err != nil {
		return "", err
	}
	if err := s.catchUp(ctx); err != nil {
		return "", err
	}
	return exporters[req.Report](s, ctx, a, req, w)
}

// exportJob is the payload of an export: the request, and the verbs of the API key that asked, if one did.
type exportJob struct {
	Request surveys.ExportRequest `json:"request"`
	Verbs   []surveys.Verb        `json:"verbs,omitempty"`
}

// ExportView is an export as its owner sees it.
type ExportView struct {
	surveys.Job
	Request surveys.ExportRequest `json:"request"`
	File    *surveys.ExportFile   `json:"file,omitempty"`
}

func viewExport(j surveys.Job) (ExportView, error) {
	var payload exportJob
	view := ExportView{Job: j}
	if err := json.Unmarshal(j.Payload, &payload); err != nil {
		return view, err
	}
	view.Request = payload.Request
	if j.State != "done" {
		return view, nil
	}
	view.File = new(surveys.ExportFile)
	if err := json.Unmarshal(j.Result, view.File); err != nil {
		return view, err
	}
	var err error
	view.Result, err = json.Marshal(view.File) // how far the workbook reaches is ours to know
	return view, err
}

// RequestExport queues a workbook. Asking again for what is still queued gives the same job.
func (s *Service) RequestExport(ctx context.Context, a surveys.Actor, req surveys.ExportRequest) (*ExportView, error) {
	if a.UserID.IsZero() {
		return nil, surveys.E(surveys.Unauthenticated, "error.unauthenticated")
	}
	if err := s.checkExport(ctx, a, req); err != nil {
		return nil, err
	}
	payload := exportJob{Request: req, Verbs: a.Verbs}
	key := a.UserID.String() + digest(payload)
	scope := surveys.Scope{Org: a.OrgID}
	var j *surveys.Job
	err := s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		list, err := store.ListJobs(ctx, db, scope, jobExport, a.UserID, surveys.Page{Limit: surveys.MaxPage})
		if err != nil {
			return err
		}
		open := 0
		for i := range list.Items {
			if st := list.Items[i].State; st == "queued" || st == "running" {
				open++
				if list.Items[i].Key == key {
					j = &list.Items[i]
				}
			}
		}
		if j != nil {
			return nil
		}
		if open >= maxOpenExports {
			return surveys.E(surveys.Limited, "export.many", "max", maxOpenExports)
		}
		if j, err = s.enqueue(ctx, db, a, jobExport, key, payload); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.ResultExport), "jobs", j.ID, nil, req)
	})
	if err != nil {
		return nil, err
	}
	ring()
	view, err := viewExport(*j)
	return &view, err
}

// ListExports returns the actor's own exports, the newest first.
func (s *Service) ListExports(ctx context.Context, a surveys.Actor, p surveys.Page) (surveys.List[ExportView], error) {
	var out surveys.List[ExportView]
	scope, err := ownExports(a)
	if err != nil {
		return out, err
	}
	list, err := store.ListJobs(ctx, s.store.Read(), scope, jobExport, a.UserID, p)
	if err != nil {
		return out, err
	}
	out = surveys.List[ExportView]{Items: make([]ExportView, len(list.Items)), Next: list.Next}
	for i, j := range list.Items {
		if out.Items[i], err = viewExport(j); err != nil {
			return out, err
		}
	}
	return out, nil
}

// ownExports needs result.export and a person: an export belongs to who asked for it.
func ownExports(a surveys.Actor) (surveys.Scope, error) {
	scope, err := a.Scope(surveys.ResultExport)
	if err == nil && a.UserID.IsZero() {
		err = surveys.E(surveys.Unauthenticated, "error.unauthenticated")
	}
	return scope, err
}

// FindExport returns one of the actor's own exports.
func (s *Service) FindExport(ctx context.Context, a surveys.Actor, id surveys.ID) (*ExportView, error) {
	scope, err := ownExports(a)
	if err != nil {
		return nil, err
	}
	j, err := store.FindJob(ctx, s.store.Read(), scope, jobExport, a.UserID, id)
	if err != nil {
		return nil, err
	}
	view, err := viewExport(*j)
	return &view, err
}

// OpenExport opens the file of one of the actor's own finished exports. Conflict while it is not finished, Gone when it
// has expired, Forbidden when the actor could not make it now: the rights have shrunk, or the key has fewer.
func (s *Service) OpenExport(ctx context.Context, a surveys.Actor, id surveys.ID) (*surveys.ExportFile, *os.File, error) {
	scope, err := ownExports(a)
	if err != nil {
		return nil, nil, err
	}
	j, err := store.FindJob(ctx, s.store.Read(), scope, jobExport, a.UserID, id)
	if err != nil {
		return nil, nil, err
	}
	view, err := viewExport(*j)
	switch {
	case err != nil:
		return nil, nil, err
	case view.File == nil:
		return nil, nil, surveys.E(surveys.Conflict, "export.unfinished")
	case view.ExpiresAt != nil && !s.clock().Before(*view.ExpiresAt):
		return nil, nil, surveys.E(surveys.Gone, "export.expired")
	}
	if err := s.mayOpen(ctx, a, j, view.Request); err != nil {
		return nil, nil, err
	}
	file, err := s.blobs.Open(view.File.SHA)
	return view.File, file, err
}

// workExport makes the workbook of a job as the person who asked, with the rights they have now.
func (s *Service) workExport(ctx context.Context, j *surveys.Job, progress func(int)) (jobs.Outcome, error) {
	var payload exportJob
	if err := json.Unmarshal(j.Payload, &payload); err != nil {
		return jobs.Outcome{}, err
	}
	actor, err := s.actorOf(ctx, j.OrgID, j.CreatedBy)
	if err != nil {
		return jobs.Outcome{}, err
	}
	actor.Verbs, actor.RequestID = payload.Verbs, j.ID.String()
	progress(5)
	made := exportResult{}
	if made.Units, err = s.exportReach(ctx, actor, payload.Request); err != nil {
		return jobs.Outcome{}, err
	}
	made.ExportFile, err = s.exportToBlob(ctx, actor, payload.Request)
	return jobs.Outcome{Result: made, Keep: exportKeep}, err
}

// exportToBlob streams the workbook into the blob folder.
func (s *Service) exportToBlob(ctx context.Context, a surveys.Actor, req surveys.ExportRequest) (surveys.ExportFile, error) {
	r, w := io.Pipe()
	type made struct {
		name string
		err  error
	}
	done := make(chan made, 1)
	go func() {
		var m made
		defer func() {
			if p := recover(); p != nil { // the runner cannot see into this goroutine
				m.err = fmt.Errorf("service: %s panicked: %v\n%s", req.Report, p, debug.Stack())
			}
			w.CloseWithError(m.err) // nil means the end of the file
			done <- m
		}()
		m.name, m.err = s.RunExport(ctx, a, req, w)
	}()
	sha, size, err := s.blobs.Put(r)
	r.CloseWithError(errors.New("service: the workbook is no longer wanted")) // frees the writer when Put failed
	m := <-done
	if m.err != nil {
		return surveys.ExportFile{}, m.err
	}
	return surveys.ExportFile{Name: m.name, SHA: sha, Bytes: size}, err
}

// dropExport removes an expired export and its file, unless another export has the very same file.
func (s *Service) dropExport(ctx context.Context, j surveys.Job) error {
	view, err := viewExport(j)
	if err != nil {
		return err
	}
	if err := s.store.InTx(ctx, func(ctx context.Context, db store.DB) error { return store.DeleteJob(ctx, db, j.OrgID, j.ID) }); err != nil {
		return err
	}
	if view.File == nil {
		return nil
	}
	n, err := store.JobsWithBlob(ctx, s.store.Read(), view.File.SHA)
	if err != nil || n > 0 {
		return err
	}
	return s.blobs.Remove(view.File.SHA)
}
