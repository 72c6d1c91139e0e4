import Catalogue
import Tensor

/// What makes several trainings, and chooses among them.
enum RepeatBuiltins {
  static let all: [Builtin] = [many, best]

  private static let many = Builtin(
    "many", in: "training", "What a closure gives for 0 … count − 1, each call with random keys of its own.",
    Parameter<Int>("count", "How many calls."), Parameter<Callable>("f", "{ i in … }"),
    examples: [Example("many(3) { i in i * 2 }", prints: "[0, 2, 4]")]
  ) { (context, count, f) throws(Failure) -> [Value] in
    try repeated(count, f.value, in: context)
  }

  private static let best = Builtin(
    "best", in: "training", "The run with the lowest final loss of several; one whose final loss is NaN never is.",
    Parameter<BestArgument>("of", "How many runs a closure makes, or a list of runs."),
    Parameter<Callable?>("f", "{ seed in … } gives a run; nil with a list.", default: "nil"),
    examples: [
      Example("best(of: 2) { seed in train(toy(n: 3, h: 1), adam, 10) }.steps", prints: "10"),
      Example("best(of: train(many(10) { i in toy(n: 3, h: 1) }, adam, 100)).steps", prints: "100"),
    ]
  ) { (context, several, f) throws(Failure) -> Value in
    var runs: [Run] = []
    switch several {
    case .count(let count):
      guard let f else {
        throw Failure("best wants a closure that makes runs, or a list of runs", hint: "best(of: 10) { seed in train(…) }")
      }
      for value in try repeated(count, f.value, in: context) {
        guard case .object(let run as Run) = value else {
          throw Failure("best compares runs; the closure gives \(context.describe(value))", hint: "let its last line be train(…)")
        }
        runs.append(run)
      }
    case .runs(let given):
      guard f == nil else { throw Failure("best takes a list of runs, or how many a closure makes, not both") }
      runs = given
    }
    guard !runs.isEmpty else { throw Failure("best needs at least one run") }
    guard let best = runs.filter({ !$0.final.isNaN }).min(by: { $0.final < $1.final }) else {
      throw Failure("best: no run has a final loss: all of them are NaN")
    }
    return .object(best)
  }

  private static func repeated(_ count: Int, _ f: Value, in context: any Context) throws(Failure) -> [Value] {
    guard count >= 0 else { throw Failure("the number of calls is not negative, and \(count) is") }
    let engine = context.engine
    let key = engine.seeds.next()
    let outer = engine.seeds
    defer { engine.seeds = outer }
    var results: [Value] = []
    for i in 0..<count {
      try context.checkpoint()
      engine.seeds = Seeds(root: key.child(UInt64(i)))
      results.append(try context.apply(f, .number(Double(i))))
    }
    return results
  }
}
