package report

import (
	"archive/zip"
	"compress/flate"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"touchstone/surveys"
)

// Translator says a text of the interface in the language of the download. args are name, value pairs.
type Translator func(key string, args ...any) string

// Info is what every workbook says about itself.
type Info struct {
	Lang       string    // zh or en
	Title      string    // 客户满意度报告
	Subject    string    // what it is about: survey, checklist, assessment; with its filter
	Period     string    // printed in the footer; "" when there is none
	Author     string    // the organisation
	Generated  time.Time // in the zone of the organisation
	Version    string    // of the program
	ArrowStyle string    // surveys.OrgSettings.ArrowStyle
}

// Page is one sheet to be. Write is called once; a nil Write makes the contents sheet.
type Page struct {
	Name  string // in the language of the download; shortened and cleaned as Excel demands
	About string // one line for the contents sheet
	Early bool   // written before the others, because charts on them show its cells
	One   bool   // printed on one sheet of paper, upright
	Write func(*Sheet)
}

// Book is a workbook being written.
type Book struct {
	info   Info
	tr     Translator
	file   *excelize.File
	styles map[Style]int
	pages  []Page // names are final
	charts int
	err    error // the first failure; everything after it does nothing
}

// WriteBook writes the pages as one workbook to w. Rows go through a temporary file, so a workbook may be larger than
// memory. The error is one of the disk or of w; contents cannot fail.
func WriteBook(w io.Writer, info Info, tr Translator, pages []Page) error {
	b := newBook(info, tr)
	defer b.file.Close()
	return b.write(w, pages)
}

// write writes all pages. No call that looks at every sheet may follow a page: the library would read back what was
// streamed, cell by cell. (The first sheet is the active one by itself.)
func (b *Book) write(w io.Writer, pages []Page) error {
	b.name(pages)
	for _, early := range []bool{true, false} {
		for i, p := range b.pages {
			if p.Early == early {
				b.page(i)
			}
		}
	}
	if b.err != nil {
		return fmt.Errorf("report: %w", b.err)
	}
	// The library would gather the whole file in memory first; this writer sends it on as it is packed.
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return packer(w) })
	if _, err := b.file.WriteTo(io.Discard); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return nil
}

// packer packs quickly: the usual level takes as long as everything else together and saves a fifth of the file.
func packer(w io.Writer) *zip.Writer {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, packLevel) })
	return z
}

const packLevel = flate.BestSpeed

func newBook(info Info, tr Translator) *Book {
	b := &Book{info: info, tr: tr, styles: map[Style]int{}}
	b.file = excelize.NewFile(excelize.Options{TmpDir: os.TempDir()})
	b.fail(b.file.SetDefaultFont(fontOf(info.Lang)))
	b.fail(b.file.SetDocProps(&excelize.DocProperties{
		Title: info.Title, Subject: strings.TrimSpace(info.Subject + " " + info.Period), Creator: info.Author,
		LastModifiedBy: "Touchstone " + info.Version, Description: tr("report.book.about"), Language: info.Lang,
		Created: info.Generated.UTC().Format(time.RFC3339), Modified: info.Generated.UTC().Format(time.RFC3339),
	}))
	b.fail(b.file.SetAppProps(&excelize.AppProperties{Application: "Touchstone", Company: info.Author}))
	return b
}

// fail keeps the first error.
func (b *Book) fail(err error) {
	if b.err == nil && err != nil {
		b.err = err
	}
}

// name makes the sheets, so that links and charts can point to those not yet written.
func (b *Book) name(pages []Page) {
	taken := map[string]bool{}
	for i, p := range pages {
		p.Name = sheetName(p.Name, taken)
		if i == 0 {
			b.fail(b.file.SetSheetName("Sheet1", p.Name))
		} else {
			_, err := b.file.NewSheet(p.Name)
			b.fail(err)
		}
		b.pages = append(b.pages, p)
	}
}

func (b *Book) page(i int) {
	p := b.pages[i]
	s := &Sheet{book: b, Name: p.Name}
	b.layout(p)
	writer, err := b.file.NewStreamWriter(p.Name)
	b.fail(err)
	s.writer = writer
	if b.err != nil {
		return
	}
	if p.Write == nil {
		b.contents(s)
	} else {
		p.Write(s)
	}
	s.finish()
}

// layout sets what a printer needs: A4 landscape, one page wide, header and footer.
func (b *Book) layout(p Page) {
	sheet, size, way, wide, high, fit := p.Name, 9, "landscape", 1, 0, true
	if p.One {
		high, way = 1, "portrait"
	}
	b.fail(b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{
		Size: &size, Orientation: &way, FitToWidth: &wide, FitToHeight: &high,
	}))
	b.fail(b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	side, end, head := 0.5, 0.75, 0.3
	b.fail(b.file.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &end, Bottom: &end, Header: &head, Footer: &head,
	}))
	grid := false
	b.fail(b.file.SetSheetView(sheet, 0, &excelize.ViewOptions{ShowGridLines: &grid}))
	foot := strings.TrimSpace(b.info.Generated.Format("2006-01-02 15:04") + "  Touchstone " + b.info.Version)
	b.fail(b.file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{
		OddHeader: "&L" + printable(b.info.Title, 80) + "&R" + printable(b.tr("report.book.internal"), 40),
		OddFooter: "&L" + printable(b.info.Period, 60) + "&C" + b.tr("report.book.page", "page", "&P", "pages", "&N") +
			"&R" + printable(foot, 60),
	}))
}

// printable cuts a text for a header or footer, where & begins a command.
func printable(s string, most int) string {
	if r := []rune(s); len(r) > most {
		s = string(r[:most-1]) + "…"
	}
	return strings.ReplaceAll(s, "&", "&&")
}

func (b *Book) contents(s *Sheet) {
	s.Title(b.tr("report.sheet.contents"))
	s.Note(b.info.Title + " · " + b.info.Subject)
	s.Blank()
	s.Table(Column{Head: b.tr("report.column.number"), Max: 8}, Column{Head: b.tr("report.column.sheet")},
		Column{Head: b.tr("report.column.about"), Max: 90, Wrap: true})
	for i, p := range b.pages {
		if p.Name == s.Name {
			continue
		}
		link := Cell{Value: p.Name, Style: Style{Link: true, Border: true, Indent: 1}, Link: p.Name}
		s.Row(Int(int64(i+1)), link, Words(p.About))
	}
}

// in returns a text in the language of the download.
func (b *Book) in(t surveys.Text) string { return t.In(b.info.Lang) }

// sheetName makes a name Excel accepts: at most 31 UTF-16 units, none of []:*?/\, no ' at the ends, not taken in any case.
func sheetName(name string, taken map[string]bool) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || r < ' ' {
			return ' '
		}
		return r
	}, name)
	name = strings.Trim(name, " '")
	if name == "" || strings.EqualFold(name, "history") { // Excel keeps "History" for itself
		name = "Sheet " + name
	}
	short := cutUnits(name, 31)
	for n := 2; taken[strings.ToLower(short)]; n++ {
		tail := fmt.Sprintf(" (%d)", n)
		short = cutUnits(name, 31-len(tail)) + tail
	}
	taken[strings.ToLower(short)] = true
	return short
}

func cutUnits(s string, most int) string {
	units := 0
	for i, r := range s {
		units++
		if r > 0xffff {
			units++
		}
		if units > most {
			return strings.TrimRight(s[:i], " '")
		}
	}
	return s
}
