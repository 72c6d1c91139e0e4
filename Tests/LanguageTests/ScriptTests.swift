import Foundation
import Language
import LargeStack
import Testing

/// Folder of the test scripts of the language: they use builtins of the host alone.
let scriptFolder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Scripts/Language").standardizedFileURL

/// All scripts in the folder, by their path in it. Files that begin with `_` are there to be imported.
let scripts: [String] = {
  let all = FileManager.default.enumerator(at: scriptFolder, includingPropertiesForKeys: nil)
  let files = (all?.allObjects ?? []).compactMap { $0 as? URL }.filter { $0.pathExtension == "tg" && !$0.lastPathComponent.hasPrefix("_") }
  return files.map { String($0.standardizedFileURL.path.dropFirst(scriptFolder.path.count + 1)) }.sorted()
}()

/// What is not as a script says.
func complaints(about text: String, folder: URL) throws -> [String] {
  let expectations = ScriptExpectations(text)
  return try onLargeStack {
    var settings = Interpreter.Settings()
    settings.inputs = expectations.inputs
    let run = try Bench(settings: settings).run(text, folder: folder.path)
    return expectations.complaints(output: run.output, failure: run.diagnostic.map { ($0, run.line) }).map(\.description)
  }
}

@Test("Every script does what it says", arguments: scripts)
func script(_ path: String) throws {
  let file = scriptFolder.appending(path: path)
  let text = try String(contentsOf: file, encoding: .utf8)
  let found = try complaints(about: text, folder: file.deletingLastPathComponent())
  #expect(found.isEmpty, "\(path):\n\(found.joined(separator: "\n"))")
}

@Test("The scripts are found") func scriptsAreFound() { #expect(scripts.count > 100) }

@Test(
  "A script that is wrong about itself is caught",
  arguments: [
    "print(1) // expect: 2", "print(1)", "// expect: 1", "print(1 + nil)", "print(1) // error: nil", "let a = 1\nprint(b) // error: names",
    "let a = nil\na + 1\n// error: nil",
  ])
func wrongScript(_ text: String) throws {
  #expect(try !complaints(about: text, folder: scriptFolder).isEmpty)
}
