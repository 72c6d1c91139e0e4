import Catalogue
import Plotting
import Tensor
import Training

/// What `plot` was asked for, and how each kind of value is drawn.
struct Plot {
  let context: any Context
  let options: Figure.Options
  let first: Int?
  let color: Value
  let labels: [String]?
  var told: [(name: String, values: [Double])] = []

  /// How many samples stand for a distribution.
  private static let samples = 40

  /// A movie stays one.
  func figure(_ value: Value) throws(Failure) -> FigureObject {
    guard case .object(let object as FigureObject) = value, let movie = object.movie else {
      let picture = try picture(value)
      if options.yNames != nil, picture.isSpatial { throw Failure("plot: ynames are for an axis of the plane, not for space") }
      return FigureObject(picture)
    }
    try checkForFigures()
    var frames: [Picture] = []
    for frame in movie.frames { frames.append(try anew(frame)) }
    return try FigureObject(drawn("plot") { () throws(FigureError) in try Movie(frames, seconds: movie.seconds) })
  }

  private func picture(_ value: Value) throws(Failure) -> Picture {
    switch value {
    case .object(let object as FigureObject):
      try checkForFigures()
      return try anew(object.picture)
    case .object(let run as Run): return .figure(try line(run.losses, labelled("step", "loss")))
    case .object(let distribution as Distribution): return .figure(try figure(distribution))
    case .record(let record):
      if let figure = try histogram(record) { return .figure(figure) }
    case .list(let items):
      let figures = items.compactMap { FigureArgument($0)?.picture }
      if !items.isEmpty, figures.count == items.count {
        try checkForFigures()
        return .figure(try together(figures))
      }
      if let series = try series(items) {
        if case .nothing = color {} else { throw Failure("plot: several lines have colours of their own", hint: "curve(x, y, color: …)") }
        return .figure(try drawn("plot") { () throws(FigureError) in try Figure.lines(series, options: options) })
      }
    case .nothing, .bool, .number, .string, .range, .function, .object: break
    }
    guard case .tensor(let tensor)? = try Term.reading(value) else {
      throw Failure("plot takes a tensor, a run, a table, a distribution or figures, not \(context.describe(value))", hint: part(of: value))
    }
    guard tensor.rank <= 2 else { throw Failure("plot takes a vector or a matrix, not a tensor \(shapeText(tensor.shape))") }
    return .figure(try figure(tensor))
  }

  /// How the first matrix of a model or a record is drawn; nil where there is none.
  private func part(of value: Value) -> String? {
    let (fields, name): (Record, String)
    switch value {
    case .object(let model as Model): (fields, name) = (model.parameters, "m")
    case .record(let record): (fields, name) = (record, "r")
    default: return nil
    }
    let matrix = fields.fields.first { (try? Term.reading($0.value)?.shape.count) == 2 }
    return matrix.map { "plot(\(name).\($0.key)) draws its \($0.key)" }
  }

  private func figure(_ tensor: Tensor) throws(Failure) -> Figure {
    if tensor.rank < 2 { return try line(tensor.doubles, options) }
    let (rows, columns) = (tensor.shape[0], tensor.shape[1])
    let colour = try colour()
    if rows == 2 || rows == 3 {
      return try drawn("plot") { () throws(FigureError) in
        try Figure.features(
          tensor.doubles, rows: rows, columns: columns, first: first, colour: colour, labels: labels, told: told, options: options)
      }
    }
    if labels != nil { throw Failure("plot: labels are for points and bars, not for \(shapeText(tensor.shape))") }
    if !told.isEmpty { throw Failure("plot: tell is for points, not for \(shapeText(tensor.shape))") }
    if colour != nil { throw Failure("plot: color is for points, lines and tables, not for \(shapeText(tensor.shape))") }
    let (all, shown) = (tensor.doubles, min(first ?? columns, columns))
    let values = shown == columns ? all : (0..<rows).flatMap { all[$0 * columns..<$0 * columns + shown] }
    return try drawn("plot") { () throws(FigureError) in
      try Figure.heatMap(values, rows: rows, columns: shown, options: options)
    }
  }

