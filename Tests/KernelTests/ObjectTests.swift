import Foundation
import Testing

/// The compiled kernels: what their machine code may contain. Looked at with objdump and nm, where these are installed.
@Suite struct ObjectTests {
  /// Object files of a module, next to this test's own.
  private static func objects(of module: String) -> [String] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let build = root.appendingPathComponent(".build/debug/\(module).build")
    let files = (try? FileManager.default.contentsOfDirectory(at: build, includingPropertiesForKeys: nil)) ?? []
    let sources = FileManager.default.enumerator(atPath: root.appendingPathComponent("Sources/KernelsBase").path)?.allObjects ?? []
    let names = Set(sources.compactMap { ($0 as? String).map { URL(fileURLWithPath: $0).lastPathComponent + ".o" } })
    return files.filter { names.contains($0.lastPathComponent) }.map(\.path)
  }

  private static func tool(_ name: String) -> String? {
    ["/usr/bin/", "/usr/local/bin/"].map { $0 + name }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private static func output(_ tool: String, _ arguments: [String]) throws -> [Substring] {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: tool)
    process.arguments = arguments
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n")
  }

  /// Functions that do the work, as specialised for an operation; the generic form of each, which a build for tests also contains,
  /// is named by its constraints alone and ends so.
  private static func isKernel(_ symbol: Substring) -> Bool {
    let names = [
      "5store", "12unaryGuarded", "10zipGuarded", "13MatrixProduct", "11tileProduct", "17accumulateProduct", "14accumulateRows", "4fold",
      "6cumsum", "8position", "7topMask", "6gather", "10scatterAdd", "7uniform", "7integer", "5LayerV3run",
      "13CotangentPassV3run", "9ErrorPassV3run", "12NarrowResultV3run",
    ]
    let name = symbol.dropFirst("$s9KernelsV4".count)
    let isFunction = symbol.hasSuffix("F") || symbol.hasSuffix("g5")
    return names.contains { name.hasPrefix($0) } && isFunction && !symbol.hasSuffix("lF")
  }

  @Test(arguments: ["KernelsV3", "KernelsV4"])
  func `kernels call nothing`(_ module: String) throws {
    #if arch(x86_64)
      let objects = Self.objects(of: module)
      guard let objdump = Self.tool("objdump"), !objects.isEmpty else {
        print("objdump or \(module)'s object files are missing: the kernels' code is not looked at")
        return
      }
      var (kernel, seen, calls) = (Substring(), 0, 0)
      for line in try Self.output(objdump, ["-dr", "--no-show-raw-insn"] + objects) {
        if line.hasSuffix(">:"), let start = line.firstIndex(of: "<") {
          kernel = line[start...].dropFirst().dropLast(2)
          if !Self.isKernel(kernel) { kernel = "" } else { seen += 1 }
          #expect(!kernel.hasSuffix("Tm"), "\(kernel) was merged with another kernel")
        }
        guard !kernel.isEmpty else { continue }
        if line.contains("\tcall") { calls += 1 }
        if line.contains("R_X86_64_PLT32") {
          let target = line.split(separator: "\t").last ?? ""
          #expect(target.contains("4mend") || target.hasPrefix("__stack_chk_fail"), "\(kernel) calls \(target)")
        }
        #expect(!line.contains("\tcall   *"), "\(kernel) calls through a pointer")
      }
      #expect(seen > 80, "too few kernels were found: \(seen)")
      #expect(calls > 0, "the rare paths of the guarded kernels were not found")
    #endif
  }

  /// A weak symbol that two modules define is kept once, for whatever instruction set. Data is harmless; so are helpers of the
  /// compiler that a build for tests contains, since they belong to types that only tests reach.
  @Test(arguments: ["KernelsV3", "KernelsV4"])
  func `weak code belongs to the module alone`(_ module: String) throws {
    let objects = Self.objects(of: module)
    guard let nm = Self.tool("nm"), !objects.isEmpty else {
      print("nm or \(module)'s object files are missing: their symbols are not looked at")
      return
    }
    for line in try Self.output(nm, ["--defined-only"] + objects) {
      let fields = line.split(separator: " ")
      guard fields.count == 3, fields[1] == "W" || fields[1] == "u", !fields[2].hasPrefix("__swift_") else { continue }
      #expect(fields[2].contains(module), "\(fields[2]) is shared with other modules")
    }
  }
}
