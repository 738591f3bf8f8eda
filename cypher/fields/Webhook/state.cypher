// Whether changes are sent to it.
//
// value: CASE WHEN this.stopped THEN 'STOPPED' WHEN this.failures > 0 THEN 'FAILING' ELSE 'ACTIVE' END
