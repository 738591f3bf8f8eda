// Who asks, which the service knows by the key, the token or the address.
//
// yields: viewer: MAP
// look: viewer
WITH $viewer AS viewer
