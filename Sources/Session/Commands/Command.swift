import Catalogue
import Language

/// A command of the prompt: `:save s.tg`. Commands concern the session itself, and are no part of the language.
struct Command: Sendable {
  let name: String
  /// What stands behind it: `FILE`; empty where nothing does.
  let argument: String
  let summary: String
  let body: @Sendable (_ session: Session, _ argument: String) throws(Failure) -> Outcome

  init(
    _ name: String, _ argument: String = "", _ summary: String,
    body: @escaping @Sendable (_ session: Session, _ argument: String) throws(Failure) -> Outcome
  ) {
    self.name = name
    self.argument = argument
    self.summary = summary
    self.body = body
  }

  /// All of them, in the order in which `:help` shows them.
  static let all: [Command] = [save, load, edit, undo, reset, seed, who, entries, clear, help, quit]

  /// A command as it was typed.
  struct Call {
    let name: String
    let argument: String
    /// The lines behind it; nil where there is nothing in them.
    let rest: [UInt8]?

    /// Nil where the text is no command: commands begin with a colon, which nothing of the language does.
    init?(_ text: [UInt8]) {
      let trimmed = String(decoding: text, as: UTF8.self).drop { $0.isWhitespace }
      guard trimmed.first == ":" else { return nil }
      let lines = trimmed.split(maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      rest = lines.count > 1 && !lines[1].allSatisfy(\.isWhitespace) ? Array(lines[1].utf8) : nil
      let words = lines[0].dropFirst().split(maxSplits: 1, omittingEmptySubsequences: false) { $0.isWhitespace }
      name = words.first.map(String.init) ?? ""
      var argument = (words.count > 1 ? words[1] : "").drop { $0.isWhitespace }
      while argument.last?.isWhitespace == true { argument.removeLast() }
      // A path may stand in quotes, as in the language.
      if argument.count > 1, argument.first == "\"", argument.last == "\"" { argument = argument.dropFirst().dropLast() }
      self.argument = String(argument)
    }
  }

  /// Completions of a command that is being typed; nil for other texts.
  static func completion(of text: [UInt8]) -> Completion? {
    guard text.first == UInt8(ascii: ":") else { return nil }
    guard let space = text.firstIndex(of: UInt8(ascii: " ")) else {
      let typed = String(decoding: text.dropFirst(), as: UTF8.self)
      let fitting = all.filter { $0.name.hasPrefix(typed) }.sorted { $0.name < $1.name }
      return Completion(
        range: 1..<text.count,
        candidates: fitting.map {
          Completion.Candidate(text: $0.name + ($0.argument.isEmpty ? "" : " "), kind: .command, summary: $0.summary)
        })
    }
    let start = text[space...].firstIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\"") } ?? text.count
    let takesFile = all.first { text[1..<space].elementsEqual($0.name.utf8) }?.argument == "FILE"
    let path = String(decoding: text[start...], as: UTF8.self)
    return Completion(range: start..<text.count, candidates: takesFile ? FileNames.candidates(path) : [])
  }
}

extension Session {
  /// Runs a command.
  func run(_ call: Command.Call) -> Outcome {
    do throws(Failure) {
      guard let command = Command.all.first(where: { $0.name == call.name }) else { throw unknown(call) }
      if command.argument.isEmpty, !call.argument.isEmpty { throw Failure(":\(command.name) stands alone, without \(call.argument)") }
      return try command.body(self, call.argument)
    } catch {
      return .failed(report(error))
    }
  }

  private func unknown(_ call: Command.Call) -> Failure {
    let near = Suggestion.nearest(to: call.name, among: Command.all.map(\.name))
    return Failure(
      call.name.isEmpty ? "a command has a name behind its colon" : "there is no command :\(call.name)",
      hint: near.map { "did you mean :\($0)?" } ?? ":help shows the commands")
  }
}
