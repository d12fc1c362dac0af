package service

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// OpenSurvey returns what a respondent's page is made from: the link, and the version the page shows (zero = the
// latest; a page that was opened before a new version was published goes on with its own). What is returned is shared:
// do not change it. Errors: NotFound, Gone, Invalid for a version of another survey.
func (s *Service) OpenSurvey(ctx context.Context, code string, version surveys.ID) (*Entry, *surveys.Version, error) {
	e, err := s.ResolveChannel(ctx, code)
	if err != nil {
		return nil, nil, err
	}
	if err := e.Accepting(); err != nil {
		return e, e.Version, err
	}
	v, err := s.versionFor(ctx, e, version)
	if err != nil {
		return nil, nil, err
	}
	return e, v, nil
}

// brandOf says whose survey people are looking at: the brand of the place, with the place, else the client.
func brandOf(ctx context.Context, db store.DB, scope surveys.Scope, e *Entry) (surveys.Text, error) {
	if e.Location == nil {
		client, err := store.FindClient(ctx, db, scope, e.Instrument.ClientID)
		if err != nil {
			return nil, err
		}
		return client.Name, nil
	}
	brand, err := store.FindBrand(ctx, db, scope, e.Location.BrandID)
	if err != nil {
		return nil, err
	}
	name := surveys.Text{}
	for lang := range brand.Name {
		name[lang] = brand.Name.In(lang) + " · " + e.Location.Name.In(lang)
	}
	return name, nil
}
