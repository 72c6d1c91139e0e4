extension Figure {
  /// The figure as an SVG document: text stays text, every point of a small figure says its number and position to a pointer, and
  /// title and description are there for readers that can't see it. The same bytes for the same figure.
  public func svg() -> String {
    if let map = heatMap { return HeatMapSVG(figure: self, map: map).document }
    let scene = Scene(self)
    if let space = scene.space { return SpaceSVG(figure: self, scene: scene, space: space).document }
    return PlaneSVG(figure: self, scene: scene).document
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
