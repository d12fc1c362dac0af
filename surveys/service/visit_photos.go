package service

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io"
	"os"

	"touchstone/surveys"
	"touchstone/surveys/blob"
	"touchstone/surveys/store"
)

// MaxPhotoBytes is the largest photo that is taken.
const MaxPhotoBytes = blob.MaxPhotoBytes

// maxVisitPhotos bounds what one visit can store.
const maxVisitPhotos = 300

// StorePhoto stores a photo of a visit under the SHA-256 of its bytes and returns it. want is that name when the sender
// knows it, else "". Sending a photo again changes nothing. TooLarge and Unsupported for what is no photo we take; Limited
// when the visit has too many; Unavailable when too many photos are being read at once.
func (s *Service) StorePhoto(ctx context.Context, pass VisitPass, want string, r io.Reader) (*surveys.Evidence, error) {
	t, err := s.editTask(ctx, pass)
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(io.LimitReader(r, MaxPhotoBytes+1))
	if err != nil {
		return nil, surveys.E(surveys.Invalid, "photo.broken").Because(err)
	}
	sum := sha256.Sum256(raw)
	sha := hex.EncodeToString(sum[:])
	if len(raw) <= MaxPhotoBytes && want != "" && want != sha {
		return nil, surveys.E(surveys.Invalid, "photo.sha")
	}
	for i := range t.Photos {
		if t.Photos[i].SHA == sha {
			return &t.Photos[i], nil
		}
	}
	if len(t.Photos) >= maxVisitPhotos {
		return nil, surveys.E(surveys.Limited, "photo.many", "count", maxVisitPhotos)
	}
	return s.keepPhoto(ctx, pass, &t.Visit, sha, raw)
}

// keepPhoto stores the bytes first and the row after them: a row without bytes would be a hole, bytes without a row are
// only litter.
func (s *Service) keepPhoto(ctx context.Context, pass VisitPass, v *surveys.Visit, sha string, raw []byte) (*surveys.Evidence, error) {
	photo, err := blob.ReadPhoto(ctx, raw)
	if err != nil {
		return nil, err
	}
	name, size, err := s.blobs.Put(bytes.NewReader(photo.JPEG))
	if err != nil {
		return nil, err
	}
	e := &surveys.Evidence{OrgID: v.OrgID, VisitID: v.ID, SHA: sha, BlobSHA: name, ContentType: "image/jpeg", Bytes: size,
		Width: photo.Width, Height: photo.Height, Exif: base64.StdEncoding.EncodeToString(photo.Exif), CreatedAt: s.clock()}
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		if err := s.lockFilling(ctx, db, pass, v); err != nil {
			return err
		}
		return store.InsertEvidence(ctx, db, e)
	})
	if err != nil {
		return nil, err
	}
	return e, nil
}

// OpenOwnPhoto opens a photo for whoever makes the visit.
func (s *Service) OpenOwnPhoto(ctx context.Context, pass VisitPass, sha string) (*os.File, *surveys.Evidence, error) {
	v, err := pass.find(ctx, s.store.Read())
	if err != nil {
		return nil, nil, err
	}
	return s.openPhoto(ctx, v, sha)
}

// OpenPhoto opens a photo of a visit. Needs visit.read at the location; of a report that is not published also plan,
// review or publish, else NotFound.
func (s *Service) OpenPhoto(ctx context.Context, a surveys.Actor, visit surveys.ID, sha string) (*os.File, *surveys.Evidence, error) {
	scope, err := a.Scope(surveys.VisitRead)
	if err != nil {
		return nil, nil, err
	}
	db := s.store.Read()
	v, err := store.FindVisit(ctx, db, scope, visit)
	if err != nil {
		return nil, nil, err
	}
	names, err := s.visitNames(ctx, db, a, scope, []surveys.Visit{*v})
	if err != nil {
		return nil, nil, err
	}
	if !names.sees(*v) {
		if err := shownPhoto(ctx, db, scope, v, sha); err != nil {
			return nil, nil, err
		}
	}
	return s.openPhoto(ctx, v, sha)
}

// shownPhoto makes sure that a photo belongs to what is published: one of a withdrawn revision does not.
func shownPhoto(ctx context.Context, db store.DB, scope surveys.Scope, v *surveys.Visit, sha string) error {
	notFound := surveys.E(surveys.NotFound, "error.not_found")
	if !v.Published() {
		return notFound
	}
	current, err := store.FindRevision(ctx, db, scope, v.ResponseID, v.Revision)
	if err != nil {
		return err
	}
	if photosOf(current.Answers)[sha] == "" {
		return notFound
	}
	return nil
}

func (s *Service) openPhoto(ctx context.Context, v *surveys.Visit, sha string) (*os.File, *surveys.Evidence, error) {
	e, err := store.FindEvidence(ctx, s.store.Read(), orgScope(v.OrgID), v.ID, sha)
	if err != nil {
		return nil, nil, err
	}
	f, err := s.blobs.Open(e.BlobSHA)
	return f, e, err
}
