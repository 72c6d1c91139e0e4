/// Where a session's output goes; each front end brings its own. All calls come from the thread that runs the session.
public protocol Console: AnyObject {
  /// What scripts and values print, exactly as it is to appear: newlines included.
  func write(_ text: String)
  /// A diagnostic: an error, a warning, a note. Whole lines.
  func diagnose(_ text: String)
  /// How far work has come. May be called often; a console that shows nothing ignores it.
  /// - Parameters:
  ///   - fraction: of the work done, from 0 to 1.
  ///   - text: a few words beside it: "step 4200, loss 0.0031".
  func progress(_ fraction: Double, _ text: String)
  /// The work is over, completed or not: whatever `progress` showed goes away.
  func endProgress()
}

extension Console {
  public func progress(_ fraction: Double, _ text: String) {}
  public func endProgress() {}
}
