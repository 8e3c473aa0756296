/// What stands in a database, compared with the schema of this program.
package enum SchemaStatus: Hashable, Sendable {
    /// Nothing of ours.
    case empty
    /// The schema of this program.
    case current
    /// The schema of an earlier program, with its version.
    case older(Int)
    /// The schema of a later program, with its version: this program must not touch it.
    case newer(Int)

    /// The status of a database that names this version, or none.
    package init(version: Int?) {
        switch version {
        case nil: self = .empty
        case SchemaMigration.version?: self = .current
        case .some(let found):
            self = found < SchemaMigration.version ? .older(found) : .newer(found)
        }
    }
}
