import Catalogue
import Plotting
import Tensor
import Training

/// Pictures of values.
enum FigureBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "plot", in: "figures",
      """
      A picture: a 2×n or 3×n matrix as points in the order of its columns, another matrix as a heat map, a vector or a run as a line, \
      two columns of a table as lines.
      """,
      Parameter<Value>("value", "A matrix, a vector, a run, a list of runs or vectors, or a table."),
      Parameter<String?>("title", "Above the picture.", default: "nil"),
      Parameter<Int?>("first", "How many columns are drawn.", default: "nil"),
      Parameter<String?>("xlabel", "Beside the horizontal axis.", default: "nil"),
      Parameter<String?>("ylabel", "Beside the vertical axis.", default: "nil"),
      Parameter<Bool?>("log", "Whether the vertical axis is logarithmic; nil where the values call for it.", default: "nil"),
      Parameter<String?>("x", "The table's column that is drawn to the right.", default: "nil"),
      Parameter<String?>("y", "The table's column that is drawn upwards.", default: "nil"),
      Parameter<String?>("color", "The table's column that tells its lines apart.", default: "nil"),
      examples: [
        Example("type(plot([1, 2, 3]))", prints: "Figure"),
        Example("type(plot(table((lr: [0.1, 1, 10], loss: [3, 1, 2])), x: \"lr\", y: \"loss\"))", prints: "Figure"),
      ]
    ) { (context, value, title, first, xLabel, yLabel, log, x, y, color) throws(Failure) -> Value in
      let options = Figure.Options(title: title ?? "", x: xLabel, y: yLabel, isLogarithmic: log)
      guard first.map({ $0 >= 1 }) ?? true else { throw Failure("plot: first is at least 1") }
      if case .object(let object as Table) = value {
        return .object(FigureObject(try TableFigure(object, x: x, y: y, color: color, context).figure(options)))
      }
      guard x == nil, y == nil, color == nil else {
        throw Failure("plot: x, y and color are for a table, not for \(context.describe(value))")
      }
      return .object(FigureObject(try figure(value, options, first, in: context)))
    }
  ]

  private static func figure(
    _ x: Value, _ options: Figure.Options, _ first: Int?, in context: any Context
  ) throws(Failure) -> Figure {
    if case .object(let object) = x {
      if let shown = object as? FigureObject { return shown.figure }
      if let run = object as? Run { return try drawn { () throws(FigureError) in try Figure.line(run.losses, options: labelled(options)) } }
    }
    if case .list(let items) = x, let series = try series(items) {
      return try drawn { () throws(FigureError) in try Figure.lines(series, options: options) }
    }
    guard case .tensor(let tensor)? = try Term.reading(x) else {
      throw Failure("plot takes a tensor or a run, not \(context.describe(x))")
    }
    guard tensor.rank <= 2 else { throw Failure("plot takes a vector or a matrix, not a tensor \(shapeText(tensor.shape))") }
    return try drawn { () throws(FigureError) in try figure(tensor, options, first) }
  }

  private static func figure(_ tensor: Tensor, _ options: Figure.Options, _ first: Int?) throws(FigureError) -> Figure {
    switch tensor.rank {
    case 0, 1: return try Figure.line(Array(tensor.doubles.prefix(first ?? Int.max)), options: options)
    case 2 where tensor.shape[0] == 2 || tensor.shape[0] == 3:
      return try Figure.features(tensor.doubles, rows: tensor.shape[0], columns: tensor.shape[1], first: first, options: options)
    default:
      return try Figure.heatMap(tensor.doubles, rows: tensor.shape[0], columns: tensor.count / max(1, tensor.shape[0]), options: options)
    }
  }

  private static func labelled(_ options: Figure.Options) -> Figure.Options {
    var options = options
    options.x = options.x ?? "step"
    options.y = options.y ?? "loss"
    return options
  }

  /// Runs or vectors, each a line of its own; nil where the list is something else.
  private static func series(_ items: [Value]) throws(Failure) -> [(name: String, values: [Double])]? {
    var found: [(name: String, values: [Double])] = []
    for (i, item) in items.enumerated() {
      guard case .object(let object) = item else { return nil }
      if let run = object as? Run {
        found.append(("run \(i)", run.losses))
      } else if let array = object as? ArrayObject, case .tensor(let tensor) = array.term, tensor.rank == 1 {
        found.append(("\(i)", tensor.doubles))
      } else {
        return nil
      }
    }
    return found.isEmpty ? nil : found
  }

  static func drawn(_ body: () throws(FigureError) -> Figure) throws(Failure) -> Figure {
    do { return try body() } catch { throw Failure(error.message) }
  }
}
