package service

import (
	"context"
	"crypto/rand"
	"math/big"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// A visit link is /a/v/{token}. The token is 128 random bits as 22 letters and digits; the database keeps its SHA-256, so
// that who reads the database cannot fill in visits.
const (
	visitTokenLength = 22
	visitCodePrefix  = "v:"
	base62           = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)

func newVisitToken() (token, hash string) {
	n, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 128))
	if err != nil {
		panic("service: no randomness: " + err.Error()) // crypto/rand does not fail on supported systems
	}
	b := make([]byte, visitTokenLength) // 62^22 > 2^128
	digit, base := new(big.Int), big.NewInt(62)
	for i := range b {
		n.DivMod(n, base, digit)
		b[i] = base62[digit.Int64()]
	}
	return string(b), hashToken(string(b))
}

func visitCode(v *surveys.Visit) *surveys.PublicCode {
	return &surveys.PublicCode{Code: visitCodePrefix + v.TokenHash, OrgID: v.OrgID, Kind: "visit", TargetID: v.ID}
}

func dropVisitCode(ctx context.Context, db store.DB, v *surveys.Visit) error {
	if v.TokenHash == "" {
		return nil
	}
	return store.DeletePublicCode(ctx, db, surveys.Scope{Org: v.OrgID}, visitCodePrefix+v.TokenHash)
}

func (s *Service) visitLink(token string) string { return s.baseURL + "/a/v/" + token }

// visitByToken finds the visit a link leads to. NotFound for anything else, whether the link was never made or was
// replaced.
func visitByToken(ctx context.Context, db store.DB, token string) (*surveys.Visit, error) {
	notFound := surveys.E(surveys.NotFound, "error.not_found")
	if len(token) != visitTokenLength {
		return nil, notFound
	}
	code, err := store.FindPublicCode(ctx, db, visitCodePrefix+hashToken(token))
	if err != nil {
		return nil, err
	}
	if code.Kind != "visit" {
		return nil, notFound
	}
	v, err := store.FindVisit(ctx, db, orgScope(code.OrgID), code.TargetID)
	if err != nil {
		return nil, err
	}
	if v.TokenHash != hashToken(token) {
		return nil, notFound
	}
	return v, nil
}

// orgScope is the scope of whoever holds a link: it leads to one row, which is looked up by its own id.
func orgScope(org surveys.ID) surveys.Scope { return surveys.Scope{Org: org, AllClients: true} }