  /// One line.
  private func line(_ values: [Double], _ options: Figure.Options) throws(Failure) -> Figure {
    if labels != nil { throw Failure("plot: labels are for points, bars and several lines, not for one") }
    var one: Colour?
    switch try colour() {
    case nil: break
    case .one(let colour): one = colour
    case .values: throw Failure("plot: a line has one colour, not one for each value")
    }
    return try drawn("plot") { () throws(FigureError) in
      try Figure.line(Array(values.prefix(first ?? Int.max)), colour: one, options: options)
    }
  }

  private func colour() throws(Failure) -> Figure.PointColour? {
    if case .nothing = color { return nil }
    guard let given = PointColourArgument(color) else {
      throw Failure("plot: color is \(PointColourArgument.expectation), not \(context.describe(color))")
    }
    return given.colour()
  }

  /// Samples as a heat map, a row each; always the same ones, so that looking changes nothing.
  private func figure(_ distribution: Distribution) throws(Failure) -> Figure {
    let rows = try sampled(distribution, first ?? Plot.samples, key: Key(0), precision: .float32, in: context)
    return try drawn("plot") { () throws(FigureError) in
      try Figure.heatMap(rows.doubles, rows: rows.shape[0], columns: rows.shape[1], options: labelled("feature", "sample"))
    }
  }

  /// What `histogram` gives as bars; nil for another record.
  private func histogram(_ record: Record) throws(Failure) -> Figure? {
    guard let counts = record["counts"].flatMap(VectorArgument.init), let edges = record["edges"].flatMap(VectorArgument.init) else {
      return nil
    }
    return try drawn("plot") { () throws(FigureError) in
      try Figure.bars(counts.values, edges: edges.values).with(labelled("value", "count"))
    }
  }

  private func anew(_ picture: Picture) throws(Failure) -> Picture {
    switch picture {
    case .figure(let figure): return .figure(try drawn("plot") { () throws(FigureError) in try figure.with(options) })
    case .grid(let parts, let columns, let title):
      // what is said is said of each; the size is that of all together
      var each = options
      each.title = ""
      let rows = (parts.count + columns - 1) / columns
      each.size = options.size.map { Figure.Size(width: $0.width / Double(columns), height: $0.height / Double(rows)) }
      let own = Plot(context: context, options: each, first: nil, color: .nothing, labels: nil)
      var drawn: [Picture] = []
      for part in parts { drawn.append(try own.anew(part)) }
      return .grid(drawn, columns: columns, title: options.title.isEmpty ? title : options.title)
    }
  }

  /// Figures are made of values: what is said of these comes too late.
  private func checkForFigures() throws(Failure) {
    let hasColor = if case .nothing = color { false } else { true }
    let given = [("first", first != nil), ("color", hasColor), ("labels", labels != nil), ("tell", !told.isEmpty)]
    guard let name = given.first(where: { $0.1 })?.0 else { return }
    throw Failure(
      "plot: \(name) is for values, not for a figure, which has been drawn from them",
      hint: "plot(W, \(name): …)")
  }

  private func together(_ pictures: [Picture]) throws(Failure) -> Figure {
    var figures: [Figure] = []
    for picture in pictures {
      guard case .figure(let figure) = picture else {
        throw Failure("plot draws single figures on the same axes, and one is a grid", hint: "row(a, b) and column(a, b) take grids")
      }
      figures.append(figure)
    }
    return try drawn("plot") { () throws(FigureError) in try Figure.together(figures).with(options) }
  }

  private func labelled(_ x: String, _ y: String) -> Figure.Options {
    var options = options
    options.x = options.x ?? x
    options.y = options.y ?? y
    return options
  }

  /// Runs or vectors, each a line of its own; nil where the list is something else.
  private func series(_ items: [Value]) throws(Failure) -> [(name: String, values: [Double])]? {
    var found: [(name: String, values: [Double])] = []
    for (i, item) in items.enumerated() {
      guard case .object(let object) = item else { return nil }
      let label = labels.flatMap { $0.indices.contains(i) ? $0[i] : nil }
      if let run = object as? Run {
        found.append((label ?? "run \(i)", run.losses))
      } else if let array = object as? ArrayObject, case .tensor(let tensor) = array.term, tensor.rank == 1 {
        found.append((label ?? "\(i)", tensor.doubles))
      } else {
        return nil
      }
    }
    return found.isEmpty ? nil : found.map { ($0.name, Array($0.values.prefix(first ?? Int.max))) }
  }
}
