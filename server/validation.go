package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"touchstone/locales"
	"touchstone/surveys"
)

// humaMessages gives every message of huma's validation a key of ours. Huma keeps them in variables of its package, so
// they are set once for the process. What follows the "|" is the message's argument, a name or a bound from our own
// schema, never what was sent.
var humaMessages = map[*string]string{
	&validation.MsgUnexpectedProperty:                 "api.unexpected",
	&validation.MsgExpectedRFC3339DateTime:            "api.format",
	&validation.MsgExpectedRFC1123DateTime:            "api.format",
	&validation.MsgExpectedRFC3339Date:                "api.format",
	&validation.MsgExpectedRFC3339Time:                "api.format",
	&validation.MsgExpectedRFC5322Email:               "input.email",
	&validation.MsgExpectedRFC5890Hostname:            "api.format",
	&validation.MsgExpectedRFC2673IPv4:                "api.format",
	&validation.MsgExpectedRFC2373IPv6:                "api.format",
	&validation.MsgExpectedRFCIPAddr:                  "api.format",
	&validation.MsgExpectedRFC3986URI:                 "api.format",
	&validation.MsgExpectedRFC4122UUID:                "error.id",
	&validation.MsgExpectedRFC6570URITemplate:         "api.format",
	&validation.MsgExpectedRFC6901JSONPointer:         "api.format",
	&validation.MsgExpectedRFC6901RelativeJSONPointer: "api.format",
	&validation.MsgExpectedRegexp:                     "api.format",
	&validation.MsgExpectedMatchAtLeastOneSchema:      "api.format",
	&validation.MsgExpectedMatchExactlyOneSchema:      "api.format",
	&validation.MsgExpectedNotMatchSchema:             "api.format",
	&validation.MsgExpectedPropertyNameInObject:       "api.format",
	&validation.MsgExpectedBoolean:                    "api.boolean",
	&validation.MsgExpectedDuration:                   "api.format",
	&validation.MsgExpectedNumber:                     "api.number",
	&validation.MsgExpectedInteger:                    "api.integer",
	&validation.MsgExpectedString:                     "api.string",
	&validation.MsgExpectedBase64String:               "api.format",
	&validation.MsgExpectedArray:                      "api.array",
	&validation.MsgExpectedObject:                     "api.object",
	&validation.MsgExpectedArrayItemsUnique:           "api.unique",
	&validation.MsgExpectedOneOf:                      "api.one_of",
	&validation.MsgExpectedMinimumNumber:              "api.minimum",
	&validation.MsgExpectedExclusiveMinimumNumber:     "api.minimum",
	&validation.MsgExpectedMaximumNumber:              "api.maximum",
	&validation.MsgExpectedExclusiveMaximumNumber:     "api.maximum",
	&validation.MsgExpectedNumberBeMultipleOf:         "api.multiple",
	&validation.MsgExpectedMinLength:                  "api.min_length",
	&validation.MsgExpectedMaxLength:                  "api.max_length",
	&validation.MsgExpectedBePattern:                  "api.format",
	&validation.MsgExpectedMatchPattern:               "api.format",
	&validation.MsgExpectedMinItems:                   "api.min_items",
	&validation.MsgExpectedMaxItems:                   "api.max_items",
	&validation.MsgExpectedMinProperties:              "api.min_items",
	&validation.MsgExpectedMaxProperties:              "api.max_items",
	&validation.MsgExpectedRequiredProperty:           "api.required",
	&validation.MsgExpectedDependentRequiredProperty:  "api.required",
}

func init() {
	for message, key := range humaMessages {
		if strings.ContainsRune(*message, '%') {
			*message = key + "|%v"
		} else {
			*message = key
		}
	}
	huma.ErrorFormatter = func(format string, args ...any) string {
		if strings.HasSuffix(format, "|%v") {
			return fmt.Sprintf(format, args[0])
		}
		return format
	}
	huma.DefaultArrayNullable = false // an empty list is [], not null
	huma.NewError = func(status int, _ string, errs ...error) huma.StatusError {
		return humaProblem(&request{}, status, errs)
	}
	huma.NewErrorWithContext = func(ctx huma.Context, status int, _ string, errs ...error) huma.StatusError {
		return humaProblem(requestOf(ctx.Context()), status, errs)
	}
}

// humaProblem makes our problem from what huma refuses by itself. The value that was sent is never in it.
func humaProblem(known *request, status int, errs []error) *problem {
	kind, key := surveys.Invalid, "error.invalid"
	switch status {
	case http.StatusUnprocessableEntity:
	case http.StatusBadRequest:
		key = "api.malformed"
	case http.StatusRequestEntityTooLarge:
		kind, key = surveys.TooLarge, "error.too_large"
	case http.StatusUnsupportedMediaType, http.StatusNotAcceptable:
		kind, key = surveys.Unsupported, "error.content_type"
	case http.StatusRequestTimeout:
		kind, key = surveys.Unavailable, "error.unavailable"
	default:
		var tooLarge *http.MaxBytesError
		kind, key = surveys.Internal, "error.internal"
		if errors.As(errors.Join(errs...), &tooLarge) {
			kind, key = surveys.TooLarge, "error.too_large"
		} else if len(errs) > 0 && status == http.StatusInternalServerError {
			kind, key = surveys.Invalid, "api.malformed" // the body could not be read to its end
		}
	}
	status = max(statusOf[kind], 400)
	if key == "api.malformed" {
		status = http.StatusBadRequest
	}
	lang := known.Lang()
	p := &problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Code: key, Detail: locales.T(lang, key, nil), RequestID: known.ID}
	for _, err := range errs {
		if kind != surveys.Invalid {
			break // there is no field to name
		}
		p.Errors = append(p.Errors, fieldOf(lang, err))
	}
	return p
}

// fieldOf translates one failure of huma's validation.
func fieldOf(lang string, err error) problemField {
	var ours *surveys.Error
	var detail *huma.ErrorDetail
	location := "body"
	if errors.As(err, &detail) {
		location = detail.Location
		key, argument, _ := strings.Cut(detail.Message, "|")
		switch {
		case key == "api.required": // huma says where the object is; the field that is missing stands in it
			location += "." + argument
		case key == "api.format" && locales.Has(argument): // the pattern has a text of its own
			key = argument
		case strings.HasPrefix(key, "invalid value: "): // a parameter that could not be read, with what its type said
			key = key[strings.LastIndexByte(key, ' ')+1:]
		}
		if locales.Has(key) {
			return problemField{Location: location, Code: key, Message: locales.T(lang, key, argumentsOf(argument))}
		}
	}
	if errors.As(err, &ours) {
		return problemField{Location: location, Code: ours.Key, Message: locales.T(lang, ours.Key, ours.Params)}
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) || strings.HasPrefix(location, "body") {
		return problemField{Location: location, Code: "api.malformed", Message: locales.T(lang, "api.malformed", nil)}
	}
	return problemField{Location: location, Code: "api.format", Message: locales.T(lang, "api.format", nil)}
}

// argumentsOf fills the placeholders of the api.* texts, which are all called value; count decides plural forms.
func argumentsOf(argument string) map[string]any {
	return map[string]any{"value": argument, "count": argument, "values": argument}
}
