import Foundation
import LargeStack
import Session
import Testing

/// Test scripts that use the builtins and the standard library; those of the language alone run with the language's tests.
private let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Scripts").standardizedFileURL

/// All of them, by their path in the folder. Files that begin with `_` are there to be imported.
private let scripts: [String] = {
  let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
  let files = (all?.allObjects ?? []).compactMap { $0 as? URL }
    .filter { $0.pathExtension == "tg" && !$0.lastPathComponent.hasPrefix("_") }
  return files.map { String($0.standardizedFileURL.path.dropFirst(folder.path.count + 1)) }
    .filter { !$0.hasPrefix("Language/") }.sorted()
}()

/// What is not as a script says.
private func complaints(about text: String, path: String) throws -> [String] {
  try WorkFolder.enter()
  return try onLargeStack {
    var options = Session.Options()
    options.threads = 1
    let result = ScriptTest(Array(text.utf8), name: path, options: options, interrupt: Interrupt()).run()
    return result.failures.map { "\($0.line ?? 0): \($0.message)" }
  }
}

@Test("Every script does what it says", arguments: scripts)
func script(_ path: String) throws {
  let file = folder.appending(path: path)
  let found = try complaints(about: String(contentsOf: file, encoding: .utf8), path: file.path)
  #expect(found.isEmpty, "\(path):\n\(found.joined(separator: "\n"))")
}

@Test(
  "A script that is wrong about itself is caught",
  arguments: [
    "print(1) // expect: 2", "print(unknown)", "1 // error: nothing", "/// Example: f() // 2\nfunc f() { 1 }",
    "/// Example: f(1)\nfunc f() { 1 }",
  ])
func wrongScript(_ text: String) throws { #expect(try !complaints(about: text, path: "wrong.tg").isEmpty) }
