import HTTPTypes
import Hummingbird
import SellerModel

/// The question of an evaluation, read as OpenID AuthZEN 1.0 §6.1 says: what is not known is ignored,
/// what is missing or of another type is malformed.
struct EvaluationRequest: Sendable {
    /// The contract's bound for this standard.
    static let longestBody = 1_024 * 1_024
    let question: AccessQuestion

    /// Reads a body.
    init(_ body: [UInt8]) throws(SellerError) {
        let value: JSONValue
        do {
            value = try JSONParser.parse(body)
        } catch {
            throw Self.malformed("", "The body is not JSON.")
        }
        let subject = try Self.object("subject", of: value, at: "")
        let action = try Self.object("action", of: value, at: "")
        let resource = try Self.object("resource", of: value, at: "")
        let subjectType = try Self.string("type", of: subject, at: "/subject")
        let subjectID = try Self.string("id", of: subject, at: "/subject")
        question = AccessQuestion(
            subjectType: subjectType,
            subject: subjectID,
            resourceType: try Self.string("type", of: resource, at: "/resource"),
            resource: try Self.string("id", of: resource, at: "/resource"),
            action: try Self.string("name", of: action, at: "/action"),
            scope: try Self.scope(of: resource)
        )
    }

    private static func scope(of resource: JSONValue) throws(SellerError) -> String? {
        switch resource["properties"] {
        case nil, .null: return nil
        case .object:
            guard let properties = resource["properties"], let scope = properties["scope"],
                scope != .null
            else { return nil }
            guard case .string(let text) = scope else {
                throw malformed("/resource/properties/scope", "This must be a string.")
            }
            return text
        default: throw malformed("/resource/properties", "This must be an object.")
        }
    }

    private static func object(
        _ name: String,
        of value: JSONValue,
        at pointer: String
    ) throws(SellerError) -> JSONValue {
        guard let member = value[name], case .object = member else {
            throw malformed("\(pointer)/\(name)", "This must be an object.")
        }
        return member
    }

    private static func string(
        _ name: String,
        of value: JSONValue,
        at pointer: String
    ) throws(SellerError) -> String {
        guard case .string(let text)? = value[name] else {
            throw malformed("\(pointer)/\(name)", "This must be a string.")
        }
        return text
    }

    private static func malformed(_ pointer: String, _ detail: String) -> SellerError {
        SellerError(
            .malformed,
            "This is no evaluation request.",
            fields: [.init(.pointer(pointer), .malformed, detail)]
        )
    }
}

extension AccessQuestion {
    /// Four times the longest name of the catalogue as delivered. What is longer, or holds what no
    /// name can, is an unknown thing.
    private static let longestName = 64

    /// A question in the words of the standard, which names entities by a type and an id.
    init(
        subjectType: String,
        subject: String,
        resourceType: String,
        resource: String,
        action: String,
        scope: String?
    ) {
        self.init(
            user: subjectType == "user" ? ID<User>(subject) : nil,
            section: Self.name(resourceType),
            tool: Self.name(resource),
            action: Self.name(action),
            // Every marketplace at once is what no scope asks for too.
            scope: scope.flatMap { $0 == "global" ? nil : Self.name($0) }
        )
    }

    private static func name(_ text: String) -> String {
        let isName = text.utf8.count <= longestName && text.utf8.allSatisfy { $0 > 0x20 }
        return isName ? text : ""
    }
}

extension APIRequest {
    /// The question in the body. Another type of content is malformed here, as the standard says.
    func evaluation() async throws(SellerError) -> AccessQuestion {
        guard MediaType(request.headers[.contentType] ?? "")?.name == "application/json" else {
            throw SellerError(.malformed, "Send the question as application/json.")
        }
        let body = try await request.bytes(
            upTo: EvaluationRequest.longestBody,
            tooLarge: SellerError(
                .tooLarge,
                "A body here has at most \(EvaluationRequest.longestBody) bytes."
            )
        )
        return try EvaluationRequest(body).question
    }
}
