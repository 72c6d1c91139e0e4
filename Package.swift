// swift-tools-version: 6.1
import PackageDescription

/// Settings of one build of the kernels. The three targets compile the same folder (two are symbolic links to it),
/// each for another instruction set; which one runs is chosen when the program starts.
func isa(_ march: String?, _ define: String) -> [SwiftSetting] {
  let target = march.map { ["-Xcc", "-march=\($0)", "-Xcc", "-mprefer-vector-width=512"] } ?? []
  return [
    .define(define),
    .unsafeFlags(
      ["-Ounchecked", "-disable-batch-mode", "-whole-module-optimization", "-num-threads", "1", "-Xllvm", "-swiftmergefunc-threshold=0"]
        + target),
  ]
}

let libm: [LinkerSetting] = [.linkedLibrary("m", .when(platforms: [.linux]))]
/// The toolchain's own linker: faster than gold, which also warns about a function of Foundation that nothing calls.
let linker: [LinkerSetting] = [.unsafeFlags(["-use-ld=lld"], .when(platforms: [.linux]))]
let collections: Target.Dependency = .product(name: "OrderedCollections", package: "swift-collections")

let package = Package(
  name: "tegum",
  products: [
    .executable(name: "tegum", targets: ["tegum"]),
    .executable(name: "tegum-bench", targets: ["tegum-bench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
  ],
  targets: [
    // 0: text, values, kernels
    .target(name: "Syntax"),
    .target(name: "Catalogue", dependencies: ["Syntax", collections]),
    .target(name: "JSONSyntax"),
    .target(name: "CSVSyntax"),
    .target(name: "CVector"),
    .target(name: "CPU"),
    .target(name: "Instructions"),
    .target(name: "KernelsBase", dependencies: ["CVector", "Instructions"], swiftSettings: isa(nil, "ISA_BASE"), linkerSettings: libm),
    .target(name: "KernelsV3", dependencies: ["CVector", "Instructions"], swiftSettings: isa("x86-64-v3", "ISA_V3"), linkerSettings: libm),
    .target(name: "KernelsV4", dependencies: ["CVector", "Instructions"], swiftSettings: isa("x86-64-v4", "ISA_V4"), linkerSettings: libm),
    // 1: the language, figures, arrays, files of arrays
    .target(name: "Language", dependencies: ["Syntax", "Catalogue", collections]),
    .target(name: "Plotting", dependencies: ["JSONSyntax"]),
    .systemLibrary(name: "CCairo", providers: [.apt(["libcairo2-dev"])]),
    .systemLibrary(name: "CGIF", providers: [.apt(["libgif-dev"])]),
    .target(name: "CLoading"),
    .target(name: "CPango", dependencies: ["CLoading"]),
    .target(name: "Painting", dependencies: ["Plotting", "CCairo", "CPango", "CGIF", "CZlib"]),
    .systemLibrary(name: "CLAPACK", providers: [.apt(["liblapacke-dev"])]),
    .target(
      name: "Tensor",
      dependencies: [
        "Instructions", "KernelsBase", "CPU", "CLAPACK",
        .target(name: "KernelsV3", condition: .when(platforms: [.linux])),
        .target(name: "KernelsV4", condition: .when(platforms: [.linux])),
      ], linkerSettings: libm),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "TensorFiles", dependencies: ["Tensor", "JSONSyntax", "CZlib"]),
    .target(name: "NotebookFiles", dependencies: ["Syntax", "JSONSyntax"]),
    // 2: tracing and training
    // Optimized in debug builds too: without, adding up the chunks of a step takes twenty times as long as its kernels.
    .target(
      name: "Training", dependencies: ["Tensor", "Instructions", "KernelsBase", "CPU"],
      swiftSettings: [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    // 3: where the language meets the rest
    .plugin(name: "EmbedLibrary", capability: .buildTool(), dependencies: ["embed-library"], path: "Sources/Plugins/EmbedLibrary"),
    .executableTarget(name: "embed-library", path: "Sources/Plugins/embed-library"),
    .target(
      name: "Builtins",
      dependencies: [
        "Syntax", "Catalogue", "Language", "Plotting", "Painting", "Tensor", "TensorFiles", "Training", "JSONSyntax", "CSVSyntax",
        collections,
      ],
      plugins: ["EmbedLibrary"]),
    // 4: one entry in, outputs out
    .target(
      name: "Session", dependencies: ["Syntax", "Catalogue", "Language", "Builtins", "Plotting", "Painting", "JSONSyntax"],
      plugins: ["EmbedLibrary"]),
    .target(name: "LanguageServer", dependencies: ["Session", "Syntax", "JSONSyntax"]),
    .target(name: "CMessaging", dependencies: ["CLoading"]),
    .target(name: "Jupyter", dependencies: ["Session", "JSONSyntax", "CMessaging"]),
    .systemLibrary(name: "CMD4C", providers: [.apt(["libmd4c-dev", "libmd4c-html0-dev"])]),
    .target(
      name: "Report",
      dependencies: ["Session", "NotebookFiles", "Syntax", "JSONSyntax", "Plotting", "Painting", "Language", "Catalogue", "CMD4C"],
      plugins: ["EmbedLibrary"]),
    // 5: programs
    .target(name: "CMicroHTTPD", dependencies: ["CLoading"]),
    .systemLibrary(name: "CReadline", providers: [.apt(["libreadline-dev"])]),
    .executableTarget(
      name: "tegum",
      dependencies: [
        "Session", "LanguageServer", "Jupyter", "NotebookFiles", "Report", "Painting", "Syntax", "JSONSyntax", "CMicroHTTPD", "CReadline",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      linkerSettings: linker),
    .executableTarget(
      name: "tegum-bench", dependencies: ["Builtins", "Training", "Language", "Catalogue", "Syntax", "Plotting", "Painting"]),
    // tests
    .target(name: "LargeStack", path: "Tests/LargeStack"),
    .testTarget(name: "SyntaxTests", dependencies: ["Syntax"]),
    .testTarget(name: "JSONSyntaxTests", dependencies: ["JSONSyntax"]),
    .testTarget(name: "NotebookFilesTests", dependencies: ["NotebookFiles", "JSONSyntax", "Syntax"]),
    .testTarget(name: "ReportTests", dependencies: ["Report", "NotebookFiles", "Session", "JSONSyntax", "Syntax", "LargeStack"]),
    .testTarget(name: "CSVSyntaxTests", dependencies: ["CSVSyntax"]),
    .testTarget(name: "LanguageTests", dependencies: ["Builtins", "Language", "Catalogue", "Syntax", "LargeStack"]),
    .testTarget(name: "PlottingTests", dependencies: ["Plotting"], exclude: ["Snapshots"]),
    .testTarget(name: "PaintingTests", dependencies: ["Painting", "Plotting", "CGIF"]),
    .testTarget(name: "TensorTests", dependencies: ["Tensor", "Instructions"], resources: [.copy("Peers")]),
    .testTarget(name: "TensorFilesTests", dependencies: ["TensorFiles", "Tensor", "CZlib"]),
    .testTarget(
      name: "KernelTests", dependencies: ["Instructions", "KernelsBase", "KernelsV3", "KernelsV4", "CPU"],
      swiftSettings: [.unsafeFlags(["-O"])]),
    .testTarget(name: "TrainingTests", dependencies: ["Training", "Tensor", "Instructions"], resources: [.copy("Peers")]),
    .testTarget(
      name: "SessionTests", dependencies: ["Session", "Builtins", "Language", "Catalogue", "Syntax", "JSONSyntax", "LargeStack"]),
  ],
  swiftLanguageModes: [.v6]
)
