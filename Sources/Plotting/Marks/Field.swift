/// Values over the plane of a figure as cells of colour.
struct Field: Mark {
  let lattice: Lattice
  var scale: ColourScale
  /// The edges of the columns along the lower side, then those of the rows along the left side.
  let positions: Positions
  /// A bar says which colours stand for which values.
  let hasBar: Bool

  init(_ lattice: Lattice, hasBar: Bool = true) {
    self.lattice = lattice
    self.hasBar = hasBar
    scale = ColourScale(of: lattice.values)
    let (x, y) = (Lattice.edges(lattice.x), Lattice.edges(lattice.y))
    positions = Positions(x: x + y.map { _ in x[0] }, y: x.map { _ in y[0] } + y)
  }

  var key: Key { hasBar ? .scale(scale) : .none }
  var summary: String { "\(lattice.rows) × \(lattice.columns) values over the plane" }

  /// Beyond so many cells, a cell does not say its value to a pointer.
  private static let mostTitles = 4096

  private func colour(_ row: Int, _ column: Int) -> Colour {
    scale.colour(lattice.values[row * lattice.columns + column]) ?? .missing
  }

  func draw(_ stage: Stage, on drawing: inout Drawing) {
    let (columns, rows) = (lattice.columns, lattice.rows)
    let corners = (stage.place(0), stage.place(positions.count - 1))
    guard rows * columns <= Field.mostTitles else {
      drawing.add(
        .cells(
          .init(
            at: (corners.0.x, corners.1.y), width: stage.place(columns).x - corners.0.x, height: corners.0.y - corners.1.y, rows: rows,
            columns: columns, colours: (0..<rows).reversed().flatMap { row in (0..<columns).map { colour(row, $0) } })))
      return
    }
    drawing.group(.crisp) { drawing in
      for row in 0..<rows {
        let (low, high) = (stage.place(columns + 1 + row).y, stage.place(columns + 2 + row).y)
        for column in 0..<columns {
          let (left, right) = (stage.place(column).x, stage.place(column + 1).x)
          drawing.rectangle(
            x: left, y: high, width: right - left, height: low - high, fill: colour(row, column), title: title(row, column))
        }
      }
    }
  }

  /// "(0.1, 2): 0.31"
  private func title(_ row: Int, _ column: Int) -> String {
    let value = lattice.values[row * lattice.columns + column]
    return "(\(NumberText.short(lattice.x[column])), \(NumberText.short(lattice.y[row]))): \(NumberText.short(value))"
  }

  /// Two dots of colour in each character; without colours, a character by the value.
  func draw(_ stage: Stage, on canvas: inout Canvas) {
    let (columns, rows) = (lattice.columns, lattice.rows)
    let edges = (x: (0...columns).map { stage.place($0).x }, y: (0...rows).map { stage.place(columns + 1 + $0).y })
    func value(_ x: Double, _ y: Double) -> Double? {
      // y runs downwards
      guard let column = Field.cell(x, edges.x), let row = Field.cell(-y, edges.y.map { -$0 }) else { return nil }
      return lattice.values[row * columns + column]
    }
    let view = stage.view
    for row in Int(view.top / 4)...Int(view.bottom / 4) {
      for column in Int(view.left / 2)...Int(view.right / 2) {
        let x = Double(column * 2 + 1)
        if stage.mode == .none {
          guard let value = value(x, Double(row * 4 + 2)) else { continue }
          canvas.paint(scale.character(value), row: row, column: column)
          continue
        }
        let pair = [1, 3].map { value(x, Double(row * 4 + $0)).map { scale.colour($0) ?? .missing } }
        guard pair[0] != nil || pair[1] != nil else { continue }
        canvas.paint("▀", row: row, column: column, foreground: pair[0], background: pair[1])
      }
    }
  }

  /// The number of the cell in which a place lies, between rising edges.
  private static func cell(_ place: Double, _ edges: [Double]) -> Int? {
    guard let first = edges.first, let last = edges.last, place >= first, place < last else { return nil }
    var (low, high) = (0, edges.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if edges[middle] <= place { low = middle } else { high = middle }
    }
    return low
  }
}
