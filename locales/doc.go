// Package locales holds every sentence the program says in its own voice, in Chinese and English, and chooses between
// the two. The texts of surveys are content: they live in instruments, not here.
//
// zh.json and en.json are flat: one dotted key, one text. A text may have placeholders ({{.name}}); a text that depends
// on a number is an object of plural forms ({"other": …} in Chinese, {"one": …, "other": …} in English) and takes the
// number as "count". The console reads the same two files, so a key means the same on both sides. The tests of this
// package compare the files with each other and with every use in Go, templates and TypeScript.
package locales
