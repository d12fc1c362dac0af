package library

import "touchstone/surveys"

// Touchpoints returns the moments of a visit to a shop in the order in which a customer meets them: code, name in both
// languages and position, counted from 1. Keys are left empty; whoever stores them gives each its organisation, client
// and id. The built-in instruments name these codes and no others.
func Touchpoints() []surveys.Touchpoint {
	journey := []struct{ code, zh, en string }{
		{"arrive", "到店", "Arrival"},
		{"entrance", "进店环境", "Shop environment"},
		{"greeting", "迎宾接待", "Greeting"},
		{"browse", "浏览选购", "Browsing"},
		{"consult", "咨询推荐", "Advice"},
		{"fitting", "试穿试用", "Trying on"},
		{"checkout", "收银结账", "Checkout"},
		{"aftersales", "离店与售后", "Leaving and after-sales"},
	}
	points := make([]surveys.Touchpoint, len(journey))
	for i, j := range journey {
		points[i] = surveys.Touchpoint{Code: j.code, Name: surveys.Text{"zh": j.zh, "en": j.en}, Position: i + 1}
	}
	return points
}
