extension Figure {
  /// What points look like where it is not by their number.
  public enum PointColour: Sendable {
    /// The next colour of the series, or the one that is given.
    case one(Colour?)
    /// By a value each; angles, in radians, on a scale whose end is its beginning.
    case values([Double], areAngles: Bool)
  }

  /// Points with coordinates of their own, in the plane or in space.
  ///
  /// - Parameters:
  ///   - z: nil in the plane.
  ///   - name: in the legend; empty for none.
  ///   - labels: texts beside the points, one for each; nil for none.
  /// - Throws: `FigureError` where nothing can be drawn.
  public static func points(
    x: [Double], y: [Double], z: [Double]? = nil, name: String = "", colour: PointColour = .one(nil), labels: [String]? = nil
  ) throws(FigureError) -> Figure {
    let positions = try placed(x, y, z)
    let style = try PointStyle(colour, labels, count: x.count)
    var points = Points(positions: positions, name: name, style: style)
    if case .one(let colour) = colour { points.colour = colour }
    return single(points)
  }

  /// A line through points in their order, in the plane or in space; more than 20 000 that turn back are not joined, and a note says so.
  /// - Throws: `FigureError` where nothing can be drawn.
  public static func curve(
    x: [Double], y: [Double], z: [Double]? = nil, name: String = "", colour: Colour? = nil
  ) throws(FigureError) -> Figure {
    let positions = try placed(x, y, z)
    let most = PointStyle.mostJoined
    guard x.count > most, z != nil || zip(x, x.dropFirst()).contains(where: { $0 > $1 }) else {
      return single(Curve(positions: positions, name: name, colour: colour))
    }
    var figure = single(Points(positions: positions, name: name, colour: colour))
    figure.notes.append("not joined: more than \(most) points of a curve that turns back")
    return figure
  }

  /// The columns of a matrix of 2 or 3 rows as arrows from the origin, coloured by their number.
  /// - Throws: `FigureError` where nothing can be drawn.
  public static func arrows(
    _ matrix: [Double], rows: Int, columns: Int, name: String = "", colour: Colour? = nil, labels: [String]? = nil
  ) throws(FigureError) -> Figure {
    guard rows == 2 || rows == 3 else { throw .wrongRows(rows) }
    try FigureError.check(matrix, rows: rows, columns: columns)
    let lists = (0..<rows).map { Array(matrix[$0 * columns..<($0 + 1) * columns]) }
    var arrows = Arrows(to: try placed(lists[0], lists[1], rows == 3 ? lists[2] : nil))
    if let labels { arrows.style.labels = try PointStyle(.one(nil), labels, count: columns).labels }
    if let colour {
      arrows.style.colouring = .pen
      arrows.colour = colour
    }
    arrows.name = name
    var figure = single(arrows)
    figure.x.label = "dimension 0"
    figure.y.label = "dimension 1"
    figure.z.label = "dimension 2"
    figure.hasEqualUnits = true
    return figure
  }

  /// Bars over 0, 1, …, or between edges.
  ///
  /// - Parameters:
  ///   - edges: one more than heights, rising; nil for bars over whole numbers with gaps between them.
  ///   - labels: what stands below bars without edges, one for each; nil for their numbers.
  /// - Throws: `FigureError` where nothing can be drawn.
  public static func bars(
    _ heights: [Double], edges: [Double]? = nil, name: String = "", colour: Colour? = nil, labels: [String]? = nil
  ) throws(FigureError) -> Figure {
    try FigureError.check(heights)
    var pairs = heights.indices.map { (left: Double($0) - 0.4, right: Double($0) + 0.4) }
    if let edges {
      try FigureError.check(rising: edges, "edges")
      try FigureError.check(edges.count, of: "edges", is: heights.count + 1)
      pairs = heights.indices.map { (left: edges[$0], right: edges[$0 + 1]) }
    }
    var bars = Bars(heights, edges: pairs)
    bars.name = name
    bars.colour = colour
    var figure = single(bars)
    if let labels {
      try FigureError.check(labels.count, of: "labels", is: heights.count)
      figure.x.names = labels
    }
    return figure
  }

  /// The area between two lines over the same x.
  /// - Throws: `FigureError` where nothing can be drawn.
  public static func band(
    x: [Double], low: [Double], high: [Double], name: String = "", colour: Colour? = nil
  ) throws(FigureError) -> Figure {
    var band = Band(x: x, low: try placed(x, low, nil).y, high: try placed(x, high, nil).y)
    band.name = name
    band.colour = colour
    return single(band)
  }

