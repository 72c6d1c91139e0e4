import Catalogue

/// Shows a training while it goes on: draws what a function makes of the run, in at most a twentieth of the time, the first
/// picture and the last aside.
struct Watching {
  /// { run in … }: a figure.
  private let view: Value
  private let show: (FigureObject) -> Void
  private let context: any Context
  /// When it is drawn again.
  private var next = ContinuousClock.now

  /// Work goes on for so many times as long as drawing took, and at least for a moment, so that figures can be seen.
  private static let patience = 20
  private static let moment = Duration.milliseconds(100)

  /// Nil where nobody wants to see it, or could.
  init?(_ view: Value, in context: (any Context)?) {
    guard let context, let show = context.engine.watched, Callable(view) != nil else { return nil }
    (self.view, self.show, self.context) = (view, show, context)
  }

  /// It is time to draw again.
  var isDue: Bool { ContinuousClock.now >= next }

  /// Draws the run, whose model must have its present values. The session's random numbers stay what they are.
  mutating func draw(_ run: Run) throws(Failure) {
    let (start, seeds) = (ContinuousClock.now, context.engine.seeds)
    defer {
      context.engine.seeds = seeds
      let end = ContinuousClock.now
      next = end + max((end - start) * Self.patience, Self.moment)
    }
    let value: Value
    do {
      value = try context.call(view, .object(run))
    } catch {
      // the training itself says that it was interrupted
      guard error.kind == .interrupted else { throw error }
      return
    }
    guard case .object(let object) = value, let figure = object as? FigureObject else {
      throw Failure("view gives a figure, not \(context.describe(value))")
    }
    show(figure)
  }
}
