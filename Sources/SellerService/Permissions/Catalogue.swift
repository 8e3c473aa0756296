package import SellerModel
import SellerStore

/// The catalogue as it is shown: sections with their tools.
package struct CatalogueView: Sendable, Equatable {
    /// A section with its tools, in order.
    package struct Section: Sendable, Equatable {
        package let id: String
        package let name: String
        package let tools: [Entry]
    }

    /// A tool with what can be done with it.
    package struct Entry: Sendable, Equatable {
        package let tool: Tool
        package let actions: [Action]
    }

    /// Something that can be done with a tool, and the level it needs.
    package struct Action: Sendable, Equatable {
        package let name: String
        package let level: Level
    }

    /// The sections, in order.
    package let sections: [Section]
}

extension SellerService {
    /// Sections, tools, levels, prerequisites and actions: the same for every account.
    package func catalogue() async throws(SellerError) -> CatalogueView {
        try await transaction(readOnly: true) { tx throws(SellerError) in
            let sections = try await tx.all(.sections)
            let tools = try await tx.all(.tools)
            let actions = try await tx.all(.toolActions)
            return CatalogueView(
                sections: sections.map { section in
                    CatalogueView.Section(
                        id: section.id,
                        name: section.name,
                        tools: tools.filter { $0.section == section.id }.map { tool in
                            CatalogueView.Entry(
                                tool: tool,
                                actions: actions.filter { $0.tool == tool.id }.map {
                                    CatalogueView.Action(name: $0.action, level: $0.level)
                                }
                            )
                        }
                    )
                }
            )
        }
    }
}
