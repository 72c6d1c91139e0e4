extension Figure {
  /// The heat map, where there is one.
  var heatMap: HeatMap? {
    for case .heatMap(let map) in marks { return map }
    return nil
  }

  /// The points whose numbers a colour bar or labels explain.
  var points: Points? {
    for case .points(let points) in marks { return points }
    return nil
  }

  /// The curves, in order.
  var curves: [Curve] {
    marks.compactMap { mark in
      if case .curve(let curve) = mark { return curve }
      return nil
    }
  }

  /// The x axis counts: all curves lie over whole numbers.
  var countsAcross: Bool { !curves.isEmpty && curves.allSatisfy { $0.positions.x.allSatisfy { $0 == $0.rounded() } } }

  /// The names of the curves; empty where there is nothing to tell apart.
  var curveNames: [String] {
    let names = curves.map(\.name)
    return names.count > 1 || names.contains { !$0.isEmpty } ? names : []
  }

  /// What the figure shows, in one clause.
  var summary: String {
    marks.map { mark in
      switch mark {
      case .points(let points):
        let count = points.positions.count
        return "\(count) \(points.noun)\(count == 1 ? "" : "s") in \(points.positions.isSpatial ? 3 : 2) dimensions"
      case .curve(let curve):
        return (curve.name.isEmpty ? "" : curve.name + ": ") + "line of \(curve.positions.count) values"
      case .heatMap(let map):
        return "heat map of \(map.rows) × \(map.columns) entries"
      }
    }.joined(separator: "; ")
  }
}
