import ArgumentParser
@preconcurrency import Glibc
import NotebookFiles
import Report
import Session
import Syntax

/// `tegum report FILE`
struct ReportCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Run a script or a notebook and write its cells with what they gave.",
    usage: "tegum report [options] FILE [-o OUT] [--check] [--name value …]",
    discussion: """
      OUT ends in .html (one file, its figures turn), .md (figures beside it), .ipynb or .pdf. Where a cell fails, the report shows that, \
      and the status is 1. `--scale 0.02` behind FILE gives the script's `input scale` another value.
      """)

  @OptionGroup var settings: Settings

  @Option(name: .shortAndLong, help: ArgumentHelp("What to write.", valueName: "out"))
  var output: String?

  @Flag(help: "Run it twice and compare to the bit; times that the script reads are 0 then.")
  var check = false

  @Argument(help: "A script or a notebook; - reads a script from standard input.")
  var file: String

  @Argument(parsing: .allUnrecognized, help: .hidden)
  var words: [String] = []

  func validate() throws {
    guard output != nil || check else { throw ValidationError("-o OUT says what to write, and --check that the run is to be compared") }
    guard let output, ReportFile(output) == nil else { return }
    throw ValidationError("'\(output)' ends in none of \(ReportFile.endings.joined(separator: ", "))")
  }

  func perform(_ terminal: Terminal) -> Int32 {
    let tool = ToolOutput()
    do {
      let run = try ScriptRun(Script(file), words)
      return tool.finish(write(run, terminal, tool))
    } catch let error as FileError where error.code == EINTR {
      return 130
    } catch let error as ScriptRun.Problem {
      tool.note("error: \(error.text)")
      return error.status
    } catch {
      tool.note("error: \(Tegum.message(for: error))")
      return 2
    }
  }

  private func write(_ run: ScriptRun, _ terminal: Terminal, _ tool: ToolOutput) -> Int32 {
    let console = TerminalConsole(terminal: terminal, showsProgress: !settings.quiet)
    let (report, outcome) = run.report(settings, isTimeless: check, console)
    for cell in report.cells {
      for case .error(_, let text) in cell.outputs { tool.note(text) }
    }
    var status = FrontEnd.status(of: outcome)
    if let output, let problem = ReportFile(output)?.write(report) {
      tool.note("error: \(problem)")
      status = max(status, 1)
    }
    guard check, status == 0 else { return status }
    let differences = report.differences(from: run.report(settings, isTimeless: true, console).report)
    for difference in differences { tool.note("\(file): \(difference)") }
    return differences.isEmpty ? 0 : 1
  }
}
