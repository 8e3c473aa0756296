import Postgres
package import SellerModel

// Each of these is a column of an enumeration type of the schema, or a text with a constraint. The
// raw values are the labels.

extension TwoStepState: PostgresEnumeration {}
extension MethodKind: PostgresEnumeration {}
extension MethodState: PostgresEnumeration {}
extension AttemptState: PostgresEnumeration {}
extension TicketKind: PostgresEnumeration {}
extension UserState: PostgresEnumeration {}
extension UserKind: PostgresEnumeration {}
extension Level: PostgresEnumeration {}
extension Prerequisite: PostgresEnumeration {}
extension OperationName: PostgresEnumeration {}
