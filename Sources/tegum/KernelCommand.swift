import ArgumentParser
@preconcurrency import Glibc
import Jupyter

/// `tegum kernel`
struct KernelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kernel", abstract: "Serve Jupyter's notebooks and consoles.", subcommands: [KernelInstall.self, KernelRun.self])
}

/// `tegum kernel install`
struct KernelInstall: Tool {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Tell Jupyter of this program, so that its front ends offer Tegum.",
    discussion: "`jupyter kernelspec remove tegum` takes it away again.")

  @Flag(help: "For you alone; so it is if nothing else is said.")
  var user = false

  @Flag(help: "For the Python environment that is active.")
  var sysPrefix = false

  @Option(help: ArgumentHelp("For those whose Jupyter is below DIR.", valueName: "dir"))
  var prefix: String?

  func validate() throws {
    guard [user, sysPrefix, prefix != nil].filter({ $0 }).count < 2 else {
      throw ValidationError("--user, --sys-prefix and --prefix don't go together")
    }
  }

  func perform(_ terminal: Terminal) -> Int32 {
    let output = ToolOutput()
    do throws(KernelError) {
      guard let folder = dataFolder(terminal.environment) else {
        output.note(sysPrefix ? "error: no Python environment is active" : "error: neither JUPYTER_DATA_DIR nor HOME is set")
        return output.finish(1)
      }
      output.write("installed \(try KernelSpec.install(dataFolder: folder, program: Self.program))\n")
      return output.finish(0)
    } catch {
      output.note("error: \(error.message)")
      return output.finish(1)
    }
  }

  /// Where Jupyter keeps what is installed, by its own rules; nil where the environment does not say it.
  private func dataFolder(_ environment: [String: String]) -> String? {
    if let prefix { return prefix + "/share/jupyter" }
    if sysPrefix { return (environment["VIRTUAL_ENV"] ?? environment["CONDA_PREFIX"]).map { $0 + "/share/jupyter" } }
    if let folder = environment["JUPYTER_DATA_DIR"] { return folder }
    return (environment["XDG_DATA_HOME"] ?? environment["HOME"].map { $0 + "/.local/share" }).map { $0 + "/jupyter" }
  }

  /// The whole path of this program.
  private static var program: String {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink("/proc/self/exe", &path, path.count)
    return length > 0 ? String(decoding: path[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self) : CommandLine.arguments[0]
  }
}

/// `tegum kernel run`
struct KernelRun: Tool {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a kernel; Jupyter's front ends do that by themselves.")

  @OptionGroup var settings: Settings

  @Option(name: .customShort("f"), help: ArgumentHelp("The connection file that a front end wrote.", valueName: "file"))
  var file: String

  func perform(_ terminal: Terminal) -> Int32 {
    Signals.catchInterrupts(insist: false)
    let output = ToolOutput()
    var options = settings.options
    options.showsAllCalls = settings.backtrace
    options.coloursDiagnostics = true
    switch readFile(file) {
    case .failure(let error): output.note("error: cannot read '\(file)': \(error.message)")
    case .success(let text):
      do throws(KernelError) {
        // front ends that want a kernel to end with them say who they are
        let kernel = try Kernel(
          connection: text, options: options, interrupt: Signals.interrupt, userName: terminal.environment["USER"] ?? "",
          endsWithParent: terminal.environment["JPY_PARENT_PID"] != nil)
        kernel.run()
      } catch {
        output.note("error: \(error.message)")
      }
    }
    return output.finish(1)
  }
}
