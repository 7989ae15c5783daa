package v24tov31

import (
	old "github.com/flatcar/ignition/config/v2_4/types"
)

// unfold moves what the object create of a user says to the user itself.
func unfold(user old.PasswdUser) old.PasswdUser {
	create := user.Create
	if create == nil {
		return user
	}
	user.UID = create.UID
	user.Gecos = create.Gecos
	user.HomeDir = create.HomeDir
	user.NoCreateHome = create.NoCreateHome
	user.PrimaryGroup = create.PrimaryGroup
	user.NoUserGroup = create.NoUserGroup
	user.NoLogInit = create.NoLogInit
	user.Shell = create.Shell
	user.System = create.System
	user.Groups = nil
	for _, group := range create.Groups {
		user.Groups = append(user.Groups, old.Group(group))
	}
	return user
}
