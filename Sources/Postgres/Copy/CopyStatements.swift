/// `COPY … TO STDOUT`: rows as bytes that pass through untouched.
///
/// COPY takes no values: what it may show is decided by the settings of its transaction, which the
/// view behind it reads.
package struct CopyOut: Sendable {
    let text: String

    /// A statement that stands in the program, such as `COPY (SELECT …) TO STDOUT (FORMAT csv)`.
    package init(_ text: StaticString) {
        self.text = text.description
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
