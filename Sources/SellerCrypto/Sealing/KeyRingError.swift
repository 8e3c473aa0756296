/// Why the key ring could not be read, or a sealed value not be opened.
package enum KeyRingError: Error, Equatable, Sendable {
    /// The key file does not exist or cannot be read.
    case unreadable
    /// Others than the owner may read or write the key file, or its owner may execute it.
    case notPrivate
    /// The key file is larger than a key ring can be.
    case tooLarge
    /// There is no key.
    case empty
    /// This line, counted from 1, is not a key's id and 32 bytes in base64.
    case malformedLine(Int)
    /// Two lines have this id.
    case repeatedID(String)
    /// A value was sealed with a key that the ring does not have.
    case unknownKey(String)
    /// A value was changed, or stands where it does not belong, or is not a sealed value.
    case notAuthentic
    /// An id that is not 1 to 32 lower-case letters, digits and hyphens.
    case invalidID
}

extension KeyRingError: CustomStringConvertible {
    /// One sentence for the operator, without any secret.
    package var description: String {
        switch self {
        case .unreadable: "The key file cannot be read."
        case .notPrivate: "The key file must be a regular file of mode 0400 or 0600."
        case .tooLarge: "The key file is larger than 64 KiB."
        case .empty: "The key file has no key."
        case .malformedLine(let line):
            "Line \(line) of the key file is not an id, a space and 32 bytes in base64."
        case .repeatedID(let id): "The key file has the id \(id) twice."
        case .unknownKey(let id): "A value was sealed with the key \(id), which the ring lacks."
        case .notAuthentic: "A sealed value was changed or stands where it does not belong."
        case .invalidID:
            "A key's id is 1 to 32 lower-case letters, digits and hyphens."
        }
    }
}
