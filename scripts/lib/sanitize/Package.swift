
// Appended to the project's Package.swift by scripts/sanitize: a package of the client's tests and
// what they need, because SwiftPM builds the tests of all targets or of none.

extension Package {
    /// Keeps a test target with what it depends on.
    func keepOnly(_ test: String) {
        var wanted: Set<String> = []
        var products: Set<String> = []
        var next = [test]
        while let name = next.popLast() {
            guard wanted.insert(name).inserted else { continue }
            for dependency in targets.first(where: { $0.name == name })?.dependencies ?? [] {
                switch dependency {
                case .byNameItem(let name, _), .targetItem(let name, _): next.append(name)
                case .productItem(_, let package?, _, _): products.insert(package)
                case .productItem: break
                @unknown default: break
                }
            }
        }
        self.products = []
        targets.removeAll { !wanted.contains($0.name) }
        dependencies.removeAll { dependency in
            guard case .sourceControl(_, let location, _) = dependency.kind else { return false }
            return !products.contains { location.hasSuffix("/\($0)") }
        }
    }
}

package.keepOnly("PostgresTests")

// Only Thread Sanitizer needs it: see MutexSight.c.
if Context.environment["SANITIZER"] == "thread" {
    package.targets.append(.target(name: "MutexSight", path: "MutexSight"))
    package.targets.first { $0.name == "PostgresTests" }?.dependencies.append("MutexSight")
}
