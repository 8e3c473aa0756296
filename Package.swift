// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is built with these: a warning is an error, and unsafe code has to say so.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// A face of one C library that Debian packages.
func face(_ name: String, pkgConfig: String? = nil, package: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

let package = Package(
    name: "seller-accounts",
    products: [
        .executable(name: "seller-accounts", targets: ["seller-accounts"]),
        .library(
            name: "SellerAccounts",
            targets: ["SellerModel", "SellerService", "SellerReports"]
        ),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // Faces of system libraries.
        face("CSodium", pkgConfig: "libsodium", package: "libsodium-dev"),
        face("CQRCode", pkgConfig: "libqrencode", package: "libqrencode-dev"),
        face("CZxcvbn", package: "libzxcvbn-dev"),
        .target(name: "CLibPQ", linkerSettings: [.linkedLibrary("pq")]),
        // Of the executable alone: it takes the place of a function of the C library.
        .target(name: "CHugePages"),

        // The PostgreSQL client: knows nothing of sellers.
        .target(name: "LibPQ", dependencies: ["CLibPQ"], swiftSettings: strict),
        .target(
            name: "Postgres",
            dependencies: [
                "LibPQ",
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),

        // The product, from pure values up to the executable.
        .target(name: "SellerModel", swiftSettings: strict),
        .target(
            name: "SellerStore",
            dependencies: ["Postgres", "SellerModel"],
            resources: [.embedInCode("schema.sql")],
            swiftSettings: strict
        ),
        .target(
            name: "SellerCrypto",
            dependencies: [
                "SellerModel", "CSodium", "CZxcvbn",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.embedInCode("Passwords/blocklist.txt")],
            swiftSettings: strict
        ),
        .target(name: "SellerDelivery", dependencies: ["SellerModel"], swiftSettings: strict),
        .target(
            name: "SellerService",
            dependencies: [
                "SellerStore", "SellerCrypto", "SellerDelivery", "SellerModel", "Postgres",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "SellerReports",
            dependencies: [
                "SellerStore", "SellerModel", "Postgres",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "SellerWeb",
            dependencies: [
                "SellerReports", "SellerService", "SellerModel", "CQRCode",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "seller-accounts",
            dependencies: [
                "SellerWeb", "SellerReports", "SellerService", "SellerStore", "SellerCrypto",
                "SellerModel", "Postgres", "CHugePages",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict
        ),

        // Anchors and loads for scripts/bench; no part of the product.
        .executableTarget(
            name: "seller-accounts-bench",
            dependencies: [
                "SellerStore", "SellerCrypto", "SellerModel", "Postgres", "CSodium",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),

        // Tests, lowest rung first. They need a server: see scripts/test.
        .target(name: "CSpawn", path: "Tests/CSpawn"),
        .target(
            name: "PostgresTesting",
            dependencies: ["Postgres", "CSpawn", .product(name: "Logging", package: "swift-log")],
            path: "Tests/PostgresTesting",
            swiftSettings: strict
        ),
        .testTarget(
            name: "SellerModelTests",
            dependencies: ["SellerModel"],
            exclude: ["Golden"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SellerCryptoTests",
            dependencies: ["SellerCrypto", "SellerModel"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "PostgresTests",
            dependencies: [
                "Postgres", "LibPQ", "PostgresTesting",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SellerServiceTests",
            dependencies: [
                "SellerService", "SellerStore", "SellerCrypto", "SellerDelivery", "SellerModel",
                "Postgres", "PostgresTesting",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SellerStoreTests",
            dependencies: [
                "SellerStore", "SellerModel", "Postgres", "PostgresTesting",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SellerReportsTests",
            dependencies: [
                "SellerReports", "SellerStore", "SellerModel", "Postgres", "PostgresTesting",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SellerWebTests",
            dependencies: [
                "SellerWeb", "SellerReports", "SellerService", "SellerStore", "SellerCrypto",
                "SellerModel", "Postgres", "PostgresTesting",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SellerSystemTests",
            dependencies: [
                "seller-accounts", "SellerCrypto", "SellerModel", "Postgres", "PostgresTesting",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "seller-accounts", "SellerModel", "Postgres", "PostgresTesting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),
    ]
)
