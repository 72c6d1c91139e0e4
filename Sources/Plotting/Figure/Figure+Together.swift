extension Figure {
  /// The marks of several figures on the same axes, in their order; labels and title are the first ones that are there.
  /// - Throws: `.nothingShared` where a matrix or a table fills a figure of its own, or where only some are in space.
  public static func together(_ figures: [Figure]) throws(FigureError) -> Figure {
    guard var whole = figures.first else { throw .empty }
    guard figures.allSatisfy({ $0.hasAxes && $0.isSpatial == whole.isSpatial }) else { throw .nothingShared }
    for other in figures.dropFirst() {
      whole.marks += other.marks
      whole.notes += other.notes.filter { !whole.notes.contains($0) }
      whole.hasEqualUnits = whole.hasEqualUnits || other.hasEqualUnits
      if whole.title.isEmpty { whole.title = other.title }
      for axis in [\Figure.x, \Figure.y, \Figure.z] {
        if whole[keyPath: axis].label.isEmpty { whole[keyPath: axis].label = other[keyPath: axis].label }
        if whole[keyPath: axis].names.isEmpty { whole[keyPath: axis].names = other[keyPath: axis].names }
        whole[keyPath: axis].isLogarithmic = whole[keyPath: axis].isLogarithmic || other[keyPath: axis].isLogarithmic
      }
    }
    return whole
  }

  /// With what the options say; the rest stays.
  /// - Throws: `.nothingPositive` where a logarithmic axis would show nothing.
  public func with(_ options: Options) throws(FigureError) -> Figure {
    var figure = self
    if !options.title.isEmpty { figure.title = options.title }
    figure.x = x.labelled(options.x)
    figure.y = y.labelled(options.y, options.yNames)
    figure.z = z.labelled(options.z)
    figure.y.isLogarithmic = options.isLogarithmic ?? y.isLogarithmic
    // what was shared is in the units of the other axis
    if figure.y.isLogarithmic != y.isLogarithmic { figure.limits = nil }
    figure.camera = options.camera ?? camera
    figure.size = options.size ?? size
    if figure.y.isLogarithmic, !marks.isEmpty, !marks.contains(where: { $0.positions.y.contains { $0 > 0 } }) { throw .nothingPositive }
    return figure
  }

  /// The figures with the same axes, and the same colours for the same values: of those in the plane, of those in space, and of matrices
  /// each for itself.
  static func sharing(_ figures: [Figure]) -> [Figure] {
    var figures = figures
    let spatial = figures.indices.filter { figures[$0].isSpatial }
    let flat = figures.indices.filter { figures[$0].hasAxes && !figures[$0].isSpatial }
    if let first = spatial.first {
      let sides = SpaceFrame.sides(around: spatial.flatMap { figures[$0].marks.map(\.positions) })
      let unused = figures[first].limits ?? Limits(u: Interval(0, 1), v: Interval(0, 1), sides: [])
      for i in spatial { figures[i].limits = Limits(u: unused.u, v: unused.v, sides: sides) }
    }
    for axis in [\Figure.x, \Figure.y] where flat.contains(where: { figures[$0][keyPath: axis].isLogarithmic }) {
      for i in flat { figures[i][keyPath: axis].isLogarithmic = true }
    }
    let (needed, known) = (Scene.shared(flat.map { figures[$0] }), flat.compactMap { figures[$0].limits })
    let (u, v) = (known.reduce(needed.u) { $0.union($1.u) }, known.reduce(needed.v) { $0.union($1.v) })
    for i in flat { figures[i].limits = Limits(u: u, v: v, sides: []) }
    if let scale = figures.compactMap({ $0.heatMap?.scale }).shared {
      for i in figures.indices { figures[i].heatMap?.scale = scale }
    }
    if let scale = figures.flatMap({ $0.marks.compactMap { ($0 as? Field)?.scale } }).shared {
      for i in figures.indices {
        figures[i].marks = figures[i].marks.map { mark in
          guard var field = mark as? Field else { return mark }
          field.scale = scale
          return field
        }
      }
    }
    return figures
  }
}

extension [ColourScale] {
  /// One scale for all; nil where there are none.
  fileprivate var shared: ColourScale? { first.map { dropFirst().reduce($0) { $0.union($1) } } }
}
