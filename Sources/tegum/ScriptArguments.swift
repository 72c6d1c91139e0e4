import ArgumentParser
import Session

/// What stands behind a script's name on the command line, sorted into what is the script's and what is tegum's own.
struct ScriptArguments {
  /// Texts for the script's inputs, by name.
  private(set) var inputs: [String: String] = [:]
  /// The rest, for tegum's own parser.
  private(set) var own: [String] = []

  /// - Parameters:
  ///   - words: what stands behind the script's name.
  ///   - known: the script's inputs. One of them goes before an option of tegum's of the same name.
  /// - Throws: a usage error, where a value is missing, or a name stands twice.
  init(_ words: [String], _ known: [ScriptInput]) throws {
    var rest = words[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("--") else {
        own.append(word)
        continue
      }
      let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let name = parts.first, known.contains(where: { $0.name == name }) else {
        own.append(word)
        continue
      }
      guard inputs[name] == nil else { throw ValidationError("--\(name) is given twice") }
      guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else {
        throw ValidationError("--\(name) wants a value")
      }
      inputs[name] = value
    }
  }

  /// The message for a word that neither the script nor tegum knows.
  static func refusal(_ error: any Error, script: String, _ known: [ScriptInput]) -> any Error {
    let message = Tegum.message(for: error)
    guard message.hasPrefix("Unknown option '--") else { return error }
    let has = known.isEmpty ? "no inputs" : "the inputs " + known.map { "--\($0.name)" }.joined(separator: ", ")
    return ValidationError("\(message); \(script) has \(has)")
  }

  /// What `tegum FILE --help` shows: the script's inputs, and tegum's own options.
  static func help(for script: String, _ known: [ScriptInput]) -> String {
    let inputs = known.map { "  --\($0.name) (default: \($0.standard))  \($0.summary)" }
    let title = known.isEmpty ? "" : "INPUTS OF \(script):\n" + inputs.joined(separator: "\n") + "\n\n"
    return title + Tegum.helpMessage(for: Run.self)
  }
}
