// What each speaker says at the place, in playing order.
//
// yields: turn: MAP
// order: turn.index ASC
// key: turn.index
UNWIND this.turns AS turn
WITH turn
