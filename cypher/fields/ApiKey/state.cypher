// Whether it is valid now.
//
// value: CASE WHEN this.revokedAt IS NOT NULL THEN 'REVOKED' WHEN this.expiresAt <= datetime() THEN 'EXPIRED' ELSE 'ACTIVE' END
