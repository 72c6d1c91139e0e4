import ArgumentParser
@preconcurrency import Glibc
import Session

/// `tegum test FILES…`
struct Test: Tool {
  static let configuration = CommandConfiguration(
    abstract: "Run scripts that say what comes out.",
    discussion: """
      Beside or below a line stands `// expect: text` for each line that it prints, `// error: part of the message` where the \
      script fails, `// given: name = value` for an input. Examples in the documentation of functions, \
      `/// Example: call // result`, are run too. In a folder, files that begin with _ are left out. The status is 1 if \
      something is not as the script says.
      """)

  @OptionGroup var settings: Settings

  @Argument(help: "Scripts, or folders of them; - reads standard input.")
  var files: [String]

  func perform(_ terminal: Terminal) -> Int32 {
    let output = ToolOutput()
    guard let scripts = ScriptFiles.all(files, output, where: { !$0.hasPrefix("_") }) else { return 1 }
    var (checks, failed, failedScripts) = (0, 0, 0)
    for script in scripts {
      guard let result = run(script, output) else { return output.finish(130) }
      checks += result.checks
      failed += result.failures.count
      failedScripts += result.failures.isEmpty ? 0 : 1
      for failure in result.failures {
        output.write("\(script.name)\(failure.line.map { ":\($0)" } ?? ""): \(failure.message)\n")
      }
    }
    let counted = Self.counted(scripts.count, "script") + " with " + Self.counted(checks - scripts.count, "example")
    output.write(
      failed == 0
        ? "\(counted): all passed\n" : "\(counted): \(Self.counted(failed, "failure")) in \(Self.counted(failedScripts, "script"))\n")
    return output.finish(failed == 0 ? 0 : 1)
  }

  /// Nil where the user interrupted.
  private func run(_ script: Script, _ output: ToolOutput) -> ScriptTest.Result? {
    switch script.read() {
    case .failure(let error) where error.code == EINTR: return nil
    case .failure(let error):
      return ScriptTest.Result(unreadable: "cannot be read: \(error.message)")
    case .success(let text):
      let result = ScriptTest(text, name: script.name, options: settings.options, interrupt: Signals.interrupt).run()
      return result.isInterrupted ? nil : result
    }
  }

  private static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
