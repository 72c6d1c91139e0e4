import Builtins
import Catalogue
import Language
import Syntax

/// Says what is wrong with scripts without running them. A class: it owns an interpreter, whose names it looks up.
public final class Checker {
  let interpreter: Interpreter

  /// Loads the builtins and the standard library.
  public init() {
    let engine = Engine(threads: 1, seed: 0, isInterrupted: { false })
    interpreter = Interpreter(builtins: Builtins.all, operators: ArrayOperators(), services: engine, console: Silence())
    // The library is part of the program; a failure in it is any session's first report.
    interpreter.load(library: Builtins.library)
  }

  /// The text of a file; nil where it cannot be read.
  public func read(_ path: String) -> [UInt8]? { interpreter.settings.readFile(path) }

  /// All that is wrong with a text, by place.
  /// - Parameters:
  ///   - name: what messages call it: a path.
  ///   - folder: where its imports are looked for; nil for the current folder.
  public func problems(of text: [UInt8], name: String, folder: String?) -> [ScriptProblem] {
    interpreter.check(text, name: name, folder: folder).map { ScriptProblem($0, in: interpreter.sources) }
  }
}

/// Something that is wrong with a script, with the text around it.
public struct ScriptProblem {
  public let severity: Problem.Severity
  public let diagnostic: Diagnostic
  private let sources: SourceMap

  init(_ problem: Problem, in sources: SourceMap) {
    severity = problem.severity
    diagnostic = problem.diagnostic
    self.sources = sources
  }

  /// What the file is called that it is in.
  public var file: String { sources.source(of: diagnostic.span)?.name ?? "" }

  /// As people read it, without the last newline.
  public func rendered(inColour isColoured: Bool) -> String {
    let plain = diagnostic.rendered(in: sources, label: severity.rawValue)
    return isColoured ? Report.coloured(plain) : plain
  }

  /// As one line for machines, see `Diagnostic.json`.
  public var json: String { diagnostic.json(severity, in: sources) }
}

/// Where nobody reads.
private final class Silence: Console {
  func write(_ text: String) {}
  func note(_ text: String) {}
}
