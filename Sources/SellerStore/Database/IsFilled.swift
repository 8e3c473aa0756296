package import Postgres

extension Statement where Row == Bool {
    /// Whether anybody has a login in this database.
    package static var isFilled: Self {
        Self("SELECT EXISTS (SELECT 1 FROM login)")
    }
}
