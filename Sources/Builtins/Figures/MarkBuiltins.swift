import Catalogue
import Plotting

/// Figures of one kind of mark each; `plot` puts several on the same axes.
enum MarkBuiltins {
  static let all: [Builtin] = [points, curve, arrows, bars, band, texts, heatmap, contour]

  private static let points = Builtin(
    "points", in: "figures", "Points with coordinates of their own, in the plane or in space.", x, y, z, name,
    Parameter<PointColourArgument?>("color", "A colour, or a number for each point.", default: "nil"),
    Parameter<[String]?>("labels", "Texts beside the points.", default: "nil"),
    Parameter<Bool>("angles", "Whether the numbers of `color` are angles, in radians.", default: "false"),
    examples: [
      Example("type(points([1, 2, 3], [3, 1, 2], labels: [\"a\", \"b\", \"c\"]))", prints: "Figure"),
      Example("type(points(arange(9), arange(9)^2, color: arange(9)))", prints: "Figure"),
    ]
  ) { (_, x, y, z, name, color, labels, angles) throws(Failure) -> Value in
    try shown("points") { () throws(FigureError) in
      try Figure.points(
        x: x.values, y: y.values, z: z?.values, name: name, colour: color?.colour(areAngles: angles) ?? .one(nil), labels: labels)
    }
  }

  private static let curve = Builtin(
    "curve", in: "figures", "A line through points in their order, in the plane or in space.", x, y, z, name, color,
    examples: [Example("type(curve(cos(arange(50)), sin(arange(50)), arange(50)))", prints: "Figure")]
  ) { (_, x, y, z, name, color) throws(Failure) -> Value in
    try shown("curve") { () throws(FigureError) in
      try Figure.curve(x: x.values, y: y.values, z: z?.values, name: name, colour: color?.colour)
    }
  }

  private static let arrows = Builtin(
    "arrows", in: "figures", "The columns of a 2×n or 3×n matrix as arrows from the origin, coloured by their number.",
    Parameter<MatrixArgument>("W", "A column for each arrow."), name, color,
    Parameter<[String]?>("labels", "Texts beside the heads.", default: "nil"),
    examples: [Example("type(arrows(toy(n: 5, h: 2).W))", prints: "Figure")]
  ) { (_, W, name, color, labels) throws(Failure) -> Value in
    try shown("arrows") { () throws(FigureError) in
      try Figure.arrows(W.values, rows: W.rows, columns: W.columns, name: name, colour: color?.colour, labels: labels)
    }
  }

  private static let bars = Builtin(
    "bars", in: "figures", "Bars over 0, 1, …, or between edges, as of a histogram.",
    Parameter<VectorArgument>("heights", "One for each bar."),
    Parameter<VectorArgument?>("edges", "Where the bars begin and end: one more than bars, rising.", default: "nil"), name, color,
    Parameter<[String]?>("labels", "Texts below the bars.", default: "nil"),
    examples: [
      Example("type(bars([3, 1, 2], labels: [\"a\", \"b\", \"c\"]))", prints: "Figure"),
      Example("type(bars([3, 1], edges: [0, 1, 4]))", prints: "Figure"),
    ]
  ) { (_, heights, edges, name, color, labels) throws(Failure) -> Value in
    try shown("bars") { () throws(FigureError) in
      try Figure.bars(heights.values, edges: edges?.values, name: name, colour: color?.colour, labels: labels)
    }
  }

  private static let band = Builtin(
    "band", in: "figures", "The area between two lines over the same x, as of an interval about a curve.", x,
    Parameter<VectorArgument>("low", "The lower line."), Parameter<VectorArgument>("high", "The upper line."), name, color,
    examples: [Example("type(band([0, 1, 2], [1, 2, 2], [2, 3, 5]))", prints: "Figure")]
  ) { (_, x, low, high, name, color) throws(Failure) -> Value in
    try shown("band") { () throws(FigureError) in
      try Figure.band(x: x.values, low: low.values, high: high.values, name: name, colour: color?.colour)
    }
  }

  private static let texts = Builtin(
    "texts", in: "figures", "Texts at points of the plane.", Parameter<[String]>("texts", "One for each point."), x, y, color,
    examples: [Example("type(texts([\"peak\"], [3], [1]))", prints: "Figure")]
  ) { (_, texts, x, y, color) throws(Failure) -> Value in
    try shown("texts") { () throws(FigureError) in try Figure.texts(texts, x: x.values, y: y.values, colour: color?.colour) }
  }

  private static let heatmap = Builtin(
    "heatmap", in: "figures",
    "Values over the plane as cells of colour, the first row at the bottom; an axis whose places grow by a constant factor is logarithmic.",
    values, columns, rows, Parameter<Bool>("bar", "Whether a bar says which colours stand for which values.", default: "true"),
    examples: [Example("type(heatmap([[1, 2], [3, 4]], x: [0, 1], y: [0, 1]))", prints: "Figure")]
  ) { (_, values, x, y, bar) throws(Failure) -> Value in
    try shown("heatmap") { () throws(FigureError) in
      try Figure.field(values.values, x: x?.values ?? whole(values.columns), y: y?.values ?? whole(values.rows), hasBar: bar)
    }
  }

  private static let contour = Builtin(
    "contour", in: "figures", "Lines along which values over the plane have the same height; axes as of heatmap.", values, columns, rows,
    Parameter<VectorArgument?>("levels", "The heights; nil for some at round numbers.", default: "nil"), name, color,
    examples: [Example("type(contour([[0, 1], [1, 2]], levels: [0.5]))", prints: "Figure")]
  ) { (_, values, x, y, levels, name, color) throws(Failure) -> Value in
    try shown("contour") { () throws(FigureError) in
      try Figure.contours(
        values.values, x: x?.values ?? whole(values.columns), y: y?.values ?? whole(values.rows), levels: levels?.values, name: name,
        colour: color?.colour)
    }
  }

  private static func whole(_ count: Int) -> [Double] { (0..<count).map(Double.init) }

  private static let x = Parameter<VectorArgument>("x", "To the right.")
  private static let y = Parameter<VectorArgument>("y", "Upwards; in space, to the back.")
  private static let z = Parameter<VectorArgument?>("z", "Upwards in space; nil in the plane.", default: "nil")
  private static let name = Parameter<String>("name", "In the legend.", default: "\"\"")
  private static let color = Parameter<ColourArgument?>("color", "A colour; nil for the next of the series.", default: "nil")
  private static let values = Parameter<MatrixArgument>("values", "A row for each y, a column for each x.")
  private static let columns = Parameter<VectorArgument?>("x", "Of the columns, rising; nil for their numbers.", default: "nil")
  private static let rows = Parameter<VectorArgument?>("y", "Of the rows, rising; nil for their numbers.", default: "nil")
}
