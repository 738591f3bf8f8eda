// The person.
//
// yields: person: Person
WITH this.person AS person
