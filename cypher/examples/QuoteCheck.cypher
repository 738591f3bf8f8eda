// A quote without places.
WITH {places: [], elsewhere: []} AS this
