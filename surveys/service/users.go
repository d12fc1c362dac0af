package service

import (
	"context"
	"strings"

	"touchstone/surveys"
	"touchstone/surveys/store"
)

// NewUser is a person to be let in.
type NewUser struct {
	Email  string       `json:"email" maxLength:"254"`
	Name   string       `json:"name" maxLength:"200"`
	Lang   string       `json:"lang" enum:"zh,en" doc:"Language of the console for this person"`
	Grants []GrantInput `json:"grants" maxItems:"50"`
}

// UserPatch changes a person; nil fields stay.
type UserPatch struct {
	Name          *string       `json:"name,omitempty" maxLength:"200"`
	Lang          *string       `json:"lang,omitempty" enum:"zh,en"`
	Disabled      *bool         `json:"disabled,omitempty" doc:"A disabled person is signed out everywhere at once"`
	ResetPassword bool          `json:"reset_password,omitempty" doc:"Make a new first password, shown once in the answer"`
	Grants        *[]GrantInput `json:"grants,omitempty" doc:"Replaces all grants"`
}

// UserView is a person with what was granted. Password is set in the one answer that made it.
type UserView struct {
	surveys.User
	Grants   []surveys.Grant `json:"grants"`
	Password string          `json:"password,omitempty" doc:"First password, shown once"`
}

// ListUsers returns the people of the organisation. Needs user.manage for the whole organisation.
func (s *Service) ListUsers(ctx context.Context, a surveys.Actor, p surveys.Page) (surveys.List[UserView], error) {
	scope, err := wholeOrg(a, surveys.UserManage)
	if err != nil {
		return surveys.List[UserView]{}, err
	}
	users, err := store.ListUsers(ctx, s.store.Read(), scope, p)
	if err != nil {
		return surveys.List[UserView]{}, err
	}
	ids := make([]surveys.ID, len(users.Items))
	for i, u := range users.Items {
		ids[i] = u.ID
	}
	grants, err := store.GrantsOf(ctx, s.store.Read(), scope, ids)
	if err != nil {
		return surveys.List[UserView]{}, err
	}
	out := surveys.List[UserView]{Items: make([]UserView, len(users.Items)), Next: users.Next}
	for i, u := range users.Items {
		out.Items[i] = UserView{User: u, Grants: []surveys.Grant{}}
		for _, g := range grants {
			if g.UserID == u.ID {
				out.Items[i].Grants = append(out.Items[i].Grants, g)
			}
		}
	}
	return out, nil
}

// ListRoles returns the roles of the organisation. Needs user.manage for the whole organisation.
func (s *Service) ListRoles(ctx context.Context, a surveys.Actor) ([]surveys.Role, error) {
	scope, err := wholeOrg(a, surveys.UserManage)
	if err != nil {
		return nil, err
	}
	return store.ListRoles(ctx, s.store.Read(), scope)
}

// CreateUser lets a person in with a random first password, which the answer holds and nothing keeps. Needs user.manage
// for the whole organisation, and every right that the grants give.
func (s *Service) CreateUser(ctx context.Context, a surveys.Actor, in NewUser) (*UserView, error) {
	if _, err := wholeOrg(a, surveys.UserManage); err != nil {
		return nil, err
	}
	in.Email = strings.ToLower(strings.TrimSpace(in.Email))
	var p surveys.Problems
	p.CheckEmail("email", in.Email)
	p.CheckLine("name", in.Name, true, surveys.MaxNameText)
	p.CheckOneOf("lang", in.Lang, "zh", "en")
	if err := p.Err(); err != nil {
		return nil, err
	}
	password := randomPassword()
	hash, err := HashPassword(ctx, password)
	if err != nil {
		return nil, err
	}
	now := s.clock()
	view := &UserView{User: surveys.User{OrgID: a.OrgID, ID: surveys.NewID(now), Email: in.Email, Name: in.Name, Lang: in.Lang,
		PasswordHash: hash, CreatedAt: now}, Password: password}
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		grants, err := s.makeGrants(ctx, db, a, view.ID, in.Grants)
		if err != nil {
			return err
		}
		view.Grants = append([]surveys.Grant{}, grants...)
		if err := store.InsertUser(ctx, db, &view.User); err != nil {
			return err
		}
		if err := store.ReplaceGrants(ctx, db, surveys.Scope{Org: a.OrgID}, view.ID, grants); err != nil {
			return err
		}
		return s.audit(ctx, db, a, string(surveys.UserManage), "users", view.ID, nil, auditedUser(view))
	})
	if err != nil {
		return nil, err
	}
	return view, nil
}

// auditedUser is a person as the audit log hashes them: without the password that is shown once.
func auditedUser(v *UserView) UserView { return UserView{User: v.User, Grants: v.Grants} }

