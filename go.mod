module touchstone

go 1.26.6
