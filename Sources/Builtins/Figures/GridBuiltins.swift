import Catalogue
import Plotting

/// Several figures as one.
enum GridBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "row", in: "figures", "Figures beside one another.", figures, title,
      examples: [Example("type(row(plot([1, 2]), plot(eye(4))))", prints: "Figure")]
    ) { (_, figures, title) throws(Failure) -> Value in try grid("row", figures, columns: figures.count, title, isShared: false) },
    Builtin(
      "column", in: "figures", "Figures below one another.", figures, title,
      examples: [Example("type(column(plot([1, 2]), plot([2, 1])))", prints: "Figure")]
    ) { (_, figures, title) throws(Failure) -> Value in try grid("column", figures, columns: 1, title, isShared: false) },
    Builtin(
      "grid", in: "figures", "Figures in rows and columns, with the same axes and the same colours for the same values.",
      Parameter<[FigureArgument]>("figures", "Row by row."), Parameter<Int>("columns", "How many are in a row.", default: "3"), title,
      Parameter<Bool>("shared", "Whether axes and scales are the same in all.", default: "true"),
      examples: [Example("type(grid([plot([1, 2]), plot([5, 4]), plot([3, 3])], columns: 2))", prints: "Figure")]
    ) { (_, figures, columns, title, shared) throws(Failure) -> Value in
      guard columns >= 1 else { throw Failure("grid: columns is at least 1, not \(columns)") }
      return try grid("grid", figures, columns: min(columns, figures.count), title, isShared: shared)
    },
  ]

  private static let figures = Parameter<[FigureArgument]>("figures", "At least one.", rest: true)
  private static let title = Parameter<String>("title", "Above all of them.", default: "\"\"")

  private static func grid(
    _ function: String, _ figures: [FigureArgument], columns: Int, _ title: String, isShared: Bool
  ) throws(Failure) -> Value {
    guard !figures.isEmpty else { throw Failure("\(function): there is nothing to draw: no figures were given") }
    let pictures = figures.map(\.picture)
    let grid = isShared ? Picture.sharing(pictures, columns: columns, title: title) : .grid(pictures, columns: columns, title: title)
    return .object(FigureObject(grid))
  }
}
