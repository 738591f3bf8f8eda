// What it allows, as the API names it.
//
// value: [scope IN this.scopes | toUpper(scope)]
