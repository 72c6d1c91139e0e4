import Catalogue
import Plotting

/// Pictures of values.
enum FigureBuiltins {
  static let all: [Builtin] = [plot] + MarkBuiltins.all + TableBuiltin.all + GridBuiltins.all + MovieBuiltin.all

  private static let plot = Builtin(
    "plot", in: "figures",
    """
    A picture of what a value is: a 2×n or 3×n matrix as points in the order of its columns, another matrix as a heat map, a vector or a \
    run as a line, several of them as lines with a legend, a histogram as bars, a distribution as samples, the columns of a table as lines.

    A figure, or a list of figures, is drawn anew with what is said here, several on the same axes: plot([points(x, y), curve(x, z)], \
    title: "…").
    """,
    Parameter<Value>("value", "What is drawn."),
    Parameter<String?>("title", "Above the picture.", default: "nil"),
    Parameter<Int?>("first", "How many columns, values or rows of a table are drawn.", default: "nil"),
    Parameter<String?>("xlabel", "Beside the horizontal axis.", default: "nil"),
    Parameter<String?>("ylabel", "Beside the vertical axis.", default: "nil"),
    Parameter<Bool?>("log", "Whether the vertical axis is logarithmic; nil where the values call for it.", default: "nil"),
    Parameter<String?>("x", "The table's column that is drawn to the right; nil for the rows' numbers.", default: "nil"),
    Parameter<String?>("y", "The table's column that is drawn upwards; nil for each in a picture of its own.", default: "nil"),
    Parameter<Value>(
      "color", "Of a table the column that tells its lines apart; of points a colour, or a number for each.", default: "nil"),
    Parameter<[String]?>("labels", "Texts beside the points, or below bars.", default: "nil"),
    Parameter<ToldArgument?>("tell", "Of points: what a pointer over one is told besides, (bias: m.b).", default: "nil"),
    Parameter<PairArgument?>(
      "camera", "From where space is seen, in degrees: about the vertical axis, and above the floor.", default: "nil"),
    Parameter<PairArgument?>("size", "Width and height of a saved picture, 96 to an inch.", default: "nil"),
    Parameter<[String]?>("ynames", "Texts at 0, 1, … of the vertical axis, in place of numbers.", default: "nil"),
    examples: [
      Example("type(plot([1, 2, 3]))", prints: "Figure"),
      Example("type(plot(table((lr: [0.1, 1, 10], loss: [3, 1, 2])), x: \"lr\", y: \"loss\"))", prints: "Figure"),
      Example("type(plot([curve([0, 1], [0, 1]), texts([\"here\"], [0.5], [0.6])], title: \"A line\"))", prints: "Figure"),
    ]
  ) { (context, value, title, first, xLabel, yLabel, log, x, y, color, labels, tell, camera, size, yNames) throws(Failure) -> Value in
    guard first.map({ $0 >= 1 }) ?? true else { throw Failure("plot: first is at least 1") }
    let options = Figure.Options(
      title: title ?? "", x: xLabel, y: yLabel, yNames: yNames, isLogarithmic: log,
      camera: camera.map { Camera(azimuth: $0.first, elevation: $0.second) },
      size: size.map { Figure.Size(width: $0.first, height: $0.second) })
    let plot = Plot(context: context, options: options, first: first, color: color, labels: labels, told: tell?.lists ?? [])
    if case .object(let table as Table) = value { return .object(FigureObject(try plot.table(table, x: x, y: y))) }
    guard x == nil, y == nil else { throw Failure("plot: x and y are for a table, not for \(context.describe(value))") }
    return .object(try plot.figure(value))
  }
}
