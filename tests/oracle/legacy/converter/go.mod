// Nothing is built here: this says whose sources the translation of legacy
// configs is made from. They need older modules than the program is built with.
module ignition-compose-converter

go 1.25.0

require github.com/coreos/ign-converter v0.0.0-20241125185625-2f773079ca81
