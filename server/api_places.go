package server

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/service"
)

type PlacesInput struct {
	PageInput
	ClientID surveys.ID `query:"client_id" doc:"Only of this client"`
}

func (in PlacesInput) filter() service.PlaceFilter { return service.PlaceFilter{ClientID: in.ClientID} }

type locationsInput struct {
	PlacesInput
	UnitID  surveys.ID `query:"unit_id" doc:"Only of this unit, without what is below it"`
	BrandID surveys.ID `query:"brand_id"`
}

func (s *Server) listClients(ctx context.Context, a surveys.Actor, in *PageInput) (*listOutput[surveys.Client], error) {
	return listed(*in, func(p surveys.Page) (surveys.List[surveys.Client], error) { return s.service.ListClients(ctx, a, p) })
}

func (s *Server) listUnits(ctx context.Context, a surveys.Actor, in *PlacesInput) (*listOutput[surveys.Unit], error) {
	return listed(in.PageInput, func(p surveys.Page) (surveys.List[surveys.Unit], error) {
		return s.service.ListUnits(ctx, a, in.filter(), p)
	})
}

func (s *Server) listBrands(ctx context.Context, a surveys.Actor, in *PlacesInput) (*listOutput[surveys.Brand], error) {
	return listed(in.PageInput, func(p surveys.Page) (surveys.List[surveys.Brand], error) {
		return s.service.ListBrands(ctx, a, in.filter(), p)
	})
}

func (s *Server) listTouchpoints(ctx context.Context, a surveys.Actor, in *PlacesInput) (*listOutput[surveys.Touchpoint], error) {
	return listed(in.PageInput, func(p surveys.Page) (surveys.List[surveys.Touchpoint], error) {
		return s.service.ListTouchpoints(ctx, a, in.filter(), p)
	})
}

func (s *Server) listLocations(ctx context.Context, a surveys.Actor, in *locationsInput) (*listOutput[surveys.Location], error) {
	f := in.filter()
	f.UnitID, f.BrandID = in.UnitID, in.BrandID
	return listed(in.PageInput, func(p surveys.Page) (surveys.List[surveys.Location], error) {
		return s.service.ListLocations(ctx, a, f, p)
	})
}

type newClientInput struct{ Body service.NewClient }

func (s *Server) createClient(ctx context.Context, a surveys.Actor, in *newClientInput) (*output[surveys.Client], error) {
	return answer(s.service.CreateClient(ctx, a, in.Body))
}

type newBrandInput struct{ Body service.NewBrand }

func (s *Server) createBrand(ctx context.Context, a surveys.Actor, in *newBrandInput) (*output[surveys.Brand], error) {
	return answer(s.service.CreateBrand(ctx, a, in.Body))
}

type brandPatchInput struct {
	IDInput
	Body service.BrandPatch
}

func (s *Server) updateBrand(ctx context.Context, a surveys.Actor, in *brandPatchInput) (*output[surveys.Brand], error) {
	return answer(s.service.UpdateBrand(ctx, a, in.ID, in.Body))
}

type newTouchpointInput struct{ Body service.NewTouchpoint }

func (s *Server) createTouchpoint(ctx context.Context, a surveys.Actor, in *newTouchpointInput) (*output[surveys.Touchpoint], error) {
	return answer(s.service.CreateTouchpoint(ctx, a, in.Body))
}

type touchpointPatchInput struct {
	IDInput
	Body service.TouchpointPatch
}

func (s *Server) updateTouchpoint(ctx context.Context, a surveys.Actor, in *touchpointPatchInput) (*output[surveys.Touchpoint], error) {
	return answer(s.service.UpdateTouchpoint(ctx, a, in.ID, in.Body))
}

type newUnitInput struct{ Body service.NewUnit }

func (s *Server) createUnit(ctx context.Context, a surveys.Actor, in *newUnitInput) (*output[surveys.Unit], error) {
	return answer(s.service.CreateUnit(ctx, a, in.Body))
}

type unitPatchInput struct {
	IDInput
	Body service.UnitPatch
}

func (s *Server) updateUnit(ctx context.Context, a surveys.Actor, in *unitPatchInput) (*output[surveys.Unit], error) {
	return answer(s.service.UpdateUnit(ctx, a, in.ID, in.Body))
}

type newLocationInput struct{ Body service.NewLocation }

func (s *Server) createLocation(ctx context.Context, a surveys.Actor, in *newLocationInput) (*output[surveys.Location], error) {
	return answer(s.service.CreateLocation(ctx, a, in.Body))
}

type locationPatchInput struct {
	IDInput
	Body service.LocationPatch
}

func (s *Server) updateLocation(ctx context.Context, a surveys.Actor, in *locationPatchInput) (*output[surveys.Location], error) {
	return answer(s.service.UpdateLocation(ctx, a, in.ID, in.Body))
}
