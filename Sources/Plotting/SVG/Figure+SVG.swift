extension Figure {
  /// The figure as an SVG document: text stays text, every point of a small figure says its number and position to a pointer, and
  /// title and description are there for readers that can't see it. The same bytes for the same figure.
  public func svg() -> String {
    if let map = heatMap { return HeatMapSVG(figure: self, map: map).document }
    let scene = Scene(self)
    if let space = scene.space { return SpaceSVG(figure: self, scene: scene, space: space).document }
    return PlaneSVG(figure: self, scene: scene).document
  }
}
