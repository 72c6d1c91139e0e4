import Catalogue

/// How long things take.
enum TimingBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "timed", in: "timing", "Runs a closure and gives its value and the seconds that it took: (value:, seconds:).",
      Parameter<Callable>("f", "A closure without arguments."),
      examples: [Example("timed { 6 * 7 }.value", prints: "42"), Example("timed { 6 * 7 }.seconds >= 0", prints: "true")]
    ) { (context, f) throws(Failure) -> Record in
      let clock = Clock(isStopped: context.engine.isTimeless)
      let value = try context.call(f.value)
      return Record(["value": value, "seconds": .number(clock.seconds)])
    },
    Builtin(
      "bench", in: "timing",
      """
      Runs a closure again and again, at least `runs` times and half a second, and gives the seconds of a run: \
      (best:, median:, runs:).

      A first run is not counted.
      """,
      Parameter<Callable>("f", "A closure without arguments, which may stand behind the call.", closure: true),
      Parameter<Int>("runs", "How many runs are counted at least.", default: "5"),
      examples: [
        Example("bench { sum(arange(100)) }.runs >= 5", prints: "true"), Example("bench(runs: 3) { 6 * 7 }.runs >= 3", prints: "true"),
      ]
    ) { (context, f, runs) throws(Failure) -> Record in
      guard runs >= 1 else { throw Failure("bench: runs is at least 1, not \(runs)") }
      _ = try context.call(f.value)
      let whole = Clock()
      var seconds: [Double] = []
      while seconds.count < runs || (whole.seconds < 0.5 && seconds.count < 1_000_000) {
        try context.checkpoint()
        let clock = Clock(isStopped: context.engine.isTimeless)
        _ = try context.call(f.value)
        seconds.append(clock.seconds)
      }
      seconds.sort()
      let middle = seconds.count / 2
      let median = seconds.count % 2 == 1 ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2
      return Record(["best": .number(seconds[0]), "median": .number(median), "runs": .number(Double(seconds.count))])
    },
  ]
}
