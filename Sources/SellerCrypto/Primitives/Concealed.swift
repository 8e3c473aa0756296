/// A value that must not be shown: printing, debugging and dumping it give only its type's name.
///
/// Without this Swift's reflection would print the stored bytes. Source: security.md, rule 14.
package protocol Concealed: CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{}

extension Concealed {
    /// The name of the type, and nothing of the value.
    package var description: String { "\(Self.self)(concealed)" }

    /// The name of the type, and nothing of the value.
    package var debugDescription: String { description }

    /// A mirror without children.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
