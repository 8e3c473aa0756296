import SellerModel

/// Reads a plain evaluation request without making a JSON value of it first.
///
/// Plain is: the members that the standard names and no others, each once, with strings of visible
/// ASCII without escapes. It gives nil for everything else, which the ordinary way then reads. What it
/// does read, it reads as `EvaluationRequest` does.
struct QuestionScanner {
    private let bytes: [UInt8]
    private var place = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The question in a body.
    static func question(in bytes: [UInt8]) -> AccessQuestion? {
        var scanner = QuestionScanner(bytes)
        guard let question = scanner.question() else { return nil }
        scanner.skipSpace()
        return scanner.place == bytes.count ? question : nil
    }

    private mutating func question() -> AccessQuestion? {
        var subject: Entity?
        var action: Entity?
        var resource: Entity?
        let isWhole = members { scanner, name in
            switch name {
            case "subject": scanner.entity(&subject)
            case "action": scanner.entity(&action)
            case "resource": scanner.entity(&resource)
            default: false
            }
        }
        guard isWhole, let subject, let action, let resource,
            let subjectType = subject.type, let subjectID = subject.id, subject.isBare,
            subject.name == nil,
            let actionName = action.name, action.type == nil, action.id == nil, action.isBare,
            let resourceType = resource.type, let resourceID = resource.id, resource.name == nil
        else { return nil }
        return AccessQuestion(
            subjectType: subjectType,
            subject: subjectID,
            resourceType: resourceType,
            resource: resourceID,
            action: actionName,
            scope: resource.scope
        )
    }

    /// Subject, action and resource, all alike to read.
    private struct Entity {
        var type: String?
        var id: String?
        var name: String?
        var scope: String?
        var hasProperties = false
        var isBare: Bool { !hasProperties }
    }

    private mutating func entity(_ entity: inout Entity?) -> Bool {
        guard entity == nil else { return false }
        var found = Entity()
        let isWhole = members { scanner, name in
            switch name {
            case "type": scanner.string(&found.type)
            case "id": scanner.string(&found.id)
            case "name": scanner.string(&found.name)
            case "properties": scanner.properties(&found)
            default: false
            }
        }
        entity = found
        return isWhole
    }

    private mutating func properties(_ entity: inout Entity) -> Bool {
        guard !entity.hasProperties else { return false }
        entity.hasProperties = true
        var scope: String?
        let isWhole = members { scanner, name in
            name == "scope" && scanner.string(&scope)
        }
        entity.scope = scope
        return isWhole
    }

    /// Reads an object, whose members `each` takes; false as soon as one of them is not plain.
    private mutating func members(
        _ each: (inout QuestionScanner, String) -> Bool
    ) -> Bool {
        guard take("{") else { return false }
        if take("}") { return true }
        repeat {
            var name: String?
            guard string(&name), let name, take(":"), each(&self, name) else { return false }
        } while take(",")
        return take("}")
    }

    private mutating func string(_ text: inout String?) -> Bool {
        guard text == nil, take("\"") else { return false }
        let start = place
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
            guard (0x20...0x7E).contains(bytes[place]), bytes[place] != UInt8(ascii: "\\") else {
                return false
            }
            place += 1
        }
        guard place < bytes.count else { return false }
        text = String(decoding: bytes[start..<place], as: UTF8.self)
        place += 1
        return true
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    // RFC 8259 §2: space, tab, line feed, carriage return.
    private mutating func skipSpace() {
        while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    }
}
