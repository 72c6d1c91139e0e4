@preconcurrency import Glibc

extension Session {
  /// What a front end chooses for a session.
  public struct Options: Sendable {
    /// Cores to use; nil for all that the process may use.
    public var threads: Int?
    /// Where random numbers start; nil for the fixed default.
    public var seed: UInt64?
    /// Seconds that a submission may take; nil for any.
    public var maxTime: Double?
    /// Bytes that the process may hold; nil for any.
    public var maxMemory: Int?
    /// Loop turns and calls that a submission may make; nil for any.
    public var maxOperations: Int?
    /// What values that show may look like.
    public var display = Display()
    /// Folder for the entries of sessions, kept as they succeed; nil for none.
    public var autosaveFolder: String?
    /// Whether diagnostics are coloured.
    public var coloursDiagnostics = false
    /// Whether an error shows all calls that led to it, those inside the standard library too.
    public var showsAllCalls = false
    /// Whether a program reads along: errors are lines of JSON, and values of entries don't show.
    public var isForMachines = false

    /// Whether the times that scripts get are 0, so that two runs can be compared.
    public var isTimeless = false

    public init() {}

    /// Where random numbers do start.
    public var usedSeed: UInt64 { seed ?? Self.defaultSeed }

    var threadCount: Int { threads ?? Self.usableCores() }

    /// The seed of a session that was given none: the same each time, so that what was seen once is seen again.
    static let defaultSeed: UInt64 = 0

    /// Cores that this process may use: fewer than the machine has where it was confined to some.
    private static func usableCores() -> Int {
      let mask = processFile("status")?.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed:") }
      let cores = mask?.drop { $0 != "\t" }.compactMap(\.hexDigitValue).reduce(0) { $0 + $1.nonzeroBitCount }
      return cores.flatMap { $0 > 0 ? $0 : nil } ?? max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1)
    }
  }
}
