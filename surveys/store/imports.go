package store

// States of an import.
const (
	ImportLoading = "loading" // its responses are in no figure and no list
	ImportVisible = "visible"
)
