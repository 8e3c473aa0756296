import FoundationEssentials
import SellerCrypto
import SellerModel

/// A part of a list, and where the next one begins.
package struct Page<Item: Sendable>: Sendable {
    /// The items in order.
    package let items: [Item]
    /// What the next call gives as `after`; nil at the end.
    package let nextCursor: String?

    /// The largest page. Source: the contract's conventions.
    static var largest: Int { 200 }

    static func size(_ limit: Int) -> Int { min(max(limit, 1), largest) }

    init(_ items: [Item], next: Bool, cursor: (Item) -> String) {
        self.items = items
        nextCursor = next ? items.last.map(cursor) : nil
    }
}

/// For whom and for which list a cursor is good.
struct CursorSeal {
    let place: SealedPlace

    init(_ c: AccountCaller, _ list: String) {
        place = SealedPlace(
            table: "cursor",
            column: list,
            row: c.account.uuid,
            login: c.session.login.uuid
        )
    }
}

extension SellerService {
    /// A cursor after an item, which only this caller can use, and only for the same list.
    func newCursor<Kind>(_ last: ID<Kind>, _ seal: CursorSeal) -> String {
        let sealed = keyRing.seal(Array(last.text.utf8), for: seal.place)
        return Base64URL.encode(sealed)
    }

    /// The item behind a cursor; throws `invalid_cursor` for one of another list or caller.
    func cursor<Kind>(_ text: String?, _ seal: CursorSeal) throws(SellerError) -> ID<Kind>? {
        guard let text else { return nil }
        let fault = SellerError(
            .invalidCursor,
            "This cursor is not one of this list. Begin without one."
        )
        guard text.utf8.count <= 1_024, let sealed = Base64URL.decode(text.utf8) else {
            throw fault
        }
        guard let open = try? keyRing.open(sealed, for: seal.place),
            let id = ID<Kind>(String(decoding: open, as: UTF8.self))
        else { throw fault }
        return id
    }
}
