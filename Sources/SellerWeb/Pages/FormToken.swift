import Crypto
import HTTPTypes
import Hummingbird
import SellerModel

/// Proof that a form was shown to the browser that sends it, in the session that it is in.
enum FormToken {
    /// The hidden field that carries it.
    static let field = "form_token"

    /// The token of a browser's visit, bound to its session if it has one.
    ///
    /// Both are secrets of 32 random bytes, which no hash gives away.
    static func text(visit: String, session: String?) -> String {
        let bytes = Array("form\n\(visit)\n\(session ?? "")".utf8)
        return SHA256.hash(data: bytes).hexadecimal
    }

    /// Whether two tokens are the same, in a time that does not tell where they differ.
    static func matches(_ sent: String, _ expected: String) -> Bool {
        let sent = Array(sent.utf8)
        let expected = Array(expected.utf8)
        guard sent.count == expected.count else { return false }
        return zip(sent, expected).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// Refuses a form that another site sent.
    ///
    /// Under `no-referrer` browsers send `Origin: null` with forms of the same site (Fetch §3.2,
    /// "append a request Origin header"), so one header has to say yes and neither may say no.
    static func refuseOtherSites(_ headers: HTTPFields, origin: String) throws(SellerError) {
        let site = headers[.secFetchSite]
        let sender = headers[.origin].flatMap { $0 == "null" ? nil : $0 }
        let agrees = (site ?? "same-origin") == "same-origin" && (sender ?? origin) == origin
        guard agrees, site != nil || sender != nil else { throw foreign }
    }

    /// What a foreign, outdated or cookieless form is told.
    static let foreign = SellerError(
        .permissionDenied,
        """
        This form was not sent from a current page of this site. Allow cookies, open the page \
        anew and try again.
        """
    )
}
