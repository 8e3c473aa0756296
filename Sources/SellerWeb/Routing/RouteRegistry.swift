import SellerModel

/// The handlers by operation. What does not match the table is collected, and stops the start.
struct RouteRegistry {
    private(set) var handlers: [OperationName: RouteHandler] = [:]
    private var faults: [String] = []

    /// Names the handler of an operation; a second one for the same operation is a fault.
    mutating func add(_ name: OperationName, _ handler: RouteHandler) {
        guard let row = OperationCatalogue.row(name) else {
            faults.append("\(name.rawValue): the operation table has no such row")
            return
        }
        if !handler.fits(row) {
            faults.append("\(name.rawValue): the handler takes other callers than the table says")
        }
        if handlers.updateValue(handler, forKey: name) != nil {
            faults.append("\(name.rawValue): registered twice")
        }
    }

    mutating func open(_ name: OperationName, _ handler: @escaping RouteHandler.Open) {
        add(name, .open(handler))
    }

    mutating func optionalSession(
        _ name: OperationName,
        _ handler: @escaping RouteHandler.OptionalSession
    ) {
        add(name, .optionalSession(handler))
    }

    mutating func attempt(_ name: OperationName, _ handler: @escaping RouteHandler.Attempt) {
        add(name, .attempt(handler))
    }

    mutating func session(_ name: OperationName, _ handler: @escaping RouteHandler.Session) {
        add(name, .session(handler))
    }

    mutating func person(_ name: OperationName, _ handler: @escaping RouteHandler.Person) {
        add(name, .person(handler))
    }

    mutating func service(_ name: OperationName, _ handler: @escaping RouteHandler.Service) {
        add(name, .service(handler))
    }

    mutating func account(_ name: OperationName, _ handler: @escaping RouteHandler.Account) {
        add(name, .account(handler))
    }

    /// Every row with its handler, in the table's order; throws when table and routes differ.
    func complete() throws(RouteFault) -> [(row: Operation, handler: RouteHandler)] {
        var faults = faults
        var routes: [(row: Operation, handler: RouteHandler)] = []
        for row in OperationCatalogue.all {
            if let handler = handlers[row.name] {
                routes.append((row, handler))
            } else {
                faults.append("\(row.name.rawValue): no route answers it")
            }
        }
        guard faults.isEmpty else { throw RouteFault(sentences: faults) }
        return routes
    }
}

/// Routes and operation table differ: the server must not start.
package struct RouteFault: Error, CustomStringConvertible {
    /// One sentence for each difference.
    package let sentences: [String]

    /// All of them, for the operator.
    package var description: String {
        "routes and operation table differ: " + sentences.joined(separator: "; ")
    }
}
