package import FoundationEssentials
package import Postgres
package import SellerModel

extension Statement where Row == ID<Login> {
    /// Counts a code that an unknown device gives, before anybody knows whether it is right.
    ///
    /// No row: the password counts as known to others, and no link of the mailbox vouches for this
    /// attempt any more, so its code is not compared. The statement decides, so that of many parallel tries
    /// no more are compared than may be. Source: security rules 4 and 11.
    package static func countStranger(
        of login: ID<Login>,
        voucher: UUID?,
        limit: Int
    ) -> Self {
        Self(
            """
            UPDATE login
            SET stranger_failures = stranger_failures + 1
            WHERE login_id = \(login)
              AND (
                  EXISTS (
                      SELECT 1
                      FROM mailbox_link
                      WHERE mailbox_link_id = \(voucher)
                        AND login_id = \(login)
                        AND used_at IS NULL
                        AND voided_at IS NULL
                  )
                  OR (
                      stranger_failures < \(Int32(clamping: limit))
                      AND password_exposed_at IS NULL
                  )
              )
            RETURNING login_id
            """
        )
    }

    /// Notes that the password is known to others, once so many codes in a row were wrong. No row:
    /// they were not, or it is noted already.
    package static func exposePassword(of login: ID<Login>, limit: Int) -> Self {
        Self(
            """
            UPDATE login
            SET password_exposed_at = now()
            WHERE login_id = \(login)
              AND password_exposed_at IS NULL
              AND stranger_failures >= \(Int32(clamping: limit))
            RETURNING login_id
            """
        )
    }
}

extension Statement where Row == Void {
    /// Ends the row of wrong codes, because an unknown device gave a right one, its own try among
    /// them. A password that counts as known to others stays so until it is changed.
    package static func forgiveStranger(of login: ID<Login>, limit: Int) -> Self {
        Self(
            """
            UPDATE login
            SET stranger_failures = 0
            WHERE login_id = \(login)
              AND password_exposed_at IS NULL
              AND stranger_failures <= \(Int32(clamping: limit))
            """
        )
    }
}

extension Statement where Row == Bool {
    /// Whether the password of a login counts as known to others.
    ///
    /// The count by itself says so too: a process that died between the tenth code and the note of
    /// it must not give strangers another ten.
    package static func isPasswordExposed(of login: ID<Login>, limit: Int) -> Self {
        Self(
            """
            SELECT
                password_exposed_at IS NOT NULL
                OR stranger_failures >= \(Int32(clamping: limit))
            FROM login
            WHERE login_id = \(login)
            """
        )
    }
}
