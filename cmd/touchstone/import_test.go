package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"touchstone/surveys"
	"touchstone/surveys/surveytest"
)

// Files as Excel saves them in China are read: with a mark in front of the header, with semicolons, in GBK. What is in no
// known encoding is refused in a sentence.
func TestImportReadsWhatExcelSaves(t *testing.T) {
	d := newDesk(t, surveytest.SQLite(t))
	d.Publish(t, d.A.One, "housing", surveytest.Library(t, "housing"))
	write := func(name, text string) string {
		path := filepath.Join(d.dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for name, text := range map[string]string{
		"mark.csv":      "\xef\xbb\xbfSat,Infl,Type,Cont,频数\nLow,Low,Tower,Low,2\n",
		"semicolon.csv": "\xef\xbb\xbfSat;Infl;Type;Cont;频数\r\nLow;Low;Tower;Low;2\r\n",
		"quoted.csv":    "\xef\xbb\xbf\"Sat\";\"Infl\";\"Type\";\"Cont\";\"频数\"\r\nLow;Low;Tower;Low;2\r\n",
		"gbk.csv":       "Sat,Infl,Type,Cont,\xc6\xb5\xca\xfd\r\nLow,Low,Tower,Low,2\r\n",
		"gbk.txt":       "Sat\tInfl\tType\tCont\t\xc6\xb5\xca\xfd\r\nLow\tLow\tTower\tLow\t2\r\n",
	} {
		out := d.must("import", "responses", write(name, text), "--survey", "housing")
		if !strings.Contains(out, "新存入 2 份答卷") || strings.Contains(out, "未识别的列") {
			t.Errorf("%s: %s", name, out)
		}
	}
	for name, c := range map[string]struct{ text, zh, en string }{
		"bytes.csv": {"Sat,Freq\nLow,\xff\xff\n", "无法识别文字编码，请另存为 UTF-8", "The text encoding is not known; please save the file as UTF-8"},
		"quote.csv": {"Sat,Freq\nLow,1\nLow,\"2\n", "文件第 3 行：此行的引号或分隔符有误", "line 3 of the file: Quotes or separators of this line are wrong"},
		"names.csv": {"a,b\n1,2\n", "第 1 行：没有一列能与问卷的题目对应", "row 1: No column matches an item of the survey"},
	} {
		_, err := d.run("import", "responses", write(name, c.text), "--survey", "housing")
		if zh, en := describe(err, "zh"), describe(err, "en"); surveys.KindOf(err) != surveys.Invalid || !strings.Contains(zh, c.zh) || !strings.Contains(en, c.en) {
			t.Errorf("%s: %s\n%s", name, zh, en)
		}
	}
}
