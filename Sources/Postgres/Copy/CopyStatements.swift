/// `COPY … TO STDOUT`: rows as bytes, untouched unless an edit is given.
///
/// COPY takes no values: what it may show is decided by the settings of its transaction, which the
/// view behind it reads.
package struct CopyOut: Sendable {
    /// Changes the row at the end of a chunk, from where it begins: what PostgreSQL writes
    /// differently costs no second pass over all bytes. It runs on the connection's thread.
    package typealias RowEdit = @Sendable (_ chunk: inout [UInt8], _ start: Int) -> Void

    /// The statement.
    package let text: String
    let edit: RowEdit?

    /// A statement that stands in the program, such as `COPY (SELECT …) TO STDOUT (FORMAT csv)`.
    package init(_ text: StaticString, eachRow edit: RowEdit? = nil) {
        self.text = text.description
        self.edit = edit
    }
}

/// `COPY … FROM STDIN`: many rows in one statement, for imports.
package struct CopyIn: Sendable {
    let text: String

    /// A statement that stands in the program, such as `COPY staging (email) FROM STDIN (FORMAT csv)`.
    package init(_ text: StaticString) {
        self.text = text.description
    }
}
