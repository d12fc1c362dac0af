package service_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/service"
	"touchstone/surveys/store"
	"touchstone/surveys/surveytest"
)

// A finished workbook opens for those who could make it now, and for nobody else.
func TestExportOpensWithTheRightsOfNow(t *testing.T) {
	surveytest.EachCast(t, func(t *testing.T, c *surveytest.Cast) {
		s, _ := office(t, c)
		ctx, one := context.Background(), c.A.One
		live := c.Publish(t, one, "reach", surveytest.SmallSurvey())
		responses := surveys.ExportRequest{Report: surveys.ReportResponses, InstrumentID: live.Instrument.ID, Lang: "zh"}
		figures := surveys.ExportRequest{Report: surveys.ReportSatisfaction, InstrumentID: live.Instrument.ID, Lang: "zh"}
		north := figures
		north.UnitID = one.North.ID
		alice, bob := c.Actor("alice"), c.Actor("bob")
		made := map[string]surveys.ID{}
		for name, ask := range map[string]struct {
			who surveys.Actor
			req surveys.ExportRequest
		}{"responses": {alice, responses}, "figures": {alice, figures}, "north": {alice, north}, "bob": {bob, figures}} {
			v, err := s.RequestExport(ctx, ask.who, ask.req)
			must(t, err)
			made[name] = v.ID
		}
		must(t, s.DrainJobs(ctx))
		both := []surveys.Verb{surveys.ResultExport, surveys.ResponseRead}
		with := func(a surveys.Actor, g ...surveys.ActorGrant) surveys.Actor { a.Granted = g; return a }
		part := with(alice, surveys.ActorGrant{Verbs: both, ClientID: one.ID, Units: []surveys.ID{one.North.ID, one.NorthEast.ID}})
		key := alice
		key.Verbs, key.KeyID = []surveys.Verb{surveys.ResultExport}, surveys.NewID(surveytest.Start)
		for _, test := range []struct {
			name, export string
			who          surveys.Actor
			opens        bool
		}{
			{"as it was made", "responses", alice, true},
			{"a key with both verbs", "responses", surveys.Actor{OrgID: alice.OrgID, UserID: alice.UserID, Granted: alice.Granted, Verbs: both}, true},
			{"a key that only exports", "responses", key, false},
			{"figures with a key that only exports", "figures", key, true},
			{"another client", "responses", with(alice, surveys.ActorGrant{Verbs: both, ClientID: c.A.Two.ID}), false},
			{"the client alone", "responses", with(alice, surveys.ActorGrant{Verbs: both, ClientID: one.ID}), true},
			{"a part of the client", "responses", part, false},
			{"figures of the whole for a part", "figures", part, false},
			{"figures of the part", "north", part, true},
			{"two units", "bob", bob, true},
			{"one unit of two", "bob", with(bob, surveys.ActorGrant{Verbs: both, ClientID: one.ID, Units: []surveys.ID{one.NorthEast.ID}}), false},
			{"the client for who had units", "bob", with(bob, surveys.ActorGrant{Verbs: both, ClientID: one.ID}), true},
		} {
			_, file, err := s.OpenExport(ctx, test.who, made[test.export])
			if file != nil {
				file.Close()
			}
			if test.opens && err != nil || !test.opens && surveys.KindOf(err) != surveys.Forbidden {
				t.Errorf("%s: %v", test.name, err)
			}
		}
		view, err := s.FindExport(ctx, bob, made["bob"])
		if err != nil || view.File == nil || bytes.Contains(view.Result, []byte("units")) {
			t.Errorf("the owner sees %s: %v", view.Result, err)
		}
	})
}

// exported returns the sheets of the responses workbook of who asks, as they are written.
func (d *desk) exported(a surveys.Actor) (sheets string, err error) {
	d.t.Helper()
	var book bytes.Buffer
	req := surveys.ExportRequest{Report: surveys.ReportResponses, Lang: "en", InstrumentID: d.live.Instrument.ID}
	if _, err := d.RunExport(context.Background(), a, req, &book); err != nil {
		return "", err
	}
	parts, err := zip.NewReader(bytes.NewReader(book.Bytes()), int64(book.Len()))
	must(d.t, err)
	for _, part := range parts.File {
		if !strings.HasPrefix(part.Name, "xl/worksheets/sheet") {
			continue
		}
		f, err := part.Open()
		must(d.t, err)
		body, err := io.ReadAll(f)
		must(d.t, err)
		sheets += string(body)
	}
	return sheets, nil
}

// Who reads answers in one place and exports in another exports those of both alone.
func TestExportHoldsWhatBothRightsReach(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		ctx, one := context.Background(), d.A.One
		d.AddChannel(t, d.live, "at-north", one.Locations[0])
		d.AddChannel(t, d.live, "at-south", one.Locations[3])
		for _, code := range []string{"at-north", "at-south", "at-south"} {
			in := d.submission(9)
			in.Code = code
			_, err := d.Submit(ctx, in)
			must(t, err)
		}
		north, south := []surveys.ID{one.North.ID}, []surveys.ID{one.South.ID}
		actor := func(read, export []surveys.ID) surveys.Actor {
			a := d.Actor("bob")
			a.Granted = []surveys.ActorGrant{{Verbs: []surveys.Verb{surveys.ResponseRead}, ClientID: one.ID, Units: read},
				{Verbs: []surveys.Verb{surveys.ResultExport}, ClientID: one.ID, Units: export}}
			return a
		}
		count := func(read, export []surveys.ID) (north, south int) {
			sheets, err := d.exported(actor(read, export))
			must(t, err)
			return strings.Count(sheets, ">n1<"), strings.Count(sheets, ">s1<")
		}
		if n, s := count(append(north, south...), north); n != 1 || s != 0 {
			t.Errorf("reads both, exports north: %d and %d", n, s)
		}
		if n, s := count(south, nil); n != 0 || s != 2 {
			t.Errorf("reads south, exports everything: %d and %d", n, s)
		}
		_, err := d.exported(actor(south, north))
		wantKind(t, err, surveys.Forbidden)
	})
}

// A workbook of the console holds what was accepted before it was asked for, as that of the command line does.
func TestExportDerivesFirst(t *testing.T) {
	surveytest.Each(t, func(t *testing.T, st *store.Store) {
		d := newDesk(t, st)
		ctx, alice := context.Background(), d.Actor("alice")
		for range 3 {
			_, err := d.Submit(ctx, d.submission(9))
			must(t, err)
		}
		var book bytes.Buffer
		if n, err := d.Pending(ctx, alice, d.live.Instrument.ID); err != nil || n != 3 {
			t.Fatalf("%d wait: %v", n, err)
		}
		_, err := d.RunExport(ctx, alice, surveys.ExportRequest{Report: surveys.ReportSatisfaction, Lang: "en", InstrumentID: d.live.Instrument.ID}, &book)
		must(t, err)
		r, err := d.Satisfaction(ctx, alice, service.ResultFilter{InstrumentID: d.live.Instrument.ID})
		if err != nil || r.Header.NotDerived != 0 || r.Header.Responses != 3 {
			t.Errorf("%d of 3 responses were counted, %d wait: %v", r.Header.Responses, r.Header.NotDerived, err)
		}
	})
}
