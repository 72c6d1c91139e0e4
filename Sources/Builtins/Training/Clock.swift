/// Time since it was made, and whether it is time to show progress again.
struct Clock {
  private let start = ContinuousClock.now
  private var shown = ContinuousClock.now
  /// Whether the time is 0, whatever passes.
  private let isStopped: Bool

  init(isStopped: Bool = false) { self.isStopped = isStopped }

  var seconds: Double {
    guard !isStopped else { return 0 }
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }

  /// True at most every tenth of a second.
  var isTimeToShow: Bool {
    mutating get {
      let now = ContinuousClock.now
      guard now - shown > .milliseconds(100) else { return false }
      shown = now
      return true
    }
  }
}
