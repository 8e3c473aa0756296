import SellerModel

/// Grants as answers carry them, in the words of the command line.
enum Grants {
    /// A grant as `--grant` takes it: `orders=edit@de`.
    static func text(_ grant: JSONValue) -> String {
        let scope = grant.text("scope") ?? "global"
        let text = "\(grant.text("tool") ?? "?")=\(grant.text("level") ?? "?")"
        return scope == "global" ? text : "\(text)@\(scope)"
    }
}
