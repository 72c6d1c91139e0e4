import Catalogue
import Foundation
import Session

/// A session with a console that keeps what it gets. A class: the console writes into it.
final class Desk: SessionConsole {
  private(set) var output = ""
  private(set) var notes: [String] = []
  /// What showed while work went on; nil stands for its end.
  private(set) var shown: [Double?] = []
  /// The values of entries.
  private(set) var values: [ShownValue] = []
  let interrupt = Interrupt()

  func write(_ text: String) { output += text }
  func show(_ value: ShownValue) {
    values.append(value)
    write(value.text)
  }
  func note(_ text: String) { notes.append(text) }
  func progress(_ fraction: Double, _ text: String) { shown.append(fraction) }
  func endProgress() { shown.append(nil) }

  /// What came out since the last call.
  func takeOutput() -> String {
    defer { output = "" }
    return output
  }

  /// Makes a session that writes here.
  func session(_ change: (inout Session.Options) -> Void = { _ in }) -> Session {
    var options = Session.Options()
    options.threads = 1
    change(&options)
    return Session(options, console: self, interrupt: interrupt)
  }
}

extension Session {
  /// Runs a text as if it had been typed.
  @discardableResult
  func type(_ text: String) -> Outcome { run(Submission(Array(text.utf8), name: "In [1]", origin: .prompt)) }
}

extension Outcome {
  /// "completed", "failed", "interrupted".
  var word: String {
    switch self {
    case .completed: "completed"
    case .failed: "failed"
    case .interrupted: "interrupted"
    }
  }
}
