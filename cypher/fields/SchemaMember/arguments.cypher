// The arguments of a field, in the order of the schema.
//
// yields: argument: MAP
// order: argument.index ASC
// key: argument.index
UNWIND this.arguments AS argument
WITH argument
