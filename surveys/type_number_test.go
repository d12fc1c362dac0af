package surveys

import (
	"math"
	"testing"
)

func TestNumberAnswers(t *testing.T) {
	tenth := 0.1
	testAnswers(t, Item{Type: TypeNumber, Min: ptr(-2.5), Max: ptr(1000), Decimals: 2},
		answerCase{"lowest", number(-2.5), ""},
		answerCase{"highest", number(1000), ""},
		answerCase{"decimals", number(0.07), ""},
		answerCase{"sum that is not exact", number(tenth + 2*tenth), "answer.decimals"},
		answerCase{"one decimal too many", number(1.005), "answer.decimals"},
		answerCase{"below", number(-2.51), "answer.number_range"},
		answerCase{"above", number(1000.01), "answer.number_range"},
		answerCase{"not a number", number(math.NaN()), "answer.number_range"},
		answerCase{"text", Answer{Text: "5"}, "answer.wrong_kind"})
	testAnswers(t, Item{Type: TypeNumber},
		answerCase{"whole", number(-12), ""},
		answerCase{"half", number(0.5), "answer.decimals"},
		answerCase{"as large as it goes", number(NumberLimit), ""},
		answerCase{"too large", number(1e300), "answer.number_range"},
		answerCase{"infinite", number(math.Inf(-1)), "answer.number_range"},
		answerCase{"tiny", number(1e-300), "answer.decimals"})
}
