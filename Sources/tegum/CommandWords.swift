import ArgumentParser

/// The arguments of the process, cut where a script's own begin.
struct CommandWords {
  /// What tegum itself reads, `run` put in before a bare FILE.
  var own: [String]
  /// What stands behind FILE.
  var script: [String]

  init(_ arguments: [String]) {
    own = arguments
    script = []
    guard let first = Self.firstWord(of: arguments[...]) else { return }
    switch arguments[first] {
    case Run.commandName:
      let rest = arguments[(first + 1)...]
      guard let file = Self.firstWord(of: rest) else { return }
      cut(arguments, after: file)
    case let word where word == "help" || Tegum.configuration.subcommands.contains { $0.commandName == word }:
      return
    default:
      cut(arguments, after: first)
      own.insert(Run.commandName, at: first)
    }
  }

  private mutating func cut(_ arguments: [String], after file: Int) {
    own = Array(arguments[...file])
    script = Array(arguments[(file + 1)...])
  }

  /// The index of the first word that is neither an option nor an option's value; nil if there is none, or if the options
  /// before it are wrong, which the parser will say.
  private static func firstWord(of arguments: ArraySlice<String>) -> Int? {
    guard !arguments.isEmpty, let head = try? Head.parse(Array(arguments)), let word = head.rest.first else { return nil }
    // `-` alone is a file: standard input.
    guard !word.hasPrefix("-") || word == "-" else { return nil }
    return arguments.endIndex - head.rest.count
  }

  /// The options that may stand before the first word, and everything from there on untouched.
  private struct Head: ParsableArguments {
    @OptionGroup var settings: Settings
    @Option(name: .customShort("e"), parsing: .unconditionalSingleValue) var expressions: [String] = []
    @Argument(parsing: .captureForPassthrough) var rest: [String] = []
  }
}

extension ParsableCommand {
  fileprivate static var commandName: String { configuration.commandName ?? String(describing: self).lowercased() }
}
