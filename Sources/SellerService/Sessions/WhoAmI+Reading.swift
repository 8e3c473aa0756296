import Postgres
import SellerCrypto
package import SellerModel
import SellerStore

/// Who asks for themselves, as far as a token says it: the statement that answers looks it up.
package struct SessionBearer: Sendable {
    /// SHA-256 of the token.
    let digest: [UInt8]

    /// Reads a token; throws `unauthenticated` for one of another kind.
    package init(token: Substring) throws(SellerError) {
        guard let token = SecretToken(parsing: token, as: .session) else { throw .deadSession }
        digest = token.digest
    }
}

extension SellerService {
    /// Who is behind a session's token, and what they may do where: one read in all, as strict as
    /// `session(token:)`, with the same refusal.
    package func whoAmI(token: String) async throws(SellerError) -> WhoAmI {
        try await person(digest: try SessionBearer(token: token[...]).digest)
    }

    /// As `whoAmI(token:)`, for somebody whose session was looked at already.
    package func whoAmI(_ caller: SessionCaller) async throws(SellerError) -> WhoAmI {
        try await person(digest: caller.digest)
    }

    /// As `whoAmI(token:)`, for callers without a task: `tell` gets nil for everything but a person
    /// whom only reading is needed for, and `whoAmI(token:)` then does and says the rest.
    ///
    /// It is called once, perhaps before this returns and mostly on the database connection's thread.
    package func whoAmI(_ bearer: SessionBearer, tell: @escaping @Sendable (WhoAmI?) -> Void) {
        reads.people.ask(bearer.digest) { result in
            guard case .success(let person?) = result, !person.session.isUnseen else {
                return tell(nil)
            }
            tell(WhoAmI(person))
        }
    }

    private func person(digest: [UInt8]) async throws(SellerError) -> WhoAmI {
        let person: LivePerson?
        do {
            person = try await reads.people.ask(digest)
        } catch {
            throw SellerError(error, environment.logger)
        }
        guard let person else { throw .deadSession }
        if person.session.isUnseen { try await touch(person.session.id) }
        return WhoAmI(person)
    }
}
