extension Figure {
  /// The figure laid out on paper.
  public var drawing: Drawing { isLeftOut ? whole.blank : whole }

  private var whole: Drawing {
    if let map = heatMap { return HeatMapDrawing(figure: self, map: map).drawing }
    if let table { return TableDrawing(figure: self, table: table).drawing }
    let scene = Scene(self)
    if let space = scene.space { return SpaceDrawing(figure: self, scene: scene, space: space).drawing }
    return PlaneDrawing(figure: self, scene: scene).drawing
  }
}
