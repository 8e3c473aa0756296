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
        .library(
            name: "SellerAccounts",
            targets: ["SellerModel"]
        )
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Faces of system libraries.
        face("CSodium", pkgConfig: "libsodium", package: "libsodium-dev"),
        face("CZxcvbn", package: "libzxcvbn-dev"),
        .target(name: "CLibPQ", linkerSettings: [.linkedLibrary("pq")]),

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
            name: "SellerCrypto",
            dependencies: [
                "SellerModel", "CSodium", "CZxcvbn",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.embedInCode("Passwords/blocklist.txt")],
            swiftSettings: strict
        ),
        // Tests, lowest rung first. They need a server: see scripts/test.
        .target(
            name: "PostgresTesting",
            dependencies: ["Postgres", .product(name: "Logging", package: "swift-log")],
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
    ]
)
