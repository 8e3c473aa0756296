import FoundationEssentials
import SellerCrypto
import SellerModel
import SellerService
import Synchronization

/// A clock that only a test moves. It begins at the present, as the database's clock does.
final class Clock: Sendable {
    private let moment: Mutex<Timestamp>

    init() {
        let seconds = Int64(Date().timeIntervalSince1970)
        moment = Mutex(Timestamp(unixSeconds: seconds))
    }

    var now: Timestamp { moment.withLock { $0 } }

    /// Moves to the next step of authenticator apps, so that they show another code.
    func nextStep() {
        moment.withLock { $0 = $0.adding(seconds: OneTimePassword.stepSeconds) }
    }
}

/// An authenticator app that holds one secret.
struct App: Sendable {
    let secret: TwoStepSecret
    let method: ID<Method>

    /// Takes the secret as a person types it, in base 32; nil for anything else.
    init?(_ pending: PendingMethod) {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for letter in pending.secret.utf8 {
            guard let value = alphabet.firstIndex(of: letter) else { return nil }
            bits = (bits << 5) | UInt32(value)
            count += 5
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
                bits &= (1 << count) - 1
            }
        }
        guard let secret = TwoStepSecret(bytes: bytes) else { return nil }
        self.secret = secret
        method = pending.id
    }

    /// What it shows at a moment.
    func code(at moment: Timestamp) -> String {
        let step = OneTimePassword.step(at: moment.unixSeconds)
        return OneTimePassword.code(secret: secret, step: step)
    }

    /// A code of six digits that is right neither now nor one step away.
    func wrongCode(at moment: Timestamp) -> String {
        let now = OneTimePassword.step(at: moment.unixSeconds)
        let right = (now - 1...now + 1).map { OneTimePassword.code(secret: secret, step: $0) }
        return ["000000", "111111", "222222", "333333"].first { !right.contains($0) } ?? "444444"
    }
}
