import Foundation
import SellerModel

/// Ids of the fixture, as the function `numbered` of fixture.sql makes them.
enum Numbered {
    /// What the fixture calls each kind of thing.
    enum Kind: Int {
        case account = 1
        case user = 2
        case login = 3
        case method = 4
    }

    static func uuid(_ kind: Kind, _ number: Int) -> UUID {
        let text = String(format: "%08d-0000-7000-8000-%012x", kind.rawValue, number)
        guard let uuid = UUID(uuidString: text) else {
            preconditionFailure("A format of 32 digits is a UUID.")
        }
        return uuid
    }
}
