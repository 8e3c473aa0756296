/// The one derived 2SV state of a login, which gate and reports read alike.
///
/// The view `login_two_step` derives it; nothing else may.
public enum TwoStepState: String, Sendable, CaseIterable {
    /// No method was ever active.
    case notEnrolled = "not_enrolled"
    /// At least one method is active.
    case enrolled
    /// Turned off by its person; a code is required all the same.
    case turnedOff = "turned_off"
    /// Once enrolled, and no method is active now: only a recovery grant leads on.
    case recoveryRequired = "recovery_required"
}
