package server

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/service"
)

func (s *Server) listChannels(ctx context.Context, a surveys.Actor, in *ofInstrumentInput) (*listOutput[service.ChannelView], error) {
	return listed(in.PageInput, func(p surveys.Page) (surveys.List[service.ChannelView], error) {
		return s.service.ListChannels(ctx, a, in.ID, p)
	})
}

type newChannelInput struct {
	IDInput
	Body service.NewChannel
}

func (s *Server) createChannel(ctx context.Context, a surveys.Actor, in *newChannelInput) (*output[service.ChannelView], error) {
	return answer(s.service.CreateChannel(ctx, a, in.ID, in.Body))
}

type channelPatchInput struct {
	IDInput
	Body service.ChannelPatch
}

func (s *Server) updateChannel(ctx context.Context, a surveys.Actor, in *channelPatchInput) (*output[service.ChannelView], error) {
	return answer(s.service.UpdateChannel(ctx, a, in.ID, in.Body))
}

type fileOutput struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Cache       string `header:"Cache-Control"`
	Body        []byte
}

func (s *Server) channelSVG(ctx context.Context, a surveys.Actor, in *IDInput) (*fileOutput, error) {
	c, err := s.service.FindChannel(ctx, a, in.ID)
	if err != nil {
		return nil, err
	}
	svg, err := qrSVG(c.URL)
	return &fileOutput{ContentType: "image/svg+xml", Disposition: disposition("inline", "qr-"+c.Code+".svg"), Cache: "private, no-store", Body: svg}, err
}

type pngInput struct {
	IDInput
	Size int `query:"size" minimum:"100" maximum:"2000" default:"600" doc:"Least width in pixels"`
}

func (s *Server) channelPNG(ctx context.Context, a surveys.Actor, in *pngInput) (*fileOutput, error) {
	c, err := s.service.FindChannel(ctx, a, in.ID)
	if err != nil {
		return nil, err
	}
	png, err := qrPNG(c.URL, in.Size)
	return &fileOutput{ContentType: "image/png", Disposition: disposition("inline", "qr-"+c.Code+".png"), Cache: "private, no-store", Body: png}, err
}
