import Language

/// Where a session's output goes; each front end brings its own. All calls come from the thread that runs the session.
/// `write` gets what scripts and values print, exactly as it is to appear; `note` gets diagnostics, whole lines without
/// the last newline.
public protocol SessionConsole: Language.Console {
  /// How far work has come. Called now and then; a console that shows nothing ignores it.
  /// - Parameters:
  ///   - fraction: of the work done, from 0 to 1.
  ///   - text: a few words beside it: "step 4200 of 10000, loss 0.0031".
  func progress(_ fraction: Double, _ text: String)
  /// The work is over, completed or not: whatever `progress` showed goes away.
  func endProgress()
  /// What it writes can be drawn over.
  var canRedraw: Bool { get }
  /// Shows a value in the place of the one that it showed by the last call, while work goes on and nothing else is written.
  func redraw(_ value: ShownValue)
  /// Shows an entry's value.
  func show(_ value: ShownValue)
  /// An entry failed.
  /// - Parameters:
  ///   - message: what is wrong, in one sentence.
  ///   - text: all that is said about it, whole lines without the last newline.
  func fail(_ message: String, _ text: String)
  /// Lets the user edit a text; nil where there is no way to.
  func edit(_ text: String) -> String?
  /// The user wants nothing to show of what was written before: `:clear`.
  func clear()
  /// The user wants to leave: `:quit`.
  func leave()
}

extension SessionConsole {
  public func progress(_ fraction: Double, _ text: String) {}
  public func endProgress() {}
  public var canRedraw: Bool { false }
  public func redraw(_ value: ShownValue) {}
  public func show(_ value: ShownValue) { write(value.text) }
  public func fail(_ message: String, _ text: String) { note(text) }
  public func edit(_ text: String) -> String? { nil }
  public func clear() {}
  public func leave() {}
}
