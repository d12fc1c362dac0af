package bench

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// export measures the workbook of responses beside excelize alone writing the same cells, each in a process of its own.
func export(ctx context.Context, r *run) error {
	survey, err := publish(ctx, r.scratch.service, "bench", "", twentyItems())
	if err != nil {
		return err
	}
	count := pick(r, 100_000, 2_000)
	if err := r.fillExport(ctx, survey, count); err != nil {
		return err
	}
	ours := task{Kind: "export", File: filepath.Join(r.scratch.folder, "ours.xlsx"), Org: "bench", Survey: survey.channel.Code}
	bare := task{Kind: "bare", File: filepath.Join(r.scratch.folder, "cells")}
	if _, err := r.once(ctx, ours); err != nil { // the first one makes the workbook whose cells the floor writes
		return err
	}
	n, err := takeCells(ours.File, bare.File)
	if err != nil {
		return err
	}
	var spent struct{ ours, bare, memory, bareMemory []float64 }
	for range pick(r, 3, 1) {
		a, err := r.once(ctx, ours)
		if err != nil {
			return err
		}
		b, err := r.once(ctx, bare)
		if err != nil {
			return err
		}
		spent.ours, spent.bare = append(spent.ours, a.seconds), append(spent.bare, b.seconds)
		spent.memory, spent.bareMemory = append(spent.memory, a.megabytes), append(spent.bareMemory, b.megabytes)
	}
	info, err := os.Stat(ours.File)
	if err != nil {
		return err
	}
	r.print("export.responses", float64(count), "responses")
	r.print("export.cells", float64(n), "cells")
	r.print("export.file", float64(info.Size())/1e6, "MB")
	r.printBeside("export.time", median(spent.ours), median(spent.bare), "s")
	r.print("export.memory", median(spent.memory), "MB")
	r.print("export.memory.floor", median(spent.bareMemory), "MB")
	return nil
}

func (r *run) fillExport(ctx context.Context, survey *surveyed, count int) error {
	random := rand.New(rand.NewPCG(11, uint64(count)))
	first := time.Date(2025, 1, 1, 12, 0, 0, 0, time.UTC)
	for done := 0; done < count; done += fillBatch {
		var batch []*surveys.Response
		for range min(fillBatch, count-done) {
			at := first.AddDate(0, 0, random.IntN(dashboardDays))
			batch = append(batch, survey.response(surveys.NewDayID(at), twentyAnswers(random), at))
		}
		err := r.scratch.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
			_, err := store.InsertResponses(ctx, db, batch, false) // this workbook reads no derived table
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// cost is what a child spent.
type cost struct{ seconds, megabytes float64 }

// once runs a child to its end and reads what it says it spent.
func (r *run) once(ctx context.Context, t task) (cost, error) {
	c, err := r.startTask(ctx, t)
	if err != nil {
		return cost{}, err
	}
	said, err := c.line()
	if err != nil {
		return cost{}, err
	}
	if err := c.Wait(); err != nil {
		return cost{}, fmt.Errorf("%s: %w: %s", t.Kind, err, c.Stderr)
	}
	var spent cost
	if _, err := fmt.Sscan(said, &spent.seconds, &spent.megabytes); err != nil {
		return cost{}, fmt.Errorf("%s said %q: %w", t.Kind, said, err)
	}
	return spent, nil
}

// peakMemory is the most memory this process ever held (VmHWM), in MB of 10^6 bytes. Only Linux tells.
func peakMemory() (float64, error) {
	raw, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(raw)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 64)
			return kb * 1024 / 1e6, err
		}
	}
	return 0, errors.New("/proc/self/status has no VmHWM")
}
