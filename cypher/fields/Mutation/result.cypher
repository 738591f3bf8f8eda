// The result of the mutation, which its action has made.
//
// yields: result: MAP
WITH $result AS result
