package store

import "github.com/uptrace/bun/schema"

// Models of package surveys carry no table name of their own. A table is named after its struct, with an s; these are
// the exceptions.
var tableNames = map[string]string{
	"answer_row": "answers",
	"outbox_row": "outbox",
	"staff":      "staff",
	"staff_post": "staff_posts",
	"evidence":   "evidence",
}

func init() {
	schema.SetTableNameInflector(func(model string) string {
		if name, ok := tableNames[model]; ok {
			return name
		}
		return model + "s"
	})
}
