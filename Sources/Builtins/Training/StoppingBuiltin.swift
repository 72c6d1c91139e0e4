import Catalogue

/// Trainings that end where they were once interrupted.
enum StoppingBuiltin {
  static let all: [Builtin] = [
    Builtin(
      "stopping", in: "training",
      """
      Runs a closure and interrupts it, as Ctrl-C would, when the trainings in it have made so many steps; gives what the \
      interrupted call had completed.
      """,
      Parameter<StepsArgument>("after", "How many steps are made in all; a list of numbers for a list of models that trains together."),
      Parameter<Callable>("f", "A closure without arguments."),
      examples: [Example("stopping(after: 20) { train(toy(), adam, 1000) }.steps", prints: "20")]
    ) { (context, after, f) throws(Failure) -> Value in
      let engine = context.engine
      let outer = engine.stop
      defer { engine.stop = outer }
      switch after {
      case .total(let steps): engine.stop = .at(engine.stepsMade + steps)
      case .each(let steps): engine.stop = .each(steps)
      }
      do throws(Failure) {
        return try context.call(f.value)
      } catch {
        guard error.kind == .interrupted, !engine.isInterrupted() else { throw error }
        return error.partial ?? .nothing
      }
    }
  ]

  private enum StepsArgument: Convertible {
    static let expectation = "a number of steps, or a list of them"
    case total(Int)
    case each([Int])

    init?(_ value: Value) {
      if let steps = Int(value), steps >= 0 {
        self = .total(steps)
      } else if let steps = [Int](value), steps.allSatisfy({ $0 >= 0 }) {
        self = .each(steps)
      } else {
        return nil
      }
    }
  }
}

/// When trainings are to be interrupted.
enum StepStop {
  /// When all steps of the session are so many.
  case at(Int)
  /// The trainings that run side by side, each after so many steps.
  case each([Int])
}

extension Engine {
  /// How many more steps the next training may make; nil for any.
  var stepsLeft: Int? {
    guard case .at(let steps) = stop else { return nil }
    return max(steps - stepsMade, 0)
  }

  /// How many steps training `i` of several side by side may make; nil for any.
  func stepsLeft(of i: Int) -> Int? {
    guard case .each(let steps) = stop, steps.indices.contains(i) else { return nil }
    return steps[i]
  }
}
