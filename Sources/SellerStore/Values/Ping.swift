package import Postgres

extension Statement where Row == Bool {
    /// Asks whether the database answers at all.
    package static var ping: Self { Self("SELECT true") }
}
