import Testing

/// Everything here starts processes, so one test runs after the other.
@Suite(.serialized, .timeLimit(.minutes(5))) enum System {}
