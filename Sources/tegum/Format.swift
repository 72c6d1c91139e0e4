import ArgumentParser
@preconcurrency import Glibc
import Session

/// `tegum fmt FILES…`
struct Format: Tool {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Format scripts in the style of the standard library.",
    discussion: """
      Lines break where you broke them; comments stay where they stand. A file that is no program is left alone, and told \
      about; then the status is 1.
      """)

  @Flag(help: "Change nothing; name the files that would change, with status 1 if there are any.")
  var check = false

  @Argument(help: "Scripts, or folders of them; - reads standard input and writes to standard output.")
  var files: [String]

  func perform(_ terminal: Terminal) -> Int32 {
    let output = ToolOutput()
    guard let scripts = ScriptFiles.all(files, output) else { return 1 }
    var status: Int32 = 0
    for script in scripts { status = max(status, format(script, output)) }
    return output.finish(status)
  }

  private func format(_ script: Script, _ output: ToolOutput) -> Int32 {
    let text: [UInt8]
    switch script.read() {
    case .success(let bytes): text = bytes
    case .failure(let error):
      output.note("error: cannot read \(script.quotedName): \(error.message)")
      return 1
    }
    switch ScriptText.formatted(text, name: script.name) {
    case .failure(let problem):
      output.note(problem.text)
      return 1
    case .success(let formatted):
      let isSame = formatted.utf8.elementsEqual(text)
      if check {
        if !isSame { output.write(script.name + "\n") }
        return isSame ? 0 : 1
      }
      if script.isStandardInput {
        output.write(formatted)
      } else if !isSame, let problem = ScriptText.replace(script.name, with: formatted) {
        output.note("error: \(problem)")
        return 1
      }
      return 0
    }
  }
}
