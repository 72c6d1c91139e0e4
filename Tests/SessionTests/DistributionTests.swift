import Builtins
import Foundation
import Testing

/// The distributions of the standard library against the script that compares their samples with what they state.
@Suite("Distributions")
struct DistributionTests {
  /// Functions of the library that make a distribution and state its moments: those whose body has `data(…)` with them.
  private static func makers(in library: [(name: String, text: String)]) -> [String] {
    library.flatMap { file in
      file.text.components(separatedBy: "\nfunc ").dropFirst().compactMap { part in
        let body = part.components(separatedBy: "\n}\n")[0]
        return body.contains("\n  data(") && body.contains("moments:") ? String(part.prefix { $0 != "(" }) : nil
      }
    }
  }

  @Test("Each is compared with its moments")
  func compared() throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Scripts/Library/data/moments.tg")
    let text = try String(contentsOf: script, encoding: .utf8)
    let makers = Self.makers(in: Builtins.library)
    #expect(makers.count >= 9)
    for name in makers { #expect(text.contains("\(name)("), "\(name) is not in moments.tg") }
    #expect(Self.makers(in: [("new.tg", "\nfunc ring(n) {\n  data(n, moments: { f(n) }) { 1 }\n}\nfunc f(x) {\n  x\n}\n")]) == ["ring"])
  }
}