// UpdateUser changes a person. Needs user.manage for the whole organisation and at least the rights of that person
// before and after: whoever could reset the password of somebody mightier would become them. Disabling a person, or a new
// password, ends their sessions; disabling revokes their API keys too.
func (s *Service) UpdateUser(ctx context.Context, a surveys.Actor, id surveys.ID, in UserPatch) (*UserView, error) {
	scope, err := wholeOrg(a, surveys.UserManage)
	if err != nil {
		return nil, err
	}
	if err := checkUserPatch(a, id, in); err != nil {
		return nil, err
	}
	password, hash, err := newPassword(ctx, in.ResetPassword)
	if err != nil {
		return nil, err
	}
	var view *UserView
	err = s.store.InTx(ctx, func(ctx context.Context, db store.DB) error {
		before, err := s.manageable(ctx, db, a, scope, id)
		if err != nil {
			return err
		}
		after := *before
		applyUserPatch(&after.User, in)
		if hash != "" {
			after.PasswordHash = hash
		}
		if in.Grants != nil {
			if after.Grants, err = s.makeGrants(ctx, db, a, id, *in.Grants); err != nil {
				return err
			}
			if err := store.ReplaceGrants(ctx, db, scope, id, after.Grants); err != nil {
				return err
			}
		}
		if err := store.UpdateUser(ctx, db, &before.User, &after.User); err != nil {
			return err
		}
		if err := s.endAccess(ctx, db, &after.User, hash != ""); err != nil {
			return err
		}
		view = &after
		return s.audit(ctx, db, a, string(surveys.UserManage), "users", id, before, view)
	})
	if err != nil {
		return nil, err
	}
	view.Grants = append([]surveys.Grant{}, view.Grants...)
	view.Password = password
	return view, nil
}

// newPassword returns a random password with its hash; both are "" when none is wanted.
func newPassword(ctx context.Context, wanted bool) (password, hash string, err error) {
	if !wanted {
		return "", "", nil
	}
	password = randomPassword()
	hash, err = HashPassword(ctx, password)
	return password, hash, err
}

func checkUserPatch(a surveys.Actor, id surveys.ID, in UserPatch) error {
	var p surveys.Problems
	if in.Name != nil {
		p.CheckLine("name", *in.Name, true, surveys.MaxNameText)
	}
	if in.Lang != nil {
		p.CheckOneOf("lang", *in.Lang, "zh", "en")
	}
	if id == a.UserID && (in.Disabled != nil && *in.Disabled || in.Grants != nil) {
		return surveys.E(surveys.Conflict, "user.self")
	}
	return p.Err()
}

func applyUserPatch(u *surveys.User, in UserPatch) {
	if in.Name != nil {
		u.Name = *in.Name
	}
	if in.Lang != nil {
		u.Lang = *in.Lang
	}
	if in.Disabled != nil {
		u.Disabled = *in.Disabled
	}
}

// manageable locks a person whose rights the actor covers. Forbidden when they have more.
func (s *Service) manageable(ctx context.Context, db store.DB, a surveys.Actor, scope surveys.Scope, id surveys.ID) (*UserView, error) {
	u, err := store.LockUser(ctx, db, scope, id)
	if err != nil {
		return nil, err
	}
	resolved, err := resolveGrants(ctx, db, scope, id)
	if err != nil {
		return nil, err
	}
	for _, g := range resolved {
		if !covers(a, g) {
			return nil, surveys.E(surveys.Forbidden, "grant.escalation")
		}
	}
	grants, err := store.UserGrants(ctx, db, scope, id)
	return &UserView{User: *u, Grants: grants}, err
}

func (s *Service) endAccess(ctx context.Context, db store.DB, u *surveys.User, newPassword bool) error {
	if u.Disabled {
		if err := store.RevokeKeysOf(ctx, db, u.OrgID, u.ID); err != nil {
			return err
		}
	}
	if !u.Disabled && !newPassword {
		return nil
	}
	return store.DeleteSessionsOf(ctx, db, u.OrgID, u.ID, "")
}

// SetPassword gives a person a new random password by their address, for the command line. It returns the password.
func (s *Service) SetPassword(ctx context.Context, a surveys.Actor, email string) (string, error) {
	users, err := store.UsersToSignIn(ctx, s.store.Read(), strings.ToLower(strings.TrimSpace(email)), a.OrgID)
	if err != nil {
		return "", err
	}
	if len(users) != 1 {
		return "", surveys.E(surveys.NotFound, "user.unknown", "Email", email)
	}
	view, err := s.UpdateUser(ctx, a, users[0].ID, UserPatch{ResetPassword: true})
	if err != nil {
		return "", err
	}
	return view.Password, nil
}
