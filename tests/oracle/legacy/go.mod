module ignition-compose-legacy

go 1.25.0

require (
	github.com/coreos/go-semver v0.3.1
	github.com/coreos/ignition/v2 v2.27.0
	github.com/coreos/vcontext v0.0.0-20230201181013-d72178a18687
	github.com/flatcar/ignition v0.36.2
	github.com/vincent-petithory/dataurl v1.0.0
)

require (
	// Its successor of 2020 gives other positions.
	github.com/ajeddeloh/go-json v0.0.0-20160803184958-73d058cf8437 // indirect
	github.com/aws/aws-sdk-go-v2 v1.43.4 // indirect
	github.com/coreos/go-json v0.0.0-20230131223807-18775e0fb4fb // indirect
	github.com/coreos/go-systemd v0.0.0-20181031085051-9002847aa142 // indirect
	github.com/coreos/go-systemd/v22 v22.7.0 // indirect
	go4.org v0.0.0-20160314031811-03efcb870d84 // indirect
)
