import ArgumentParser
@preconcurrency import Glibc
import Report
import Session
import Syntax

/// `tegum watch FILE`
struct WatchCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Follow a script or a notebook: when it is saved, run the cells that are not what they were.",
    usage: "tegum watch [options] FILE [--name value …]",
    discussion: """
      A cell runs again where its text has changed, a name that it may read, or a model that it uses; or where it draws \
      random numbers and these stand elsewhere. So all values are those of a run of the whole file. Ctrl-C leaves.
      """)

  @OptionGroup var settings: Settings

  @Flag(help: "Show it as a page that follows, too; its address is printed.")
  var serve = false

  @Option(help: ArgumentHelp("The page's port; one that is free if not given.", valueName: "n"))
  var port: UInt16 = 0

  @Argument(help: "A script, or a notebook that ends in .ipynb.")
  var file: String

  @Argument(parsing: .allUnrecognized, help: .hidden)
  var words: [String] = []

  func validate() throws {
    guard file != "-" else { throw ValidationError("standard input cannot be followed: FILE is a script or a notebook") }
  }

  func perform(_ terminal: Terminal) -> Int32 {
    Signals.catchInterrupts(insist: false)
    let output = ToolOutput()
    let server = serve ? PageServer(port: port) : nil
    if serve {
      guard let server else {
        output.note("error: port \(port) of 127.0.0.1 cannot be had")
        return 1
      }
      output.write(server.address + "\n")
      output.flush()
    }
    var live: LiveReport?
    let follower = FileFollower(file)
    var seen: [UInt8]?
    var hasTold = false
    while Signals.interrupt.reason == nil {
      guard let content = follower.content else {
        if !hasTold { output.note("there is no file '\(file)' yet") }
        hasTold = true
        usleep(100_000)
        continue
      }
      guard content != seen else {
        usleep(50_000)
        continue
      }
      seen = content
      do {
        let run = try ScriptRun(Script(file), content, words)
        let report = live ?? run.live(settings, TerminalConsole(terminal: terminal, showsProgress: !settings.quiet))
        live = report
        update(report, run, follower, server)
        show(report, output, terminal)
      } catch let problem as ScriptRun.Problem {
        output.note("error: \(problem.text)")
      } catch {
        output.note("error: \(Tegum.message(for: error))")
        if live == nil { return 2 }
      }
    }
    return output.finish(130)
  }

  /// Runs what is to run; a file that changes meanwhile stops that unless it goes on as it began.
  private func update(_ report: LiveReport, _ run: ScriptRun, _ follower: FileFollower, _ server: PageServer?) {
    let outcome = report.update(run.notebook, code: run.code) { () -> Void in
      server?.publish(report)
      if let running = report.running { follower.work(keeping(run, to: running)) } else { follower.work(nil) }
    }
    follower.work(nil)
    if case .interrupted = outcome, follower.hasStopped { Signals.interrupt.clear() }
  }

  /// Whether a file's new content leaves a cell and all before it as they are; so does one that cannot be read.
  private func keeping(_ run: ScriptRun, to place: Int) -> @Sendable ([UInt8]) -> Bool {
    let (script, words) = (run.script, words)
    let texts = run.code.filter { $0.place <= place }.map(\.text.bytes)
    return { content in
      guard let new = try? ScriptRun(script, content, words) else { return true }
      return Array(new.code.map(\.text.bytes).prefix(texts.count)) == texts
    }
  }

  /// What ran, with what it shows.
  private func show(_ report: LiveReport, _ output: ToolOutput, _ terminal: Terminal) {
    for place in report.ran {
      let cell = report.cells[place]
      output.write("── cell \(place + 1)\(cell.title)\(cell.time)\n")
      for part in cell.outputs {
        switch part {
        case .stream(let text, false): output.write(text)
        case .stream(let text, true), .error(_, let text): output.note(text.hasSuffix("\n") ? String(text.dropLast()) : text)
        case .value(let forms, _): output.write((forms["text/plain"]?.string ?? "") + "\n")
        }
      }
    }
    let stale = report.states.filter { $0.value == .stale }.keys.sorted().map { String($0 + 1) }
    if !stale.isEmpty { output.write("── stale: cell \(stale.joined(separator: ", "))\n") }
    output.flush()
  }
}
