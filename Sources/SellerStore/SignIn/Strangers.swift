package import Postgres
package import SellerModel

extension Statement where Row == ID<Login> {
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
