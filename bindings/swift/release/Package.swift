// swift-tools-version: 6.0

import PackageDescription

// The package that apps take by URL. `build-xcframework.sh` fills in the address and the checksum of the release's file.
let package = Package(
    name: "AICC",
    platforms: [.iOS(.v13), .macCatalyst(.v13), .macOS(.v10_15)],
    products: [.library(name: "AICC", targets: ["AICC"]), .library(name: "AICCSandbox", targets: ["AICCSandbox"])],
    targets: [
        .binaryTarget(name: "AICCFFI", url: "@URL@", checksum: "@CHECKSUM@"),
        .target(name: "AICC", dependencies: ["AICCFFI"], resources: [.copy("PrivacyInfo.xcprivacy")]),
        .target(name: "AICCSandbox"),
    ]
)
