// An entity on a map.
WITH {id: 'entity:c73a3e70abe52cee04fa'} AS this
