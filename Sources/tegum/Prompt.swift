import Session
import Syntax

/// The prompt: reads entries, one or several lines each, and has the session run them.
struct Prompt {
  let session: Session
  let terminal: Terminal
  let console: TerminalConsole
  let history: HistoryFile?
  let reader: LineReader

  private var last: [UInt8]?
  /// Entries of a pasted transcript that have not run yet.
  private var pasted: [[UInt8]] = []

  init(session: Session, terminal: Terminal, console: TerminalConsole, history: HistoryFile?, reader: LineReader) {
    self.session = session
    self.terminal = terminal
    self.console = console
    self.history = history
    self.reader = reader
  }

  /// Reads and runs until Ctrl-D. On a tour, Enter alone runs the entry of the stop and goes to the next one.
  mutating func run(_ tour: Tour? = nil) {
    history?.load()
    var stops = (tour?.stops ?? [])[...]
    show(stops.first)
    while !console.isLeft, let line = readEntry() {
      let goesOn = line.allSatisfy(isBlank)
      guard let text = goesOn ? stops.first?.entry.map({ Array($0.utf8) }) : line else { continue }
      remember(text)
      Signals.interrupt.clear()
      session.display = terminal.display
      let outcome = session.run(Submission(text, name: "In [\(session.nextNumber)]", origin: .prompt))
      if case .interrupted = outcome { pasted = [] }
      console.endProgress()
      if goesOn {
        stops.removeFirst()
        show(stops.first)
      }
    }
  }

  private func show(_ stop: Tour.Stop?) {
    guard let stop else { return }
    console.write("\n\(stop.shown(on: terminal.display))\n\n")
  }

  /// An entry that is whole, or wrong; nil at the end of input. Ctrl-C begins anew, and so does Ctrl-D in a continuation.
  private mutating func readEntry() -> [UInt8]? {
    var text = nextPasted()
    if !pasted.isEmpty || (!text.isEmpty && !session.wantsMore(after: text)) { return text }
    if !text.isEmpty { text.append(UInt8(ascii: "\n")) }
    var isContinued = !text.isEmpty
    while true {
      console.flush()
      TabKey.use(completions(behind: text), isColoured: terminal.promptHasColours)
      EnterKey.use(terminal.promptHasColours ? { [text] in Highlighting.coloured(text + $0, from: text.count) } : nil)
      switch reader.read(prompt: isContinued ? Session.continuationPrompt : Session.prompt) {
      case .line(let line):
        pasted = session.withoutPrompts(line, isContinued: isContinued)
        text += nextPasted()
        guard pasted.isEmpty, session.wantsMore(after: text) else { return text }
        text.append(UInt8(ascii: "\n"))
        isContinued = true
      case .end where !isContinued:
        return nil
      case .end, .interrupted:
        text = []
        isContinued = false
      }
    }
  }

  /// Takes the next entry of a pasted transcript; empty where there is none.
  private mutating func nextPasted() -> [UInt8] { pasted.isEmpty ? [] : pasted.removeFirst() }

  /// Completions of a line that follows others of its entry.
  private func completions(behind text: [UInt8]) -> TabKey.Source {
    { [session] line, cursor in
      var completion = session.completion(of: text + line, at: text.count + cursor)
      completion.range = max(completion.range.lowerBound - text.count, 0)..<max(completion.range.upperBound - text.count, 0)
      return completion
    }
  }

  private mutating func remember(_ entry: [UInt8]) {
    guard entry != last else { return }
    last = entry
    reader.remember(entry)
    history?.append(entry)
  }

  private func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
}
