// Command touchstone is the whole program: the server, the demo organisation, imports, exports and the bench, one
// command each. This package only reads the configuration and wires the rooms together; what the commands do lives in
// surveys and server.
package main
