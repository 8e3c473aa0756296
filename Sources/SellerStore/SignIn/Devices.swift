package import Postgres
package import SellerModel

/// A device of a login; known from its first session on.
package struct DeviceRow: Sendable {
    package let id: ID<Device>
    package let isKnown: Bool

    /// A device as it was read.
    package init(id: ID<Device>, isKnown: Bool) {
        self.id = id
        self.isKnown = isKnown
    }
}

extension Statement where Row == DeviceRow {
    /// The device behind a token, if it is one of this login's. It stays until the end of the
    /// transaction: one that nobody used for a day could be removed before an attempt names it.
    package static func device(digest: [UInt8], of login: LoginKey) -> Self {
        Self(
            """
            SELECT device_id, first_seen_at IS NOT NULL
            FROM device
            WHERE token_digest = \(PostgresBytes(digest))
              AND login_id = \(login.sql)
            FOR KEY SHARE
            """
        ) { id, isKnown in DeviceRow(id: id, isKnown: isKnown) }
    }
}

extension Statement where Row == ID<Device> {
    /// The device, if it still is what it was read as; it stays as `device(digest:of:)` says.
    package static func unchanged(_ device: DeviceRow, of login: ID<Login>) -> Self {
        Self(
            """
            SELECT device_id
            FROM device
            WHERE device_id = \(device.id)
              AND login_id = \(login)
              AND (first_seen_at IS NOT NULL) = \(device.isKnown)
            FOR KEY SHARE
            """
        )
    }
}

extension Statement where Row == Void {
    /// Stores a device that no session was opened on yet.
    package static func addDevice(
        _ device: ID<Device>,
        of login: ID<Login>,
        digest: [UInt8]
    ) -> Self {
        Self(
            """
            INSERT INTO device (device_id, login_id, token_digest)
            VALUES (\(device), \(login), \(PostgresBytes(digest)))
            """
        )
    }

    /// Notes a session on a device, which makes it a known one.
    package static func seeDevice(_ device: ID<Device>) -> Self {
        Self(
            """
            UPDATE device
            SET first_seen_at = coalesce(first_seen_at, now()), last_seen_at = now()
            WHERE device_id = \(device)
            """
        )
    }
}

extension Statement where Row == Void {
    /// Makes the device of an ended session an unknown one again, unless the session that asks is on
    /// the same device.
    package static func forgetDevice(
        of session: ID<Session>,
        login: ID<Login>,
        but asking: ID<Session>
    ) -> Self {
        Self(
            """
            UPDATE device AS d
            SET first_seen_at = NULL
            FROM session AS s
            WHERE s.session_id = \(session)
              AND s.login_id = \(login)
              AND d.device_id = s.device_id
              AND d.login_id = \(login)
              AND NOT EXISTS (
                  SELECT 1
                  FROM session AS own
                  WHERE own.session_id = \(asking)
                    AND own.device_id = d.device_id
              )
            """
        )
    }
}