  /// Texts at points of the plane.
  /// - Throws: `FigureError` where nothing can be drawn.
  public static func texts(_ texts: [String], x: [Double], y: [Double], colour: Colour? = nil) throws(FigureError) -> Figure {
    try FigureError.check(texts.count, of: "texts", is: x.count)
    return single(Texts(positions: try placed(x, y, nil), texts: texts, colour: colour))
  }

  /// Values over the plane as cells of colour, y upwards.
  ///
  /// - Parameters:
  ///   - values: [y × x], row by row.
  ///   - x: middles of the columns, rising.
  ///   - y: middles of the rows, rising.
  ///   - hasBar: a bar says which colours stand for which values.
  /// - Throws: `FigureError` where nothing can be drawn.
  public static func field(_ values: [Double], x: [Double], y: [Double], hasBar: Bool = true) throws(FigureError) -> Figure {
    overLattice(Field(try lattice(values, x, y), hasBar: hasBar), x, y)
  }

  /// Lines along which values over the plane have the same height.
  /// - Parameters: as of `field`.
  /// - Throws: `FigureError` where nothing can be drawn; `.noLevel` where no level is met.
  public static func contours(
    _ values: [Double], x: [Double], y: [Double], levels: [Double]?, name: String = "", colour: Colour? = nil
  ) throws(FigureError) -> Figure {
    let (lattice, block) = try lattice(values, x, y).thinned(to: Lattice.mostSide)
    let range = (Interval(of: values) ?? Interval(0, 0)).opened
    if let levels { try FigureError.check(levels) }
    var contours = Contours(lattice, levels: levels ?? Ticks.linear(range, count: 7).map(\.place))
    guard !contours.lines.isEmpty else { throw .noLevel }
    contours.name = name
    contours.colour = colour
    var figure = overLattice(contours, x, y)
    if block.rows > 1 || block.columns > 1 { figure.notes.append("lines over means of \(block.rows)×\(block.columns) values") }
    return figure
  }

  private static func lattice(_ values: [Double], _ x: [Double], _ y: [Double]) throws(FigureError) -> Lattice {
    try FigureError.check(values, rows: y.count, columns: x.count)
    try FigureError.check(rising: x, "x")
    try FigureError.check(rising: y, "y")
    return Lattice(values: values, x: x, y: y)
  }

  private static func overLattice(_ mark: any Mark, _ x: [Double], _ y: [Double]) -> Figure {
    var figure = single(mark)
    figure.x.isLogarithmic = Lattice.isGeometric(x)
    figure.y.isLogarithmic = Lattice.isGeometric(y)
    return figure
  }

  private static func single(_ mark: any Mark) -> Figure {
    let (count, drawn) = (mark.positions.count, mark.positions.finiteCount)
    let isCounted = mark is Points || mark is Curve || mark is Arrows
    return Figure(
      marks: [mark], options: Options(), x: Axis(), y: Axis(),
      notes: isCounted && drawn < count ? ["left out: \(count - drawn) of \(count) points, not finite"] : [])
  }

  /// Coordinates that can be drawn, all lists of the same length.
  private static func placed(_ x: [Double], _ y: [Double], _ z: [Double]?) throws(FigureError) -> Positions {
    try FigureError.check(y.count, of: "y", is: x.count)
    try FigureError.check(z?.count ?? x.count, of: "z", is: x.count)
    for list in [x, y, z ?? y] { try FigureError.check(list) }
    let positions = Positions(x: x, y: y, z: z ?? [])
    guard positions.finiteCount > 0 else { throw .nothingFinite }
    return positions
  }
}

extension PointStyle {
  /// - Parameter labels: texts, one for each point; nil for none.
  init(_ colour: Figure.PointColour, _ labels: [String]?, count: Int) throws(FigureError) {
    if let labels {
      try FigureError.check(labels.count, of: "labels", is: count)
      self.labels = .texts(labels)
    }
    guard case .values(let values, let areAngles) = colour else { return }
    try FigureError.check(values)
    try FigureError.check(values.count, of: "color", is: count)
    colouring = .values(values, areAngles ? ColourScale(.cyclic, Interval(-Double.pi, Double.pi)) : ColourScale(of: values))
  }
}
