import Catalogue
import Plotting

/// Figures one after another.
enum MovieBuiltin {
  static let all: [Builtin] = [
    Builtin(
      "movie", in: "figures",
      """
      Figures one after another, with the same axes and the same colours for the same values: a figure that moves.

      save(movie, "m.html") writes a page with a slider over its frames, whose points turn, .gif and .apng pixels that move; other kinds of file, and a \
      terminal, show the last frame.
      """,
      Parameter<[FigureArgument]>("figures", "The frames, at least one."),
      Parameter<Double>("seconds", "How long all of them take.", default: "8"),
      examples: [
        Example("type(movie(map(0..<5) { i in plot(points([i], [i^2])) }))", prints: "Figure"),
        Example("save(movie([plot([1, 2]), plot([2, 1])], seconds: 1), \"turn.gif\")"),
      ]
    ) { (_, figures, seconds) throws(Failure) -> Value in
      guard seconds > 0, seconds.isFinite else { throw Failure("movie: seconds is more than 0, not \(numberText(seconds))") }
      return .object(
        try FigureObject(drawn("movie") { () throws(FigureError) in try Movie(figures.map(\.picture), seconds: seconds) }))
    }
  ]
}
