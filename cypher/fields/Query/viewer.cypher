// Who asks, which the service knows by the key, the token or the address.
//
// yields: viewer: MAP
// pre-query: viewer
WITH $viewer AS viewer
