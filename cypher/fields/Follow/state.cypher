// Whether it is looked at.
//
// value: CASE WHEN this.stopped THEN 'STOPPED' WHEN this.failures > 0 THEN 'FAILING' ELSE 'ACTIVE' END
