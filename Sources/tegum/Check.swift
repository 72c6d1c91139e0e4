import ArgumentParser
@preconcurrency import Glibc
import Session

/// `tegum check FILES…`
struct Check: Tool {
  static let configuration = CommandConfiguration(
    abstract: "Say what is wrong with scripts without running them.",
    discussion: """
      Errors of the grammar, unknown names, what stands where it must not, and calls with wrong labels or numbers of \
      arguments, as running the script would report them; all of them. What a try would catch is a warning. The status is \
      1 if there is an error.
      """)

  @Flag(help: "One JSON object a line: file, line, column, end, severity, message, hint, notes.")
  var json = false

  @Argument(help: "Scripts, or folders of them; - reads standard input.")
  var files: [String]

  /// Takes `--json`, wherever it stands, since tegum has an option of that name too.
  @ParentCommand var parent: Tegum

  func perform(_ terminal: Terminal) -> Int32 {
    let output = ToolOutput()
    guard let scripts = ScriptFiles.all(files, output) else { return 1 }
    let checker = Checker()
    let json = json || parent.settings.json
    var status: Int32 = 0
    for script in scripts {
      switch script.read() {
      case .failure(let error):
        output.note("error: cannot read \(script.quotedName): \(error.message)")
        status = 1
      case .success(let text):
        for problem in checker.problems(of: text, name: script.name, folder: script.folder) {
          if problem.severity == .error { status = 1 }
          if json { output.write(problem.json + "\n") } else { output.note(problem.rendered(inColour: terminal.errorHasColours)) }
        }
      }
    }
    return output.finish(status)
  }
}
