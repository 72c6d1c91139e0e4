import Builtins
import Catalogue
import Foundation
import Language
import LargeStack
import Session
import Syntax
import Testing

/// One example of the documentation, wherever it stands.
struct DocumentedExample: Sendable, CustomTestStringConvertible {
  let owner: String
  let source: String
  let prints: String?
  var testDescription: String { "\(owner): \(source)" }

  /// Those of the builtins.
  static let ofBuiltins = Builtins.all.flatMap { builtin in
    builtin.examples.map { DocumentedExample(owner: builtin.name, source: $0.source, prints: $0.prints) }
  }

  /// The lines `/// Example: code // result` of the standard library.
  static let ofLibrary = Builtins.library.flatMap { file in
    file.text.split(separator: "\n").filter { $0.hasPrefix("/// Example: ") }.map { line in
      let code = line.dropFirst("/// Example: ".count)
      guard let mark = code.range(of: " // ", options: .backwards) else {
        return DocumentedExample(owner: file.name, source: String(code), prints: nil)
      }
      return DocumentedExample(owner: file.name, source: String(code[..<mark.lowerBound]), prints: String(code[mark.upperBound...]))
    }
  }

  /// What is not as the example says: it runs in a session of its own, and its value shows as `print` shows it.
  func complaint() throws -> String? {
    try WorkFolder.enter()
    return try onLargeStack {
      let desk = Desk()
      let session = desk.session()
      let isPrint = source.hasPrefix("print(") || source.contains("; print(")
      let text = prints == nil || isPrint ? source : "print(\(source))"
      guard session.run(Submission(Array(text.utf8), name: owner, origin: .file)).word == "completed" else {
        return desk.notes.joined(separator: "\n")
      }
      guard let prints else { return nil }
      return desk.output == prints + "\n" ? nil : "it prints \(desk.output), not \(prints)"
    }
  }
}

@Suite struct ExampleTests {
  @Test("Every example of a builtin prints what it says", arguments: DocumentedExample.ofBuiltins)
  func builtin(_ example: DocumentedExample) throws { #expect(try example.complaint() == nil) }

  @Test("Every example of the standard library prints what it says", arguments: DocumentedExample.ofLibrary)
  func library(_ example: DocumentedExample) throws { #expect(try example.complaint() == nil) }

  @Test("Examples are found, and a wrong one is caught")
  func wrong() throws {
    #expect(DocumentedExample.ofBuiltins.count > 100 && DocumentedExample.ofLibrary.count > 20)
    #expect(try DocumentedExample(owner: "wrong", source: "1 + 1", prints: "3").complaint() != nil)
    #expect(try DocumentedExample(owner: "wrong", source: "unknown", prints: nil).complaint() != nil)
  }
}
