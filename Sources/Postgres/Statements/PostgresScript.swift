/// Several statements of trusted text: the schema, its upgrade steps, and nothing else.
///
/// The bytes come from a file that was compiled into the program, never from a user.
package struct PostgresScript: Sendable {
    let text: String

    /// A script of the program's own bytes, in UTF-8.
    package init(trusted bytes: [UInt8]) {
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// A script that stands in the program.
    package init(_ text: StaticString) {
        self.text = text.description
    }
}
