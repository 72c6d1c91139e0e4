import ArgumentParser
import Session

/// The command line: `tegum`, `tegum FILE`, `tegum -e '…'`. A FILE without `run` before it becomes `run FILE`, see `CommandWords`.
struct Tegum: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tegum",
    abstract: "A notebook-style scripting engine for toy models of superposition.",
    usage: """
      tegum [options]                          the prompt, or standard input if that is no terminal
      tegum [options] [run] FILE [--name value …]
      tegum [options] -e CODE …
      """,
    discussion: """
      Results go to standard output, diagnostics and progress to standard error. The status is 0, 1 if the script failed, \
      2 for wrong usage, 3, 4 or 5 where --max-time, --max-memory or --max-operations ended it, 130 if it was interrupted.
      """,
    version: version,
    subcommands: [
      Run.self, Format.self, Check.self, Test.self, Convert.self, ReportCommand.self, WatchCommand.self, Doc.self, Tutorial.self,
      LanguageServerCommand.self, KernelCommand.self,
    ])

  static let version = Session.version

  @OptionGroup var settings: Settings

  @Option(
    name: .customShort("e"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Evaluate CODE and show its values. May be given several times.", valueName: "code"))
  var expressions: [String] = []
}

/// `tegum run FILE`: what stands behind FILE is the script's, see `CommandWords`.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a script file.",
    usage: "tegum [options] run FILE [--name value …]",
    discussion: """
      A script that says `input scale = 0.05` is given another value by `--scale 0.02` behind its name. \
      Options of tegum itself may stand there too, unless the script has an input of that name.
      """)

  @OptionGroup var settings: Settings

  @ParentCommand var parent: Tegum

  @Argument(help: "The script, UTF-8 text, or a notebook that ends in .ipynb; - reads standard input.")
  var file: String
}

/// `tegum doc`: the reference.
struct Doc: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the reference of all functions as Markdown, or with --json as JSON.", usage: "tegum doc [--json]")

  @OptionGroup var settings: Settings
}

/// `tegum tour`: a first session.
struct Tutorial: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tour", abstract: "Walk through a first session at the prompt: Enter runs what is shown.", usage: "tegum [options] tour")

  @OptionGroup var settings: Settings
}

/// Options that every way of running takes.
struct Settings: ParsableArguments {
  @Option(help: ArgumentHelp("Cores to use; all of them if not given. Results don't depend on it.", valueName: "n"))
  var threads: Int?

  @Option(help: ArgumentHelp("Where random numbers start.", valueName: "n"))
  var seed: UInt64?

  @Flag(
    help: """
      Write the value of the last expression to standard output as one line of JSON, instead of showing values; errors are \
      lines of JSON, too.
      """)
  var json = false

  @Option(help: ArgumentHelp("Stop what runs longer, with status 3; at the prompt, an entry that does.", valueName: "seconds"))
  var maxTime: Double?

  @Option(
    help: ArgumentHelp("Stop what needs more memory, with status 4. Suffixes K, M, G, T count in 1024s.", valueName: "bytes"))
  var maxMemory: ByteCount?

  @Option(
    help: ArgumentHelp(
      "Stop what takes more loop turns and calls, with status 5: the same place on every machine. Steps of a training are not counted.",
      valueName: "n"))
  var maxOperations: Int?

  @Flag(help: "Errors show all calls that led to them, those inside the standard library too.")
  var backtrace = false

  @Flag(help: "No banner and no progress.")
  var quiet = false

  /// What they say about sessions.
  var options: Session.Options {
    var options = Session.Options()
    options.threads = threads
    options.seed = seed
    options.maxTime = maxTime
    options.maxMemory = maxMemory?.bytes
    options.maxOperations = maxOperations
    return options
  }

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads is at least 1, not \(threads)") }
    if let maxOperations, maxOperations < 1 { throw ValidationError("--max-operations is at least 1, not \(maxOperations)") }
    if let maxTime, !(maxTime > 0) { throw ValidationError("--max-time is a positive number of seconds, not \(maxTime)") }
  }
}

/// A number of bytes: `1000000`, `512M`, `4G`.
struct ByteCount: ExpressibleByArgument {
  let bytes: Int

  init?(argument: String) {
    var digits = argument.uppercased()[...]
    if digits.hasSuffix("B") { digits.removeLast() }
    if digits.hasSuffix("I") { digits.removeLast() }
    var unit = 1.0
    if let letter = digits.last, let power = ["K", "M", "G", "T"].firstIndex(of: letter) {
      digits.removeLast()
      unit = Double(1 << (10 * (power + 1)))
    }
    guard let count = Double(digits), count > 0, count * unit >= 1, count * unit < 0x1p62 else { return nil }
    bytes = Int(count * unit)
  }
}
