package import Postgres
package import SellerModel

extension Statement where Row == Tool {
    /// The whole catalogue of tools, in the order in which it is shown.
    package static let tools = Self(
        """
        SELECT t.tool_id, t.section_id, t.name, t.max_level, t.cross_store, t.prerequisite
        FROM tool AS t
        JOIN tool_section AS s ON s.section_id = t.section_id
        ORDER BY s.position, t.position
        """
    ) {
        (
            id: String,
            section: String,
            name: String,
            maximum: Level,
            crossStore: Bool,
            needs: Prerequisite?
        ) in
        Tool(
            id: id,
            section: section,
            name: name,
            maximum: maximum,
            crossStore: crossStore,
            prerequisite: needs
        )
    }
}

/// A section of the catalogue.
package struct SectionRow: Sendable, Equatable {
    package let id: String
    package let name: String
}

extension Statement where Row == SectionRow {
    /// The sections, in the order in which they are shown.
    package static let sections = Self(
        """
        SELECT section_id, name
        FROM tool_section
        ORDER BY position
        """,
        SectionRow.init
    )
}

/// Something that can be done with a tool, and the level it needs.
package struct ActionRow: Sendable, Equatable {
    package let tool: String
    package let action: String
    package let level: Level
}

extension Statement where Row == ActionRow {
    /// What can be done with the tools.
    package static let toolActions = Self(
        """
        SELECT tool_id, action, level
        FROM tool_action
        ORDER BY tool_id, level, action
        """,
        ActionRow.init
    )
}
