package server

import (
	"html/template"
	"net/http"

	"github.com/labstack/echo/v4"

	"touchstone/surveys"
)

type sheetView struct {
	sitePage
	Place, URL string
	QR         template.HTML
}

// channelSheet shows a page to print and put up: the survey's title, the place, the QR code, the address.
func (s *Server) channelSheet(c echo.Context) error {
	id, err := surveys.ParseID(c.Param("id"))
	if err != nil {
		return surveys.E(surveys.NotFound, "error.not_found")
	}
	ctx := c.Request().Context()
	channel, err := s.service.FindChannel(ctx, actorOf(ctx), id)
	if err != nil {
		return err
	}
	instrument, err := s.service.FindInstrument(ctx, actorOf(ctx), channel.InstrumentID)
	if err != nil {
		return err
	}
	svg, err := qrSVG(channel.URL)
	if err != nil {
		return err
	}
	page := s.newSitePage(c, "sheet.title")
	page.Title = instrument.Title.In(page.lang)
	view := sheetView{sitePage: page, Place: channel.Name.In(page.lang), URL: channel.URL,
		QR: template.HTML(svg)} //nolint:gosec // drawn by us from numbers alone
	return s.render(c, http.StatusOK, "sheet.html", view)
}
