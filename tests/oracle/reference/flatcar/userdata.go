package util

// This file joins the module's package util in the build that answers as
// Flatcar's Ignition does; patching.py puts it there and says where it is called.

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"io"
	"net/textproto"
	"strings"
	"unicode"
)

// isUserData tells whether a text that is no Ignition config is something else
// that users hand to machines: cloud-config, a script or MIME multipart, each
// also in gzip. Flatcar takes these for no config, not for a broken one.
func isUserData(raw []byte) bool {
	text := unpack(raw)
	line, _, _ := bytes.Cut(text, []byte("\n"))
	if string(bytes.TrimRightFunc(line, unicode.IsSpace)) == "#cloud-config" {
		return true
	}
	return bytes.HasPrefix(line, []byte("#!")) || isMultipart(text)
}

// isMultipart reads mail headers, which an empty line must end. Of several
// headers Content-Type the first counts.
func isMultipart(text []byte) bool {
	reader := textproto.NewReader(bufio.NewReader(bytes.NewReader(text)))
	headers, err := reader.ReadMIMEHeader()
	return err == nil && strings.Contains(headers.Get("Content-Type"), "multipart/mixed")
}

// unpack gives the content of a text that is gzip to its end, else the text.
func unpack(raw []byte) []byte {
	reader, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return raw
	}
	unpacked, err := io.ReadAll(reader)
	if err != nil {
		return raw
	}
	return unpacked
}
