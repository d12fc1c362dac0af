package server

import (
	"context"

	"touchstone/surveys"
	"touchstone/surveys/service"
)

func (s *Server) getMe(ctx context.Context, a surveys.Actor, _ *noInput) (*output[service.Me], error) {
	return answer(s.service.Me(ctx, a))
}

type mePatchInput struct {
	Body struct {
		Lang string `json:"lang" enum:"zh,en"`
	}
}

func (s *Server) updateMe(ctx context.Context, a surveys.Actor, in *mePatchInput) (*output[service.Me], error) {
	return answer(s.service.SetLanguage(ctx, a, in.Body.Lang))
}

type passwordInput struct {
	Body struct {
		Present string `json:"present" maxLength:"128"`
		Next    string `json:"next" minLength:"10" maxLength:"128"`
	}
}

func (s *Server) changePassword(ctx context.Context, a surveys.Actor, in *passwordInput) (*noOutput, error) {
	if wait, ok := s.signInLimit.allow("user " + a.UserID.String()); !ok {
		return nil, limited(wait)
	}
	return &noOutput{}, s.service.ChangePassword(ctx, a, requestOf(ctx).Token, in.Body.Present, in.Body.Next)
}

func (s *Server) listUsers(ctx context.Context, a surveys.Actor, in *PageInput) (*listOutput[service.UserView], error) {
	return listed(*in, func(p surveys.Page) (surveys.List[service.UserView], error) { return s.service.ListUsers(ctx, a, p) })
}

type newUserInput struct{ Body service.NewUser }

func (s *Server) createUser(ctx context.Context, a surveys.Actor, in *newUserInput) (*output[service.UserView], error) {
	return answer(s.service.CreateUser(ctx, a, in.Body))
}

type userPatchInput struct {
	IDInput
	Body service.UserPatch
}

func (s *Server) updateUser(ctx context.Context, a surveys.Actor, in *userPatchInput) (*output[service.UserView], error) {
	return answer(s.service.UpdateUser(ctx, a, in.ID, in.Body))
}

func (s *Server) listRoles(ctx context.Context, a surveys.Actor, in *PageInput) (*listOutput[surveys.Role], error) {
	return listed(*in, func(surveys.Page) (surveys.List[surveys.Role], error) {
		roles, err := s.service.ListRoles(ctx, a)
		return surveys.List[surveys.Role]{Items: roles}, err
	})
}

func (s *Server) listKeys(ctx context.Context, a surveys.Actor, in *PageInput) (*listOutput[surveys.APIKey], error) {
	return listed(*in, func(p surveys.Page) (surveys.List[surveys.APIKey], error) { return s.service.ListKeys(ctx, a, p) })
}

type newKeyInput struct{ Body service.NewKey }

func (s *Server) createKey(ctx context.Context, a surveys.Actor, in *newKeyInput) (*output[service.KeyView], error) {
	return answer(s.service.CreateKey(ctx, a, in.Body))
}

func (s *Server) revokeKey(ctx context.Context, a surveys.Actor, in *IDInput) (*noOutput, error) {
	return &noOutput{}, s.service.RevokeKey(ctx, a, in.ID)
}

func (s *Server) listAudits(ctx context.Context, a surveys.Actor, in *PageInput) (*listOutput[surveys.AuditRow], error) {
	return listed(*in, func(p surveys.Page) (surveys.List[surveys.AuditRow], error) { return s.service.ListAudits(ctx, a, p) })
}
