extension Figure {
  /// The figure laid out on paper.
  public var drawing: Drawing {
    if let map = heatMap { return HeatMapDrawing(figure: self, map: map).drawing }
    let scene = Scene(self)
    if let space = scene.space { return SpaceDrawing(figure: self, scene: scene, space: space).drawing }
    return PlaneDrawing(figure: self, scene: scene).drawing
  }
}
