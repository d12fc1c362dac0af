package service

import (
	"context"
	"crypto/sha256"
	"encoding/binary"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// begin opens the import, or finds the one that was interrupted. fresh is false when everything is stored already.
func (im *importer) begin(ctx context.Context, a surveys.Actor, ids []surveys.ID) (id surveys.ID, fresh bool, err error) {
	id, resumed, err := im.find(ctx)
	if err != nil {
		return id, false, err
	}
	if err := im.dropOthers(ctx, a, id); err != nil || resumed {
		return id, err == nil, err
	}
	known, err := store.KnownResponses(ctx, im.s.store.Read(), im.entry.Org.ID, ids)
	if err != nil || len(known) == len(ids) {
		return id, false, err
	}
	err = im.s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		return store.BeginImport(ctx, db, &surveys.Import{OrgID: im.entry.Org.ID, ID: id, InstrumentID: im.entry.Instrument.ID,
			FileName: im.in.FileName, FileHash: im.in.FileHash, State: store.ImportLoading, Rows: int64(im.report.Rows),
			CreatedBy: a.UserID, CreatedAt: im.s.clock()})
	})
	return id, err == nil, err
}

// find returns the import to load under. A file may be loaded several times, when rows that were bad are good by now:
// its imports are numbered, and the first number that is free or still loading is the one.
func (im *importer) find(ctx context.Context) (id surveys.ID, resumed bool, err error) {
	for number := uint64(0); ; number++ {
		id = im.importID(number)
		before, err := store.FindImport(ctx, im.s.store.Read(), im.scope, id)
		switch {
		case surveys.KindOf(err) == surveys.NotFound:
			return id, false, nil
		case err != nil:
			return id, false, err
		case before.State == store.ImportLoading:
			return id, true, nil
		}
	}
}

// importID names the import by what its responses are made of: survey and version, the file, and what each column is
// read as, which is all that a mapping and a frequency column change.
func (im *importer) importID(number uint64) surveys.ID {
	h := sha256.New()
	h.Write([]byte("import " + im.in.FileHash))
	h.Write(im.entry.Instrument.ID[:])
	h.Write(im.entry.Version.ID[:])
	for _, c := range im.columns {
		name := c.target()
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(name))))
		h.Write([]byte(name))
	}
	h.Write(binary.BigEndian.AppendUint64(nil, number))
	return surveys.HashID(h.Sum(nil))
}

// dropOthers removes what interrupted imports of the same file left when they read it differently. The responses of a
// file keep their ids whatever its columns are read as, so that such a rest would take the place of what is wanted now.
func (im *importer) dropOthers(ctx context.Context, a surveys.Actor, id surveys.ID) error {
	list, err := store.LoadingImports(ctx, im.s.store.Read(), im.scope, im.entry.Instrument.ID, im.in.FileHash)
	if err != nil {
		return err
	}
	for _, other := range list {
		if other.ID == id {
			continue
		}
		err := im.s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
			if err := store.DropImport(ctx, db, im.entry.Org.ID, other.ID); err != nil {
				return err
			}
			return im.s.audit(ctx, db, a, string(surveys.ResponseImport), "imports", other.ID, other.FileHash, nil)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
