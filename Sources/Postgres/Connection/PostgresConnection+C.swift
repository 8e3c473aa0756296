extension PostgresConnection {
    /// The connection's own thread. The reference is unowned: the connection keeps the thread.
    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe thread.asUnownedSerialExecutor()
    }
}
