// A member without arguments and members.
WITH {coordinate: 'Video', arguments: [], members: []} AS this
