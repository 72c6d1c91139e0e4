import Catalogue

/// Shows a training, or several that go on together, while they go on: draws what a function makes of a run, in at most a twentieth of
/// the time that the steps take, the picture at the end included.
///
/// The first picture comes after a second: what it will take is not known before. A shorter training shows its end alone. A class: the
/// trainings of a list share the time for their pictures.
final class Watching {
  /// { run in … }: a figure.
  private let view: Value
  private let show: (FigureObject) -> Void
  private let context: any Context
  private let start = ContinuousClock.now
  /// What all pictures took so far.
  private var spent = Duration.zero
  /// When it is drawn again.
  private var next: ContinuousClock.Instant

  /// Steps take so many times as long as pictures: more than twenty, since a picture slows the next steps and the terminal reads on.
  private static let patience = 25
  /// What the first picture waits for.
  private static let opening = Duration.seconds(1)
  /// How long a picture stays at least, so that it can be seen.
  private static let moment = Duration.milliseconds(100)

  /// Nil where nobody wants to see it, or could.
  init?(_ view: Value, in context: any Context) {
    guard let show = context.engine.watched, Callable(view) != nil else { return nil }
    (self.view, self.show, self.context) = (view, show, context)
    next = start + Self.opening
  }

  /// It is time to draw again.
  var isDue: Bool { ContinuousClock.now >= next }

  /// Draws the run, whose model must have its present values. The session's random numbers stay what they are.
  func draw(_ run: Run) throws(Failure) {
    let (begin, seeds) = (ContinuousClock.now, context.engine.seeds)
    defer {
      context.engine.seeds = seeds
      let end = ContinuousClock.now
      spent += end - begin
      // the steps so far must pay for this picture, for one more like it, and for one at the end
      next = max(start + spent + (spent + (end - begin) * 2) * Self.patience, end + Self.moment)
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
